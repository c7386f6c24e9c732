//! `POST /oauth2/v1/token`: one file for each grant.

pub(crate) mod authorization_code;
pub(crate) mod client_credentials;
pub(crate) mod refresh;

use http::{HeaderName, HeaderValue, Method};
use serde_json::{Value, json};

use super::access_token::{Basis, LIFETIME};
use super::apps::{App, Grant};
use super::client_authentication::{authenticate, read_form};
use super::dpop;
use super::error::{DPOP_MISSING, MISSING_GRANT_TYPE, UNSUPPORTED_GRANT_TYPE, USE_DPOP_NONCE};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::query::Query;
use crate::okta::state::State;

const NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// What a grant gives.
struct Granted {
    basis: Basis,
    refresh_token: Option<String>,
    id_token: Option<IdTokenWish>,
}

/// What an id token says besides the basis.
struct IdTokenWish {
    nonce: Option<String>,
}

/// Gives tokens.
pub(crate) fn token(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let form = read_form(call)?;
    let grant = grant(&form)?;
    let app = authenticate(state, call, &form, Some(grant)).inspect_err(|refusal| {
        let client_id = form.get("client_id").unwrap_or_default();
        let event = Event::by_app("app.oauth2.token.grant", client_id);
        state.log(&call.origin, &event.failed(refusal.code));
    })?;
    let answer = answer(state, call, &form, grant, &app);
    if let Err(refusal) = &answer {
        let event = Event::by_app("app.oauth2.token.grant", &app.client_id);
        state.log(&call.origin, &event.failed(refusal.code));
    }
    answer
}

fn grant(form: &Query) -> Result<Grant, Refusal> {
    let name = form.get("grant_type");
    let name = name.ok_or_else(|| Refusal::oauth(&MISSING_GRANT_TYPE))?;
    let grant = Grant::ALL.into_iter().find(|grant| grant.as_str() == name);
    grant.ok_or_else(|| Refusal::oauth(&UNSUPPORTED_GRANT_TYPE))
}

fn answer(
    state: &mut State,
    call: &Call,
    form: &Query,
    grant: Grant,
    app: &App,
) -> Result<Answer, Refusal> {
    app.must_allow(grant)?;
    let thumbprint = proven_key(state, call, app)?;
    let granted = match grant {
        Grant::AuthorizationCode => authorization_code::grant(state, form, app, thumbprint)?,
        Grant::RefreshToken => refresh::grant(state, call, form, app, thumbprint)?,
        Grant::ClientCredentials => client_credentials::grant(state, form, app, thumbprint)?,
    };
    let bound = granted.basis.thumbprint.is_some();
    let answer = Answer::json(tokens(state, call, granted)?);
    if !bound {
        return Ok(answer);
    }
    Ok(match nonce_header(state) {
        Some(nonce) => answer.with_header(NONCE, nonce),
        None => answer,
    })
}

/// Thumbprint of the key that the client proves to hold. `None`: it sends no proof and need not.
fn proven_key(state: &mut State, call: &Call, app: &App) -> Result<Option<String>, Refusal> {
    let url = format!("{}{}", state.base_url(), call.path);
    let proof = dpop::read(state, &call.headers, &Method::POST, &url).map_err(Refusal::oauth)?;
    let Some(proof) = proof else {
        return if app.requires_dpop {
            Err(Refusal::oauth(&DPOP_MISSING))
        } else {
            Ok(None)
        };
    };
    let now = state.now();
    let fresh = proof
        .nonce
        .is_some_and(|nonce| state.oauth.nonces.takes(&nonce, now));
    if fresh {
        return Ok(Some(proof.thumbprint));
    }
    let refusal = Refusal::oauth(&USE_DPOP_NONCE);
    Err(match nonce_header(state) {
        Some(nonce) => refusal.with_header(NONCE, nonce),
        None => refusal,
    })
}

fn nonce_header(state: &mut State) -> Option<HeaderValue> {
    let now = state.now();
    let nonce = state.oauth.nonces.current(now, &mut state.randomness);
    HeaderValue::from_str(&nonce).ok()
}

/// Makes the tokens and the body of the answer.
fn tokens(state: &mut State, call: &Call, granted: Granted) -> Result<Value, Refusal> {
    let basis = granted.basis;
    let access_token = state.issue_access_token(&basis)?;
    let kind = if basis.thumbprint.is_some() {
        "DPoP"
    } else {
        "Bearer"
    };
    let mut body = json!({
        "token_type": kind,
        "expires_in": LIFETIME.as_secs(),
        "access_token": access_token,
        "scope": basis.scopes.join(" "),
    });
    let mut given = vec![
        "app.oauth2.token.grant",
        "app.oauth2.token.grant.access_token",
    ];
    if let Some(refresh_token) = granted.refresh_token {
        body["refresh_token"] = json!(refresh_token);
        given.push("app.oauth2.token.grant.refresh_token");
    }
    if let Some(wish) = granted.id_token {
        let id_token = state.issue_id_token(&basis, wish.nonce.as_deref(), &access_token)?;
        body["id_token"] = json!(id_token);
        given.push("app.oauth2.token.grant.id_token");
    }
    for kind in given {
        let user = basis.user_id.as_deref().unwrap_or_default();
        let event = Event::on_user(kind, user).by_client(&basis.client_id);
        state.log(&call.origin, &event);
    }
    Ok(body)
}

/// A text that a grant cannot do without.
fn required<'a>(form: &'a Query, name: &str) -> Result<&'a str, Refusal> {
    form.get(name)
        .ok_or_else(|| Refusal::oauth_about(&super::error::MISSING_PARAMETER, name))
}
