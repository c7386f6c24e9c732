//! `/login/login.htm`: the org's sign-in page. Plain HTML; every attempt counts as it does at `/api/v1/authn`.

use http::{HeaderValue, header};
use serde_json::json;
use url::Url;

use super::authorize::request::AuthorizeRequest;
use super::authorize::{self, complete, error_page};
use super::error::{REQUEST_EXPIRED, SERVER_ERROR};
use super::session::set_cookie;
use crate::okta::authn::attempt::Outcome;
use crate::okta::authn::sign_in::shows_lock;
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::Refusal;
use crate::okta::query::Query;
use crate::okta::state::State;
use crate::pages::{self, render};

const UNABLE: &str = "Unable to sign in";
const LOCKED: &str = "Your account is locked. Please contact your administrator.";
const EXPIRED: &str = "Your password has expired. Change it first, then sign in here.";

/// The form.
pub(crate) fn show(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let key = call.query.get("okta_key").unwrap_or_default();
    let Some(request) = authorize::waiting(state, key) else {
        return error_page(&Refusal::oauth(&REQUEST_EXPIRED));
    };
    page(state, key, &request, &request.login_hint, None)
}

/// A password: the form again, or on to the client with a session.
pub(crate) fn submit(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let key = call.query.get("okta_key").unwrap_or_default();
    let Some(request) = authorize::waiting(state, key) else {
        return error_page(&Refusal::oauth(&REQUEST_EXPIRED));
    };
    let form = call.form();
    let login = form.get("username").unwrap_or_default();
    let user_id = match attempt(state, &call.origin, &form) {
        Ok(user_id) => user_id,
        Err(problem) => return page(state, key, &request, login, Some(problem)),
    };
    state.oauth.waiting.remove(key);
    let (cookie, session) = state.begin_session(&user_id);
    let answer = complete::complete(state, &call.origin, &request, &session)?;
    let cookie = set_cookie(&cookie).ok_or_else(|| Refusal::oauth(&SERVER_ERROR))?;
    Ok(answer.with_header(header::SET_COOKIE, cookie))
}

/// The style sheet of the page.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every verb of the router has this form"
)]
pub(crate) fn style(_: &mut State, _: &Call) -> Result<Answer, Refusal> {
    Ok(Answer::style(pages::STYLE))
}

/// Tries a password. What went wrong is said in the words of the page; a lock shows only where the policy says so.
fn attempt(state: &mut State, origin: &Origin, form: &Query) -> Result<String, &'static str> {
    let login = form.get("username").unwrap_or_default();
    let user = state.resolve_user(login.trim(), &Origin::default());
    let id = user.map_err(|_| UNABLE)?.id.clone();
    let password = form.get("password").unwrap_or_default();
    match state.attempt(origin, &id, password) {
        Outcome::Accepted => Ok(id),
        Outcome::MustChangePassword => Err(EXPIRED),
        Outcome::LockedOut if shows_lock(state, &id) => Err(LOCKED),
        Outcome::LockedOut | Outcome::Refused => Err(UNABLE),
    }
}

fn page(
    state: &State,
    key: &str,
    request: &AuthorizeRequest,
    login: &str,
    problem: Option<&str>,
) -> Result<Answer, Refusal> {
    let app = state.oauth.app(&request.client_id)?;
    let context = json!({
        "app": app.label,
        "key": key,
        "login": login,
        "problem": problem,
    });
    let page = render::text("okta_sign_in.html", context);
    let page = page.ok_or_else(|| Refusal::oauth(&SERVER_ERROR))?;
    Ok(guarded(Answer::html(page), &request.target.redirect_uri))
}

/// Adds a content security policy. Browsers hold a form's redirect to `form-action`, so the client's origin is in it.
pub(super) fn guarded(answer: Answer, redirect_uri: &str) -> Answer {
    let origin = Url::parse(redirect_uri).map(|url| url.origin().ascii_serialization());
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {}; base-uri 'none'; \
         frame-ancestors 'none'",
        origin.unwrap_or_default()
    );
    match HeaderValue::from_str(&policy) {
        Ok(policy) => answer.with_header(header::CONTENT_SECURITY_POLICY, policy),
        Err(_) => answer,
    }
}
