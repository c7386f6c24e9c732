//! `/phone.json?login=…`: a telephone for tests and scripts.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::okta::Channel;
use crate::pages::Pages;

/// Whose telephone.
#[derive(Deserialize)]
pub(in crate::pages) struct Whose {
    login: String,
}

/// `{id, messages: [{kind, to, text, code, sent}], codes: [{provider, code, seconds_left}], pushes: [{id, numbers}]}`,
/// the newest first.
pub(in crate::pages) async fn show(
    State(pages): State<Pages>,
    Query(whose): Query<Whose>,
) -> Response {
    let Some(user) = pages.org.user(&whose.login) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let login = &user.login;
    let messages = pages.org.messages(login).into_iter().map(|message| {
        let kind = match message.channel {
            Channel::Sms => "sms",
            Channel::Call => "call",
            Channel::Email => "email",
        };
        json!({ "kind": kind, "to": message.to, "text": message.text, "code": message.code,
                "sent": message.sent.to_string() })
    });
    let codes = pages.org.authenticator_codes(login).into_iter();
    let codes = codes.map(|code| {
        json!({ "provider": code.provider, "code": code.code, "seconds_left": code.seconds_left })
    });
    let pushes = pages.org.pending_pushes(login).into_iter();
    let pushes = pushes.map(|push| json!({ "id": push.id, "numbers": push.numbers }));
    let phone = json!({
        "id": user.id,
        "messages": messages.collect::<Vec<Value>>(),
        "codes": codes.collect::<Vec<Value>>(),
        "pushes": pushes.collect::<Vec<Value>>(),
    });
    Json(phone).into_response()
}
