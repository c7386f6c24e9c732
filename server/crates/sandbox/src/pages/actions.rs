//! The buttons and the test form: posts that end in a redirect.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::{Pages, person, render};
use crate::okta::{Org, SignInOutcome, SteeringError};

type Action = fn(&Org, &str) -> Result<(), SteeringError>;

/// Does what a button says and goes back to the person.
pub(super) async fn act(
    State(pages): State<Pages>,
    Path((id, action)): Path<(String, String)>,
) -> Response {
    let Some(user) = person::find(&pages, &id) else {
        return render::error(StatusCode::NOT_FOUND, "There is nobody with this id.");
    };
    let action: Action = match action.as_str() {
        "lock" => Org::lock,
        "expire-password" => Org::expire_password,
        "suspend" => Org::suspend,
        "unsuspend" => Org::unsuspend,
        "reset" => Org::reset_to_seed,
        _ => return render::error(StatusCode::NOT_FOUND, "There is no such button."),
    };
    let refused = action(&pages.org, &user.login).err();
    let query = refused.map_or_else(String::new, |reason| {
        let mut query = Serializer::new(String::new());
        query.append_pair("refused", &reason.to_string());
        format!("?{}", query.finish())
    });
    Redirect::to(&format!("/people/{id}{query}")).into_response()
}

/// The fields of the test form.
#[derive(Deserialize)]
pub(super) struct SignInForm {
    login: String,
    password: String,
}

/// Tries a password as a real sign-in does: wrong ones count. Answers in the URL, without the password.
pub(super) async fn sign_in(State(pages): State<Pages>, Form(form): Form<SignInForm>) -> Response {
    let result = match pages.org.sign_in(form.login.trim(), &form.password) {
        SignInOutcome::Accepted => "accepted",
        SignInOutcome::MustChangePassword => "must-change",
        SignInOutcome::LockedOut => "locked-out",
        SignInOutcome::Refused => "refused",
    };
    let page = pages
        .org
        .user(form.login.trim())
        .map_or_else(|| "/".to_owned(), |user| format!("/people/{}", user.id));
    Redirect::to(&format!("{page}?sign-in={result}")).into_response()
}
