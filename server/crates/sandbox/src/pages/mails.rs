//! `/mailbox`, `/mailbox/{id}`, `/mailbox.json`: what the portal and the org sent.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use http::{StatusCode, header};
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
    /// The text in pieces, so that its links can be followed.
    pieces: Vec<Piece>,
}

/// A piece of a text: a link, or what stands between links.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Piece {
    text: String,
    is_link: bool,
}

/// What the HTML of a mail may do: look like something, and open links in a new tab.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                           sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

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

/// Shows one mail. Its HTML stands in a frame of its own, without any right.
pub(super) async fn show(State(pages): State<Pages>, Path(id): Path<String>) -> Response {
    let Some(mail) = find(&pages, id).await else {
        return no_such_mail();
    };
    render::page(
        "mail.html",
        MailView {
            nav: "mailbox",
            received: render::time(mail.received),
            pieces: pieces(&mail.text),
            mail,
        },
    )
}

/// The HTML part alone, for the frame.
pub(super) async fn html(State(pages): State<Pages>, Path(id): Path<String>) -> Response {
    let Some(html) = find(&pages, id).await.and_then(|mail| mail.html) else {
        return no_such_mail();
    };
    let policy = [(header::CONTENT_SECURITY_POLICY, MAIL_POLICY)];
    (policy, Html(format!("<base target=\"_blank\">{html}"))).into_response()
}

async fn find(pages: &Pages, id: String) -> Option<Mail> {
    if let Some(mail) = of_org(pages).into_iter().find(|mail| mail.id == id) {
        return Some(mail);
    }
    let folder = pages.mail_folder.clone();
    let found = tokio::task::spawn_blocking(move || mailbox::find(&folder, &id)).await;
    found.ok().flatten()
}

fn no_such_mail() -> Response {
    render::error(StatusCode::NOT_FOUND, "There is no such mail.")
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let is_link = bare.starts_with("https://") || bare.starts_with("http://");
        let (link, rest) = word.split_at(if is_link { bare.len() } else { 0 });
        for (text, is_link) in [(link, true), (rest, false)] {
            if !text.is_empty() {
                pieces.push(Piece {
                    text: text.to_owned(),
                    is_link,
                });
            }
        }
    }
    pieces
}

/// What Okta itself mailed: codes.
fn of_org(pages: &Pages) -> Vec<Mail> {
    let mails = pages.org.factor_mails().into_iter();
    mails
        .map(|mail| Mail {
            id: format!("okta-{}", mail.sent.as_nanosecond()),
            from: "noreply@okta.example.com".to_owned(),
            to: mail.to,
            subject: "One-time verification code".to_owned(),
            received: mail.sent,
            text: mail.text,
            html: None,
            headers: Vec::new(),
        })
        .collect()
}

async fn read_all(pages: &Pages) -> Option<Vec<Mail>> {
    let folder = pages.mail_folder.clone();
    let read = tokio::task::spawn_blocking(move || mailbox::list(&folder)).await;
    match read {
        Ok(Ok(mut mails)) => {
            mails.extend(of_org(pages));
            mails.sort_by_key(|mail| std::cmp::Reverse(mail.received));
            Some(mails)
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_in_a_text_become_links() {
        let pieces = pieces("Go to https://portal.example.com/r/1 now\njavascript:x()");
        let links: Vec<&str> = pieces
            .iter()
            .filter(|piece| piece.is_link)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(links, ["https://portal.example.com/r/1"]);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(
            whole,
            "Go to https://portal.example.com/r/1 now\njavascript:x()"
        );
    }
}
