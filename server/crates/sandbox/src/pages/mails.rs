//! `/mailbox`, `/mailbox/{id}`, `/mailbox.json`: what the portal sent.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Pages, render};
use crate::mailbox::{self, Mail};

#[derive(Serialize)]
struct Row {
    id: String,
    to: String,
    subject: String,
    received: String,
}

#[derive(Serialize)]
struct ListView {
    nav: &'static str,
    mails: Vec<Row>,
}

#[derive(Serialize)]
struct MailView {
    nav: &'static str,
    received: String,
    mail: Mail,
}

/// Lists the mails, newest first.
pub(super) async fn list(State(pages): State<Pages>) -> Response {
    let Some(mails) = read_all(&pages).await else {
        return unreadable();
    };
    let row = |mail: Mail| Row {
        id: mail.id,
        to: mail.to,
        subject: mail.subject,
        received: render::time(mail.received),
    };
    let mails = mails.into_iter().map(row).collect();
    render::page(
        "mailbox.html",
        ListView {
            nav: "mailbox",
            mails,
        },
    )
}

/// The same for tests: `[{id, to, subject, received, text}]`.
pub(super) async fn list_json(State(pages): State<Pages>) -> Response {
    let Some(mails) = read_all(&pages).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let row = |mail: Mail| {
        json!({
            "id": mail.id,
            "to": mail.to,
            "subject": mail.subject,
            "received": mail.received.to_string(),
            "text": mail.text,
        })
    };
    Json(mails.into_iter().map(row).collect::<Vec<Value>>()).into_response()
}

/// Shows one mail. Its HTML stands in a frame without any right.
pub(super) async fn show(State(pages): State<Pages>, Path(id): Path<String>) -> Response {
    let folder = pages.mail_folder.clone();
    let found = tokio::task::spawn_blocking(move || mailbox::find(&folder, &id)).await;
    let Some(mail) = found.ok().flatten() else {
        return render::error(StatusCode::NOT_FOUND, "There is no such mail.");
    };
    let received = render::time(mail.received);
    render::page(
        "mail.html",
        MailView {
            nav: "mailbox",
            received,
            mail,
        },
    )
}

async fn read_all(pages: &Pages) -> Option<Vec<Mail>> {
    let folder = pages.mail_folder.clone();
    let read = tokio::task::spawn_blocking(move || mailbox::list(&folder)).await;
    match read {
        Ok(Ok(mails)) => Some(mails),
        Ok(Err(error)) => {
            tracing::error!(%error, "the mail folder cannot be read");
            None
        }
        Err(_) => None,
    }
}

fn unreadable() -> Response {
    render::error(
        StatusCode::INTERNAL_SERVER_ERROR,
        "The mail folder cannot be read.",
    )
}
