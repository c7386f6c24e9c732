//! Signing staff in and out, as far as it is redirects and not pages: one file a form or address.
//! `edge/staff.rs` asks who is signed in.

mod answer;
mod forms;
mod local;
mod next;
mod okta_roles;
mod password;
mod returned;
mod screen;
mod sign_out;
mod start;

pub use forms::SIGN_IN_FORMS;
pub(crate) use forms::is_form;
pub(crate) use next::{is_staff_path, sign_in_page};
pub(crate) use okta_roles::OktaRoles;
pub(crate) use screen::Screen;

use axum::{
    Router,
    routing::{get, post},
};
use latchkey_auth::sign_in::SignInService;

/// Where the directory sends browsers back to.
pub(crate) const RETURN: &str = "/sign-in/return";

/// What the addresses stand on.
#[derive(Clone, Debug)]
pub(crate) struct SignIn {
    pub(crate) service: SignInService,
}

/// The addresses that have no page of their own.
pub(crate) fn routes(service: SignInService) -> Router {
    Router::new()
        .route(RETURN, get(returned::handle))
        .route(forms::START, post(start::handle))
        .route(forms::LOCAL, post(local::handle))
        .route(forms::PASSWORD, post(password::handle))
        .route(forms::SIGN_OUT, post(sign_out::here))
        .route(forms::SIGN_OUT_EVERYWHERE, post(sign_out::everywhere))
        .with_state(SignIn { service })
}
