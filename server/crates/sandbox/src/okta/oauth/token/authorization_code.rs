//! `grant_type=authorization_code`

use subtle::ConstantTimeEq as _;

use super::{Granted, IdTokenWish, required};
use crate::okta::error::{Entry, Refusal};
use crate::okta::oauth::access_token::Basis;
use crate::okta::oauth::apps::{App, Grant};
use crate::okta::oauth::base64_url;
use crate::okta::oauth::digest;
use crate::okta::oauth::error::{
    CODE_OF_ANOTHER_CLIENT, CODE_OF_ANOTHER_REDIRECT, INVALID_CODE, PKCE_FAILED,
    PKCE_MISSING_VERIFIER, PKCE_UNEXPECTED_VERIFIER,
};
use crate::okta::query::Query;
use crate::okta::state::State;

/// Takes a code. It is used up even when something else is wrong.
pub(super) fn grant(
    state: &mut State,
    form: &Query,
    app: &App,
    thumbprint: Option<String>,
) -> Result<Granted, Refusal> {
    let value = required(form, "code")?;
    let redirect_uri = required(form, "redirect_uri")?;
    let code = state.take_code(value);
    let code = code.ok_or_else(|| Refusal::oauth(&INVALID_CODE))?;
    let request = code.request;
    if request.client_id != app.client_id {
        return Err(Refusal::oauth(&CODE_OF_ANOTHER_CLIENT));
    }
    if request.target.redirect_uri != redirect_uri {
        return Err(Refusal::oauth(&CODE_OF_ANOTHER_REDIRECT));
    }
    check_verifier(request.challenge.as_deref(), form.get("code_verifier"))
        .map_err(Refusal::oauth)?;
    let basis = Basis {
        client_id: app.client_id.clone(),
        user_id: Some(code.user_id),
        scopes: request.scopes,
        auth_time: Some(code.auth_time),
        thumbprint,
        family: state.oauth.new_family(),
    };
    if !state.is_user_allowed(&basis) {
        return Err(Refusal::oauth(&INVALID_CODE));
    }
    let has = |name: &str| basis.scopes.iter().any(|scope| scope == name);
    let lasting = has("offline_access") && app.grants.contains(&Grant::RefreshToken);
    Ok(Granted {
        refresh_token: lasting.then(|| state.issue_refresh_token(&basis)),
        id_token: has("openid").then_some(IdTokenWish {
            nonce: request.nonce,
        }),
        basis,
    })
}

/// RFC 7636 section 4.6, S256.
fn check_verifier(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), &'static Entry> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(&PKCE_UNEXPECTED_VERIFIER),
        (Some(_), None) => Err(&PKCE_MISSING_VERIFIER),
        (Some(challenge), Some(verifier)) => {
            let computed = base64_url(&digest(verifier));
            let same = computed.as_bytes().ct_eq(challenge.as_bytes());
            if bool::from(same) {
                Ok(())
            } else {
                Err(&PKCE_FAILED)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_of_the_rfc_fits_its_challenge() {
        let challenge = Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        let verifier = Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert!(check_verifier(challenge, verifier).is_ok());
        assert!(check_verifier(challenge, challenge).is_err());
        assert!(check_verifier(challenge, None).is_err());
        assert!(check_verifier(None, verifier).is_err());
    }
}
