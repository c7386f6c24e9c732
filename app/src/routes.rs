use crate::{
    Context,
    language::{LanguageCookie, choose},
    shell::shell,
};
use axum::{
    Extension, Router,
    body::Body,
    http::Request,
    routing::{get, post},
};
use latchkey_administration::Administration;
use latchkey_staff::{
    AUDIT_EXPORT, REPORT_EXPORT, REQUESTS_EXPORT, TOKEN_RETURN, export_audit, export_report,
    export_requests, token_returned,
};
use latchkey_ui::CHOOSE_LANGUAGE;
use leptos_axum::{
    generate_route_list_with_exclusions_and_ssg_and_context, handle_server_fns_with_context,
    render_app_async_with_context,
};

/// Every page, the forms under `/do/`, and the page for addresses that do not exist.
pub fn routes(context: Context) -> Router {
    let administration = context.administration.clone();
    let cookie = Extension(LanguageCookie {
        secure: context.portal.url.starts_with("https://"),
    });
    let provide = move || context.provide();
    let (pages, _) =
        generate_route_list_with_exclusions_and_ssg_and_context(shell, None, provide.clone());
    let render = render_app_async_with_context(provide.clone(), shell);
    let run_form =
        move |request: Request<Body>| handle_server_fns_with_context(provide.clone(), request);
    pages
        .iter()
        .fold(Router::new(), |router, page| {
            router.route(page.path(), get(render.clone()))
        })
        .route("/do/{*form}", post(run_form))
        .route(CHOOSE_LANGUAGE, post(choose).layer(cookie))
        .merge(without_page(administration))
        .fallback(render)
}

/// What staff reach that is no page: downloads, and where Okta sends browsers back to.
fn without_page(administration: Administration) -> Router {
    Router::new()
        .route(AUDIT_EXPORT, post(export_audit))
        .route(REQUESTS_EXPORT, post(export_requests))
        .route(REPORT_EXPORT, post(export_report))
        .route(TOKEN_RETURN, get(token_returned))
        .layer(Extension(administration))
}
