use super::{
    SignIn,
    answer::{not_signed_in, see_other, unavailable},
    next::checked,
};
use crate::edge::redirect::MayLeave;
use axum::{
    Extension, Form,
    extract::State,
    response::{IntoResponse as _, Response},
};
use latchkey_auth::sign_in::{StaffBrowser, Underway};
use latchkey_domain::Network;
use serde::Deserialize;
use tower_sessions::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Start {
    next: Option<String>,
    /// Whether the person has to prove anew who they are.
    again: Option<String>,
}

/// `POST /do/sign-in/start`: sends the browser to the directory.
pub(super) async fn handle(
    State(sign_in): State<SignIn>,
    Extension(network): Extension<Network>,
    session: Session,
    Form(form): Form<Start>,
) -> Response {
    let browser = StaffBrowser::new(session);
    let next = checked(form.next.as_deref());
    let (address, attempt) = match sign_in.service.begin(form.again.is_some(), network).await {
        Ok(begun) => begun,
        Err(error) => return not_signed_in(&browser, error, &next, sign_in.service.now()).await,
    };
    match browser.keep_underway(&Underway { attempt, next }).await {
        Ok(()) => (MayLeave::extension(), see_other(address.as_str())).into_response(),
        Err(error) => unavailable(&error),
    }
}
