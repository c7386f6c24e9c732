//! What an authorize request must look like. Nothing is sent to an address before client and address are known.

use jiff::Timestamp;

use super::redirect::{Mode, Target};
use crate::okta::error::{Entry, Refusal};
use crate::okta::oauth::apps::{App, Grant, Kind};
use crate::okta::oauth::error::{
    DUPLICATE_PARAMETERS, ILLEGAL_REDIRECT_URI, ILLEGAL_SCOPE, INVALID_CLIENT_ID, INVALID_MAX_AGE,
    INVALID_PROMPT, INVALID_STATE, MISSING_REDIRECT_URI, MISSING_SCOPES, NO_MATCHING_SCOPE,
    NO_PROMPT_AND_NO_AGE, OPENID_REQUIRED, PKCE_INVALID_CHALLENGE, PKCE_MISSING_CHALLENGE,
    PKCE_UNSUPPORTED_METHOD, REQUEST_OBJECT_REFUSED, SERVICE_APP_REFUSED,
    UNSUPPORTED_RESPONSE_MODE, UNSUPPORTED_RESPONSE_TYPE,
};
use crate::okta::oauth::scopes;
use crate::okta::query::Query;
use crate::okta::state::State;

/// Whether the user is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// Only when the browser has no session.
    WhenNeeded,
    /// Never.
    None,
    /// Always.
    Login,
}

/// An authorize request that is in order.
#[derive(Debug, Clone)]
pub(crate) struct AuthorizeRequest {
    pub(crate) client_id: String,
    pub(crate) target: Target,
    pub(crate) scopes: Vec<String>,
    pub(crate) nonce: Option<String>,
    /// The S256 challenge of PKCE.
    pub(crate) challenge: Option<String>,
    pub(crate) prompt: Prompt,
    /// How many seconds ago the user may have signed in.
    pub(crate) max_age: Option<i64>,
    pub(crate) login_hint: String,
    pub(crate) received: Timestamp,
}

/// Who hears that a request is not in order.
#[derive(Debug)]
pub(super) enum Rejected {
    /// The person at the browser: client or address is wrong.
    Here(Refusal),
    /// The client.
    There(Box<Target>, Refusal),
}

/// Reads and checks a request.
pub(super) fn read(state: &State, parameters: &Query) -> Result<AuthorizeRequest, Rejected> {
    let (app, target) = addressee(state, parameters).map_err(Rejected::Here)?;
    match checked(app, parameters, target.clone(), state.now()) {
        Ok(request) => Ok(request),
        Err(refusal) => Err(Rejected::There(Box::new(target), refusal)),
    }
}

/// The client and where its answers go.
fn addressee<'a>(state: &'a State, parameters: &Query) -> Result<(&'a App, Target), Refusal> {
    let client_id = parameters.get("client_id").unwrap_or_default();
    let app = state.oauth.apps.get(client_id);
    let app = app.ok_or_else(|| refusal(&INVALID_CLIENT_ID))?;
    if app.kind == Kind::Service {
        return Err(Refusal::oauth_about(&SERVICE_APP_REFUSED, "/authorize"));
    }
    let duplicates = parameters.duplicates();
    if !duplicates.is_empty() {
        let names = duplicates.join(", ");
        return Err(Refusal::oauth_about(&DUPLICATE_PARAMETERS, &names));
    }
    let redirect_uri = parameters.get("redirect_uri");
    let redirect_uri = redirect_uri.ok_or_else(|| refusal(&MISSING_REDIRECT_URI))?;
    if !app.redirect_uris.iter().any(|known| known == redirect_uri) {
        return Err(refusal(&ILLEGAL_REDIRECT_URI));
    }
    let target = Target {
        redirect_uri: redirect_uri.to_owned(),
        mode: match parameters.get("response_mode") {
            Some("fragment") => Mode::Fragment,
            _ => Mode::Query,
        },
        state: parameters.get("state").map(str::to_owned),
    };
    Ok((app, target))
}

fn checked(
    app: &App,
    parameters: &Query,
    target: Target,
    received: Timestamp,
) -> Result<AuthorizeRequest, Refusal> {
    app.must_allow(Grant::AuthorizationCode)?;
    let get = |name: &str| parameters.get(name);
    if get("request").or(get("request_uri")).is_some() {
        return Err(refusal(&REQUEST_OBJECT_REFUSED));
    }
    if get("response_type") != Some("code") {
        return Err(refusal(&UNSUPPORTED_RESPONSE_TYPE));
    }
    if !matches!(get("response_mode"), None | Some("query" | "fragment")) {
        return Err(refusal(&UNSUPPORTED_RESPONSE_MODE));
    }
    if target.state.is_none() {
        return Err(refusal(&INVALID_STATE));
    }
    let prompt = prompt(get("prompt"))?;
    let max_age = get("max_age").map(seconds).transpose()?;
    if prompt == Prompt::None && max_age == Some(0) {
        return Err(refusal(&NO_PROMPT_AND_NO_AGE));
    }
    Ok(AuthorizeRequest {
        client_id: app.client_id.clone(),
        target,
        scopes: wanted_scopes(app, get("scope").unwrap_or_default())?,
        nonce: get("nonce").map(str::to_owned),
        challenge: challenge(app, get("code_challenge"), get("code_challenge_method"))?,
        prompt,
        max_age,
        login_hint: get("login_hint").unwrap_or_default().to_owned(),
        received,
    })
}

fn prompt(text: Option<&str>) -> Result<Prompt, Refusal> {
    match text {
        // Consent is given beforehand by an administrator: there is nothing to ask.
        None | Some("consent") => Ok(Prompt::WhenNeeded),
        Some("none") => Ok(Prompt::None),
        Some("login") => Ok(Prompt::Login),
        Some(_) => Err(refusal(&INVALID_PROMPT)),
    }
}

fn seconds(text: &str) -> Result<i64, Refusal> {
    let number = text.parse::<i32>().ok().filter(|number| *number >= 0);
    number
        .map(i64::from)
        .ok_or_else(|| refusal(&INVALID_MAX_AGE))
}

fn wanted_scopes(app: &App, text: &str) -> Result<Vec<String>, Refusal> {
    let wanted = scopes::parse(text);
    if wanted.is_empty() {
        return Err(refusal(&MISSING_SCOPES));
    }
    let has = |name: &str| wanted.iter().any(|scope| scope == name);
    let known = |scope: &String| {
        scopes::OPENID.contains(&scope.as_str()) || app.granted_scopes.contains(scope)
    };
    if !wanted.iter().all(known) {
        return Err(refusal(&NO_MATCHING_SCOPE));
    }
    if has("offline_access") && !app.grants.contains(&Grant::RefreshToken) {
        return Err(Refusal::oauth_about(&ILLEGAL_SCOPE, "offline_access"));
    }
    if !has("openid") && ["profile", "email", "groups"].into_iter().any(has) {
        return Err(refusal(&OPENID_REQUIRED));
    }
    Ok(wanted)
}

/// RFC 7636: 43 to 128 unreserved characters, and S256 only.
fn challenge(
    app: &App,
    challenge: Option<&str>,
    method: Option<&str>,
) -> Result<Option<String>, Refusal> {
    let Some(challenge) = challenge else {
        return if app.requires_pkce {
            Err(refusal(&PKCE_MISSING_CHALLENGE))
        } else {
            Ok(None)
        };
    };
    if method != Some("S256") {
        return Err(refusal(&PKCE_UNSUPPORTED_METHOD));
    }
    let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    if !(43..=128).contains(&challenge.len()) || !challenge.chars().all(unreserved) {
        return Err(refusal(&PKCE_INVALID_CHALLENGE));
    }
    Ok(Some(challenge.to_owned()))
}

fn refusal(entry: &Entry) -> Refusal {
    Refusal::oauth(entry)
}
