//! One-time links of resets and activations, and the page behind them.

use jiff::{SignedDuration, Timestamp};

use super::call::{Answer, Call};
use super::credentials::set_password;
use super::error::Refusal;
use super::passwords::set::Checks;
use super::query::Query;
use super::state::State;
use super::users::Status;

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Activation,
    Reset,
    ForgotPassword,
}

/// A token of a link. The next one makes it worthless.
#[derive(Debug, Clone)]
pub(crate) struct RecoveryToken {
    value: String,
    expires: Timestamp,
}

impl State {
    /// Makes a token for a user.
    pub(crate) fn issue_recovery_token(&mut self, id: &str, kind: Kind) -> Result<String, Refusal> {
        let (prefix, random, hours) = match kind {
            Kind::Activation => ("", 20, 7 * 24),
            Kind::Reset => ("drp", 17, 1),
            Kind::ForgotPassword => ("dfp", 17, 1),
        };
        let value = format!("{prefix}{}", self.randomness.url_safe(random));
        let now = self.now();
        let expires = now
            .checked_add(SignedDuration::from_hours(hours))
            .unwrap_or(now);
        let token = RecoveryToken {
            value: value.clone(),
            expires,
        };
        self.user_mut(id)?.recovery_token = Some(token);
        Ok(value)
    }

    /// The user whose live token this is.
    fn user_by_recovery_token(&self, value: &str) -> Option<&str> {
        let now = self.now();
        let holds = |token: &RecoveryToken| token.value == value && token.expires > now;
        let mut users = self.users.values();
        let user = users.find(|user| user.recovery_token.as_ref().is_some_and(holds))?;
        let allowed = !matches!(user.status, Status::Suspended | Status::Deprovisioned);
        allowed.then_some(user.id.as_str())
    }
}

const EXPIRED: &str = "This link has expired or was used before.";

/// `GET` on a link: the form for the new password.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every verb of the router has this form"
)]
pub(crate) fn show(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let page = match state.user_by_recovery_token(call.segment("token")) {
        Some(_) => form(""),
        None => page(EXPIRED, ""),
    };
    Ok(Answer::html(page))
}

/// `POST` on a link: sets the password and lets the user in.
pub(crate) fn complete(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let found = state.user_by_recovery_token(call.segment("token"));
    let Some(id) = found.map(str::to_owned) else {
        return Ok(Answer::html(page(EXPIRED, "")));
    };
    let fields = Query::parse(&String::from_utf8_lossy(&call.body));
    let password = fields.get("password").unwrap_or_default();
    let checks = Checks {
        history: true,
        minimum_age: false,
    };
    let refusal = state.password_refusal(state.user_by_id(&id)?, password, checks);
    if let Some(cause) = refusal {
        return Ok(Answer::html(form(&cause)));
    }
    set_password::apply_by_themself(state, &call.origin, &id, password)?;
    Ok(Answer::html(page("Your password is set.", "")))
}

fn form(problem: &str) -> String {
    let fields = "<form method=\"post\"><label>New password <input name=\"password\" type=\"password\" \
                  autocomplete=\"new-password\" required></label> <button>Set password</button></form>";
    let problem = if problem.is_empty() {
        "Choose a new password."
    } else {
        problem
    };
    page(problem, fields)
}

/// `message` is one of Okta's sentences and never holds what a user typed.
fn page(message: &str, rest: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Password</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"></head>\
         <body><main><h1>Example Company</h1><p>{message}</p>{rest}</main></body></html>\n"
    )
}
