//! Templates: compiled in, escaped, rendered once per request.

use std::sync::LazyLock;

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use jiff::Timestamp;
use minijinja::value::Serde;
use minijinja::{Environment, Value};
use serde::Serialize;

const TEMPLATES: [(&str, &str); 8] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("control.html", include_str!("templates/control.html")),
    ("person.html", include_str!("templates/person.html")),
    ("log.html", include_str!("templates/log.html")),
    ("mailbox.html", include_str!("templates/mailbox.html")),
    ("mail.html", include_str!("templates/mail.html")),
    ("faults.html", include_str!("templates/faults.html")),
    ("error.html", include_str!("templates/error.html")),
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
    let rendered = ENVIRONMENT
        .get_template(template)
        .and_then(|template| template.render(context.clone()));
    match rendered {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%template, %error, "a page of the sandbox cannot be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A time as people read it.
pub(super) fn time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}
