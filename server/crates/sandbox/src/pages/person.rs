//! `/people/{id}`: one person's state, groups, last events, and the buttons.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;

use super::log::Row as LogRow;
use super::{Pages, log, render};
use crate::okta::seed::{self, people::Person};
use crate::okta::{Status, UserSnapshot};

/// How many events of the person are shown.
const EVENTS: usize = 15;

#[derive(Serialize)]
struct View {
    nav: &'static str,
    id: String,
    name: String,
    login: String,
    email: String,
    second_email: Option<String>,
    status: &'static str,
    provider: String,
    groups: Vec<String>,
    roles: Vec<String>,
    password_changed: Option<String>,
    last_login: Option<String>,
    failed_sign_ins: u32,
    sessions_revoked: u32,
    good_for: Option<&'static str>,
    password: Option<&'static str>,
    password_is_seeded: bool,
    suspended: bool,
    events: Vec<LogRow>,
    notice: Option<String>,
}

/// Shows a person.
pub(super) async fn show(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let Some(user) = find(&pages, &id) else {
        return render::error(StatusCode::NOT_FOUND, "There is nobody with this id.");
    };
    let notice = query.get("sign-in").map(|result| sign_in_notice(result));
    let notice = notice.or_else(|| query.get("refused").cloned());
    render::page("person.html", view(&pages, user, notice))
}

fn view(pages: &Pages, user: UserSnapshot, notice: Option<String>) -> View {
    let seeded = seeded(pages, &user.id);
    let password = seeded.and_then(|person| person.password);
    let events = pages.org.log_events().into_iter().rev();
    let own = events.filter(|event| event.targets.contains(&user.login));
    View {
        nav: "people",
        status: user.status.as_str(),
        suspended: user.status == Status::Suspended,
        password_changed: user.password_changed.map(render::time),
        last_login: user.last_login.map(render::time),
        good_for: seeded.map(|person| person.good_for),
        password_is_seeded: password
            .is_some_and(|password| pages.org.has_password(&user.login, password)),
        password,
        events: own.take(EVENTS).map(log::row).collect(),
        notice,
        id: user.id,
        name: user.name,
        login: user.login,
        email: user.email,
        second_email: user.second_email,
        provider: user.provider,
        groups: user.groups,
        roles: user.roles,
        failed_sign_ins: user.failed_sign_ins,
        sessions_revoked: user.sessions_revoked,
    }
}

pub(super) fn find(pages: &Pages, id: &str) -> Option<UserSnapshot> {
    pages.org.users().into_iter().find(|user| user.id == id)
}

/// The seeded person behind a user; `None` for people who came later.
pub(super) fn seeded(pages: &Pages, id: &str) -> Option<&'static Person> {
    seed::person(&pages.org.lock_state(), id)
}

/// What the test form found out, in words.
pub(super) fn sign_in_notice(result: &str) -> String {
    match result {
        "accepted" => "Okta accepts this password.",
        "must-change" => "Okta accepts this password, and wants a new one at once.",
        "locked-out" => "Okta refuses: the account is locked out.",
        _ => "Okta refuses: wrong user name or password, or an account that may not sign in.",
    }
    .to_owned()
}
