//! The buttons of a telephone: posts that end in a redirect to it.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::okta::{PushAnswer, SteeringError};
use crate::pages::{Pages, person, render};

/// What was pressed: `approve`, `deny`, or a number.
#[derive(Deserialize)]
pub(in crate::pages) struct Pressed {
    answer: String,
}

/// Answers a push.
pub(in crate::pages) async fn answer(
    State(pages): State<Pages>,
    Path((id, push)): Path<(String, String)>,
    Form(pressed): Form<Pressed>,
) -> Response {
    let Some(user) = person::find(&pages, &id) else {
        return render::error(StatusCode::NOT_FOUND, "There is nobody with this id.");
    };
    let answer = match pressed.answer.as_str() {
        "approve" => PushAnswer::Approve,
        "deny" => PushAnswer::Deny,
        number => match number.parse() {
            Ok(number) => PushAnswer::Choose(number),
            Err(_) => return render::error(StatusCode::BAD_REQUEST, "There is no such button."),
        },
    };
    let answered = pages.org.answer_push(&user.login, &push, answer);
    back(&id, answered, "Your answer was sent.")
}

/// Connects the app to the account that waits for it.
pub(in crate::pages) async fn enrol(
    State(pages): State<Pages>,
    Path(id): Path<String>,
) -> Response {
    let Some(user) = person::find(&pages, &id) else {
        return render::error(StatusCode::NOT_FOUND, "There is nobody with this id.");
    };
    let enrolled = pages.org.finish_push_enrolment(&user.login);
    back(&id, enrolled, "The app is connected to the account.")
}

fn back(id: &str, done: Result<(), SteeringError>, words: &str) -> Response {
    let notice = match done {
        Ok(()) => words.to_owned(),
        Err(refused) => refused.to_string(),
    };
    let mut query = Serializer::new(String::new());
    query.append_pair("notice", &notice);
    Redirect::to(&format!("/phone/{id}?{}", query.finish())).into_response()
}
