//! Lets nobody who is not signed in see or do what is for staff. What somebody who is may do, each use
//! case asks by itself.

use crate::sign_in::{is_staff_path, sign_in_page};
use axum::{
    extract::{Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{ACCEPT, LOCATION},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use latchkey_auth::{
    access::StaffMember,
    sign_in::{SignInService, StaffBrowser},
};
use latchkey_domain::Network;
use std::error::Error;
use tower_sessions::Session;

/// Adds the [`StaffMember`] to a request for something of theirs; sends everybody else to sign in.
pub(crate) async fn layer(
    State(service): State<SignInService>,
    mut request: Request,
    next: Next,
) -> Response {
    if !is_staff_path(request.uri().path()) {
        return next.run(request).await;
    }
    let session = request.extensions().get().cloned();
    let network = request.extensions().get().copied();
    match member(&service, session, network).await {
        Ok(Some(member)) => {
            request.extensions_mut().insert(member);
            next.run(request).await
        }
        Ok(None) => turned_away(&request),
        Err(error) => {
            tracing::error!(error = &*error, "nobody can say who is signed in");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn member(
    service: &SignInService,
    session: Option<Session>,
    network: Option<Network>,
) -> Result<Option<StaffMember>, Box<dyn Error + Send + Sync>> {
    let browser = StaffBrowser::new(session.ok_or("no session layer")?);
    let network = network.ok_or("no network layer")?;
    let Some(id) = browser.sign_in().await? else {
        return Ok(None);
    };
    let signed_in = service.current(id).await?;
    Ok(signed_in.map(|signed_in| StaffMember::of(signed_in, network)))
}

/// A browser is sent to sign in; a program is told.
fn turned_away(request: &Request) -> Response {
    let accepts = request.headers().get(ACCEPT);
    let is_browser = accepts
        .and_then(|accepts| accepts.to_str().ok())
        .is_some_and(|accepts| accepts.contains("text/html"));
    let asks = matches!(*request.method(), Method::GET | Method::HEAD | Method::POST);
    let page = sign_in_page(request.method(), request.uri());
    match HeaderValue::from_str(&page) {
        Ok(page) if is_browser && asks => {
            (StatusCode::SEE_OTHER, [(LOCATION, page)]).into_response()
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}
