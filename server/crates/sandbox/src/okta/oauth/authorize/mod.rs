//! `GET` and `POST /oauth2/v1/authorize`: a browser asks for a code.

pub(crate) mod complete;
pub(crate) mod redirect;
pub(crate) mod request;

use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use self::request::{AuthorizeRequest, Prompt, Rejected};
use super::error::{LOGIN_REQUIRED, SERVER_ERROR};
use super::session::Session;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::query::Query;
use crate::okta::state::State;
use crate::pages::render;

/// How long the sign-in page waits for a password.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// The parameters in the address.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    authorize(state, call, &call.query)
}

/// The parameters in the body.
pub(crate) fn post(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    authorize(state, call, &call.form())
}

/// Answers with a redirect: to the client with a code or an error, or to the sign-in page. Where the client or its
/// address is not to be trusted, with a page.
fn authorize(state: &mut State, call: &Call, parameters: &Query) -> Result<Answer, Refusal> {
    let request = match request::read(state, parameters) {
        Ok(request) => request,
        Err(Rejected::Here(refusal)) => return error_page(&refusal),
        Err(Rejected::There(target, refusal)) => return redirect::refuse(&target, &refusal),
    };
    let session = state.session(&call.headers);
    match session.filter(|session| is_enough(state, &request, session)) {
        Some(session) => complete::complete(state, &call.origin, &request, &session),
        None if request.prompt == Prompt::None => {
            redirect::refuse(&request.target, &Refusal::oauth(&LOGIN_REQUIRED))
        }
        None => to_sign_in(state, request),
    }
}

/// Whether the browser need not ask for the password again.
fn is_enough(state: &State, request: &AuthorizeRequest, session: &Session) -> bool {
    let age = state.now().duration_since(session.auth_time).as_secs();
    request.prompt != Prompt::Login && request.max_age.is_none_or(|most| age <= most && most > 0)
}

/// The request that waits behind a sign-in page. `None`: none does, or it has waited too long.
pub(super) fn waiting(state: &State, key: &str) -> Option<AuthorizeRequest> {
    let request = state.oauth.waiting.get(key)?;
    let waited = state.now().duration_since(request.received);
    (waited < PATIENCE).then(|| request.clone())
}

fn to_sign_in(state: &mut State, request: AuthorizeRequest) -> Result<Answer, Refusal> {
    let now = state.now();
    state
        .oauth
        .waiting
        .retain(|_, waiting| now.duration_since(waiting.received) < PATIENCE);
    let key = state.randomness.url_safe(32);
    state.oauth.waiting.insert(key.clone(), request);
    let page = format!("{}/login/login.htm?okta_key={key}", state.base_url());
    Answer::see_other(&page).ok_or_else(|| Refusal::oauth(&SERVER_ERROR))
}

/// The page for people whose application has sent them here wrongly.
pub(super) fn error_page(refusal: &Refusal) -> Result<Answer, Refusal> {
    let context = json!({ "error": refusal.code, "description": refusal.summary });
    let page = render::text("okta_refused.html", context);
    let page = page.ok_or_else(|| Refusal::oauth(&SERVER_ERROR))?;
    let answer = Answer::html(page).with_status(StatusCode::BAD_REQUEST);
    Ok(super::sign_in::guarded(answer, ""))
}
