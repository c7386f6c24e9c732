//! `GET` and `POST /oauth2/v1/userinfo`

use http::{Method, header};
use serde_json::json;

use super::bearer::{self, Presented};
use super::error::INVALID_TOKEN;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// The claims of the user whose access token is shown, as far as its scopes go.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    answer(state, call, &Method::GET)
}

/// The same by POST.
pub(crate) fn post(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    answer(state, call, &Method::POST)
}

fn answer(state: &mut State, call: &Call, method: &Method) -> Result<Answer, Refusal> {
    let authorization = call.headers.get(header::AUTHORIZATION);
    let authorization = authorization.and_then(|value| value.to_str().ok());
    let presented = Presented {
        authorization: authorization.unwrap_or_default(),
        method,
        path: &call.path,
        headers: &call.headers,
    };
    let basis = bearer::check(state, &presented, Some("openid"))?;
    let mut claims = state.identity(&basis);
    let user = basis.user_id.as_ref().and_then(|id| state.users.get(id));
    let user = user.ok_or_else(|| Refusal::oauth(&INVALID_TOKEN))?;
    claims.insert("sub".to_owned(), json!(user.id));
    if claims.contains_key("name") {
        claims.insert("given_name".to_owned(), json!(user.attribute("firstName")));
        claims.insert("family_name".to_owned(), json!(user.attribute("lastName")));
        claims.insert("locale".to_owned(), json!("en_US"));
        claims.insert("zoneinfo".to_owned(), json!("America/Los_Angeles"));
        let updated = user.last_updated.as_second();
        claims.insert("updated_at".to_owned(), json!(updated));
    }
    if claims.contains_key("email") {
        claims.insert("email_verified".to_owned(), json!(true));
    }
    Ok(Answer::json(claims.into()))
}
