//! `/phone/{id}`: one telephone.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use super::words;
use crate::okta::{AuthenticatorCode, Channel, FactorSnapshot, PendingPush, SentMessage};
use crate::pages::{Pages, person, render};

/// Seconds after which a telephone that shows nothing to answer looks again.
const REFRESH: HeaderValue = HeaderValue::from_static("5");

#[derive(Serialize)]
struct View {
    nav: &'static str,
    id: String,
    name: String,
    pushes: Vec<Push>,
    /// An app waits to be connected.
    enrols_push: bool,
    codes: Vec<Code>,
    messages: Vec<Message>,
    factors: Vec<Factor>,
    /// The page stays as it is.
    is_still: bool,
    notice: Option<String>,
}

#[derive(Serialize)]
struct Push {
    id: String,
    numbers: Vec<u8>,
    address: String,
    ends: String,
}

#[derive(Serialize)]
struct Code {
    app: &'static str,
    /// In two halves, as apps show it.
    halves: (String, String),
    seconds_left: u64,
}

#[derive(Serialize)]
struct Message {
    kind: &'static str,
    to: String,
    text: String,
    sent: String,
}

#[derive(Serialize)]
struct Factor {
    words: &'static str,
    reaches: Option<String>,
    is_active: bool,
}

/// Shows a telephone. It looks for news by itself, unless something waits for an answer or it was told not to.
pub(in crate::pages) async fn show(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let Some(user) = person::find(&pages, &id) else {
        return render::error(StatusCode::NOT_FOUND, "There is nobody with this id.");
    };
    let factors = pages.org.factors(&user.login);
    let view = View {
        nav: "phone",
        id: user.id,
        name: user.name,
        pushes: each(pages.org.pending_pushes(&user.login)),
        enrols_push: factors
            .iter()
            .any(|factor| factor.kind == "push" && !factor.is_active),
        codes: each(pages.org.authenticator_codes(&user.login)),
        messages: each(on_telephone(pages.org.messages(&user.login))),
        factors: each(factors),
        is_still: query.contains_key("still"),
        notice: query.get("notice").cloned(),
    };
    let waits = view.is_still || view.enrols_push || !view.pushes.is_empty();
    let page = render::page("phone.html", view);
    if waits {
        return page;
    }
    ([(HeaderName::from_static("refresh"), REFRESH)], page).into_response()
}

fn each<Thing, Shown: From<Thing>>(things: Vec<Thing>) -> Vec<Shown> {
    things.into_iter().map(Shown::from).collect()
}

/// Mails are in the mailbox.
fn on_telephone(messages: Vec<SentMessage>) -> Vec<SentMessage> {
    let messages = messages.into_iter();
    messages
        .filter(|message| message.channel != Channel::Email)
        .take(20)
        .collect()
}

impl From<PendingPush> for Push {
    fn from(push: PendingPush) -> Self {
        Self {
            id: push.id,
            numbers: push.numbers.map_or_else(Vec::new, Vec::from),
            address: push.address,
            ends: render::time(push.ends),
        }
    }
}

impl From<AuthenticatorCode> for Code {
    fn from(code: AuthenticatorCode) -> Self {
        let (first, second) = code.code.split_at(code.code.len() / 2);
        Self {
            app: if code.provider == "OKTA" {
                "Okta Verify"
            } else {
                "Another authenticator app"
            },
            halves: (first.to_owned(), second.to_owned()),
            seconds_left: code.seconds_left,
        }
    }
}

impl From<SentMessage> for Message {
    fn from(message: SentMessage) -> Self {
        Self {
            kind: match message.channel {
                Channel::Sms => "Text message",
                Channel::Call => "Call",
                Channel::Email => "Mail",
            },
            to: message.to,
            text: message.text,
            sent: render::time(message.sent),
        }
    }
}

impl From<FactorSnapshot> for Factor {
    fn from(factor: FactorSnapshot) -> Self {
        Self {
            words: words(&factor),
            is_active: factor.is_active,
            reaches: factor.reaches,
        }
    }
}
