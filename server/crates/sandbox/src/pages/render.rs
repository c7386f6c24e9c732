//! Templates: compiled in, escaped, rendered once per request.

use std::sync::LazyLock;

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use jiff::Timestamp;
use minijinja::value::Serde;
use minijinja::{Environment, Value};
use serde::Serialize;

const TEMPLATES: [(&str, &str); 15] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("control.html", include_str!("templates/control.html")),
    ("person.html", include_str!("templates/person.html")),
    ("apps.html", include_str!("templates/apps.html")),
    ("phones.html", include_str!("templates/phones.html")),
    ("phone.html", include_str!("templates/phone.html")),
    ("log.html", include_str!("templates/log.html")),
    ("mailbox.html", include_str!("templates/mailbox.html")),
    ("mail.html", include_str!("templates/mail.html")),
    ("faults.html", include_str!("templates/faults.html")),
    ("error.html", include_str!("templates/error.html")),
    (
        "okta_layout.html",
        include_str!("templates/okta_layout.html"),
    ),
    (
        "okta_sign_in.html",
        include_str!("templates/okta_sign_in.html"),
    ),
    (
        "okta_refused.html",
        include_str!("templates/okta_refused.html"),
    ),
    (
        "okta_signed_out.html",
        include_str!("templates/okta_signed_out.html"),
    ),
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    for (name, source) in TEMPLATES {
        if let Err(error) = environment.add_template(name, source) {
            tracing::error!(%name, %error, "a template of the sandbox cannot be compiled");
        }
    }
    environment
});

/// A page made of a template.
pub(super) fn page(template: &str, context: impl Serialize) -> Response {
    respond(StatusCode::OK, template, &Value::from(Serde(context)))
}

/// A page that says what went wrong.
pub(super) fn error(status: StatusCode, message: &str) -> Response {
    respond(status, "error.html", &minijinja::context! { message })
}

fn respond(status: StatusCode, template: &str, context: &Value) -> Response {
    match rendered(template, context) {
        Some(html) => (status, Html(html)).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The text of a page that the org itself shows. `None` when a template is wrong, which is logged.
pub(crate) fn text(template: &str, context: impl Serialize) -> Option<String> {
    rendered(template, &Value::from(Serde(context)))
}

fn rendered(template: &str, context: &Value) -> Option<String> {
    let rendered = ENVIRONMENT
        .get_template(template)
        .and_then(|template| template.render(context.clone()));
    rendered
        .inspect_err(
            |error| tracing::error!(%template, %error, "a page of the sandbox cannot be rendered"),
        )
        .ok()
}

/// A time as people read it.
pub(super) fn time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}
