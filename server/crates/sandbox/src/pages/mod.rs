//! The sandbox's own pages: people to try, OAuth apps, telephones, the System Log, the mailbox, the fault switches. Plain forms, no script.

mod actions;
mod apps;
mod clock;
mod control;
mod faults;
mod log;
mod mails;
mod person;
mod phone;
mod rate_limits;
pub(crate) mod render;
mod same_origin;

use std::path::PathBuf;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use axum::{Router, middleware};
use http::{HeaderName, HeaderValue, StatusCode, header};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::okta::Org;

pub(crate) const STYLE: &str = include_str!("static/sandbox.css");
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; frame-src 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// What the pages show.
#[derive(Debug, Clone)]
pub(crate) struct Pages {
    pub(crate) org: Org,
    pub(crate) mail_folder: Arc<PathBuf>,
    /// The portal's address; `None` for no link.
    pub(crate) portal_url: Option<String>,
    pub(crate) okta_url: String,
}

/// The routes of the pages.
pub(crate) fn router(pages: Pages) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .route("/", get(control::show))
        .route("/people/{id}", get(person::show))
        .route("/people/{id}/{action}", post(actions::act))
        .route("/sign-in", post(actions::sign_in))
        .route("/apps", get(apps::show))
        .route("/apps/{client_id}/keys", post(apps::register_keys))
        .route(
            "/apps/{client_id}/redirect-uris",
            post(apps::add_redirect_uri),
        )
        .route("/phone", get(phone::show))
        .route("/phone.json", get(phone::show_json))
        .route("/phone/{id}", get(phone::show_screen))
        .route("/phone/{id}/pushes/{push}", post(phone::answer))
        .route("/phone/{id}/enrolment", post(phone::enrol))
        .route("/log", get(log::show))
        .route("/mailbox", get(mails::list))
        .route("/mailbox.json", get(mails::list_json))
        .route("/mailbox/{id}", get(mails::show))
        .route("/mailbox/{id}/html", get(mails::html))
        .route(
            "/faults",
            get(faults::show)
                .post(faults::switch_on)
                .delete(faults::delete_all),
        )
        .route("/faults/clear", post(faults::clear_all))
        .route("/faults/{id}", delete(faults::delete_one))
        .route("/faults/{id}/clear", post(faults::clear_one))
        .route("/rate-limits", put(rate_limits::resize))
        .route("/clock", post(clock::forward))
        .route("/sandbox.css", get(style))
        .fallback(not_found)
        .layer(middleware::from_fn(same_origin::check))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .with_state(pages)
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

async fn not_found() -> Response {
    render::error(StatusCode::NOT_FOUND, "There is nothing at this address.")
}
