//! Every route, and every layer in the order a request meets them.
//!
//! | route              | what it is                  | who may | changes something |
//! |--------------------|-----------------------------|---------|-------------------|
//! | pages of `app`     | employee pages              | anyone  | no                |
//! | `/p/<path>`, `/p/<path>/reset`, `/unlock`, `/change` | the same for one process; 404 where none is open | anyone | no |
//! | `POST /do/…`       | forms, listed in `app::FORMS` | anyone, with the browser session that started the request | yes |
//! | `POST /do/language` | keeps a language in a cookie and shows the page again | anyone | no |
//! | `/sign-in`, `/sign-in/again`, `/sign-in/invitation` | pages of `app` to sign in on | anyone; the last with an invitation | no |
//! | `/sign-in/return`  | back from the directory     | the browser that was sent there | yes |
//! | `POST /do/sign-in/…`, `/do/sign-out…` | signing in and out, `sign_in::SIGN_IN_FORMS` | anyone | yes |
//! | `/admin…`, `/desk…`, `POST /do/admin/…`, `/do/desk/…` | staff pages and forms | who is signed in (`edge/staff.rs`); each use case asks for its permission | forms |
//! | `/admin/connections/token/return` | back from Okta with a connection's first token | the browser that was sent there, with a fresh sign-in | yes |
//! | `/assets/{*name}`  | built files                 | anyone  | no                |
//! | `/favicon.ico`, `/robots.txt` | the same, at addresses fixed by custom | anyone | no |
//! | `/healthz`         | the process lives           | anyone  | no                |
//! | `/readyz`          | the database answers        | anyone  | no                |
//!
//! Metrics are not among them: they are served at an address of their own (`metrics/page.rs`).
//!
//! Whoever adds a route that is not for anyone puts its guard into this file, and into the walk in
//! `tests/portal/edge/routes.rs`.

use crate::{
    edge::{
        client_network, device, error_page, forged_request, host, language, leptos_query, panic,
        path_spelling, redirect, referer, render, request_body, request_id, security_headers,
        staff,
    },
    metrics::TimedStore,
    sign_in, site,
    state::State,
};
use axum::{
    Router, extract,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use latchkey_auth::{SessionCookie, session_layer};
use latchkey_domain::Store;
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// The whole portal.
pub(crate) fn router(state: &State, pages: app::Context) -> Router {
    let routes = Router::new()
        .merge(with_page_layers(
            app::routes(pages).merge(sign_in::routes(state.sign_in.clone())),
            state,
        ))
        .merge(files(state))
        .merge(probes(state));
    with_all_layers(routes, state)
}

/// Outermost first. Applied after every merge, so that no route can miss one.
fn with_all_layers(routes: Router, state: &State) -> Router {
    let public_url = || Arc::clone(&state.public_url);
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(
                Arc::clone(&state.entropy),
                request_id::layer,
            ))
            .layer(from_fn_with_state(
                state.security_headers(),
                security_headers::layer,
            ))
            .layer(from_fn_with_state(
                state.error_pages.clone(),
                error_page::layer,
            ))
            .layer(CatchPanicLayer::custom(panic::answer))
            .layer(from_fn_with_state(public_url(), host::layer))
            .layer(from_fn(path_spelling::layer))
            .layer(from_fn_with_state(
                Arc::clone(&state.trusted_proxies),
                client_network::layer,
            ))
            .layer(from_fn_with_state(public_url(), forged_request::layer))
            .layer(from_fn_with_state(state.body_limits, request_body::layer))
            .layer(from_fn(leptos_query::layer))
            .layer(from_fn(referer::layer)),
    )
}

/// Layers of the pages and forms alone, outermost first. Compressing gives nothing away: pages hold
/// no secret that stays the same while what a stranger can add to them varies. The session is further in: it is saved in
/// the task that made the page, whether or not the browser still listens. Who is signed in is asked innermost, for
/// every address below those of staff, whether or not there is a page.
fn with_page_layers(pages: Router, state: &State) -> Router {
    let store: Arc<dyn Store> = Arc::new(TimedStore(state.store.clone()));
    let cookie = SessionCookie {
        secure: state.public_url.is_https(),
        idle_minutes: state.session_minutes,
    };
    pages.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(state.devices(), device::layer))
            .layer(from_fn_with_state(state.renders.clone(), render::layer))
            .layer(CompressionLayer::new())
            .layer(from_fn(redirect::layer))
            .layer(from_fn(language::layer))
            .layer(session_layer(store, Arc::clone(&state.clock), cookie))
            .layer(from_fn_with_state(state.sign_in.clone(), staff::layer)),
    )
}

fn files(state: &State) -> Router {
    Router::new()
        .route("/assets/{*name}", get(site::asset))
        .route("/favicon.ico", get(site::at_root))
        .route("/robots.txt", get(site::at_root))
        .with_state(Arc::clone(&state.site))
}

fn probes(state: &State) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .with_state(state.clone())
}

async fn ready(extract::State(state): extract::State<State>) -> Result<&'static str, StatusCode> {
    match state.store.check().await {
        Ok(()) => Ok("ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            Err(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}
