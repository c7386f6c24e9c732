//! `GET` and `POST /oauth2/v1/logout`: a client ends the browser's session at the org.

use http::header;
use serde_json::json;

use super::authorize::error_page;
use super::authorize::redirect::{self, Mode, Target};
use super::error::{
    ID_TOKEN_INVALID, ILLEGAL_LOGOUT_REDIRECT_URI, INVALID_CLIENT_ID, SERVER_ERROR,
};
use super::jwt::Jwt;
use super::session::clear_cookie;
use super::sign_in::guarded;
use crate::okta::call::{Answer, Call};
use crate::okta::error::{Entry, Refusal};
use crate::okta::logs::Event;
use crate::okta::query::Query;
use crate::okta::state::State;
use crate::pages::render;

/// The parameters in the address.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    logout(state, call, &call.query)
}

/// The parameters in the body.
pub(crate) fn post(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    logout(state, call, &call.form())
}

/// Ends the session and goes back to the client, where the client has registered the address.
fn logout(state: &mut State, call: &Call, parameters: &Query) -> Result<Answer, Refusal> {
    let client_id = match client(state, parameters) {
        Ok(client_id) => client_id,
        Err(entry) => return error_page(&Refusal::oauth(entry)),
    };
    let wanted = parameters.get("post_logout_redirect_uri");
    let app = state.oauth.app(&client_id)?;
    if wanted.is_some_and(|wanted| !app.logout_redirect_uris.iter().any(|known| known == wanted)) {
        return error_page(&Refusal::oauth(&ILLEGAL_LOGOUT_REDIRECT_URI));
    }
    if let Some(session) = state.end_session(&call.headers) {
        let event = Event::on_user("user.session.end", &session.user_id).by_themself();
        state.log(&call.origin, &event);
    }
    let answer = match wanted {
        Some(redirect_uri) => redirect::send(&target(redirect_uri, parameters), &[])?,
        None => signed_out()?,
    };
    Ok(answer.with_header(header::SET_COOKIE, clear_cookie()))
}

/// The client that an id token of this org was made for, even one that has expired; or the one that names itself.
fn client(state: &mut State, parameters: &Query) -> Result<String, &'static Entry> {
    let Some(hint) = parameters.get("id_token_hint") else {
        let named = parameters.get("client_id").unwrap_or_default();
        let known = state.oauth.apps.contains_key(named);
        return if known {
            Ok(named.to_owned())
        } else {
            Err(&INVALID_CLIENT_ID)
        };
    };
    let jwt = Jwt::parse(hint).ok_or(&ID_TOKEN_INVALID)?;
    let algorithm = jwt.algorithm().ok_or(&ID_TOKEN_INVALID)?;
    let published = state.oauth.keys().map_err(|_| &SERVER_ERROR)?.published();
    let ours = published
        .keys
        .iter()
        .any(|key| jwt.is_signed_by(key, algorithm));
    let client_id = jwt.text("aud").unwrap_or_default();
    if ours && state.oauth.apps.contains_key(client_id) {
        Ok(client_id.to_owned())
    } else {
        Err(&ID_TOKEN_INVALID)
    }
}

fn target(redirect_uri: &str, parameters: &Query) -> Target {
    Target {
        redirect_uri: redirect_uri.to_owned(),
        mode: Mode::Query,
        state: parameters.get("state").map(str::to_owned),
    }
}

fn signed_out() -> Result<Answer, Refusal> {
    let page = render::text("okta_signed_out.html", json!({}));
    let page = page.ok_or_else(|| Refusal::oauth(&SERVER_ERROR))?;
    Ok(guarded(Answer::html(page), ""))
}
