//! `/phone`: the telephones of the people. Text messages and calls come in here, apps show their codes, and pushes
//! are answered. The same for programs at `/phone.json`.

mod answer;
mod program;
mod screen;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

pub(super) use answer::{answer, enrol};
pub(super) use program::show as show_json;
pub(super) use screen::show as show_screen;

use super::{Pages, render};
use crate::okta::FactorSnapshot;

/// A row of the table of telephones.
#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    factors: String,
    waiting: usize,
}

#[derive(Serialize)]
struct View {
    nav: &'static str,
    people: Vec<Row>,
}

/// Lists the people; those who have something to prove themselves with come first.
pub(super) async fn show(State(pages): State<Pages>) -> Response {
    let rows = pages.org.users().into_iter().map(|user| {
        let factors = pages.org.factors(&user.login);
        let words: Vec<&str> = factors.iter().map(words).collect();
        Row {
            id: user.id,
            name: user.name,
            factors: words.join(", "),
            waiting: pages.org.pending_pushes(&user.login).len(),
        }
    });
    let mut people: Vec<Row> = rows.collect();
    people.sort_by_key(|row| row.factors.is_empty());
    render::page(
        "phones.html",
        View {
            nav: "phone",
            people,
        },
    )
}

/// A factor in words.
fn words(factor: &FactorSnapshot) -> &'static str {
    match (factor.kind, factor.provider) {
        ("sms", _) => "text messages",
        ("call", _) => "calls",
        ("email", _) => "mails",
        ("push", _) => "push",
        ("question", _) => "a question",
        (_, "OKTA") => "codes of Okta Verify",
        _ => "codes of another app",
    }
}
