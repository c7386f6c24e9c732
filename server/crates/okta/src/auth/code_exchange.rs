use super::{AppRegistration, refresh_token, token_endpoint};
use crate::{Error, Scope, response};
use jiff::Timestamp;
use latchkey_http::NotSent;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// What came back when an admin signed in at Okta for an app.
#[derive(Clone, Debug)]
pub struct AuthorizationCode {
    /// The code: good once, for five minutes.
    pub code: SecretString,
    /// The address it came back to, exactly as it stood in the request.
    pub redirect_uri: Url,
    /// The PKCE verifier whose hash stood in the request; `None` when there was none.
    pub verifier: Option<SecretString>,
}

/// What a code is worth.
#[derive(Clone, Debug)]
pub struct FirstTokens {
    /// The refresh token, to be stored. `None` when the scope `offline_access` was not asked for or the
    /// app may not have refresh tokens: nothing can be built on this sign-in then.
    pub refresh_token: Option<SecretString>,
    /// What the admin agreed to.
    pub scopes: Vec<Scope>,
}

/// Exchanges a code for the first refresh token. Sends one request and never repeats it, because Okta
/// takes a code once: after a failure the admin signs in again.
///
/// # Errors
/// [`Error::Token`] with Okta's words, and what any call can end with.
pub async fn exchange_code(
    http: &latchkey_http::Client,
    org: &Url,
    app: &AppRegistration,
    code: &AuthorizationCode,
) -> Result<FirstTokens, Error> {
    crate::client::check_url(org).map_err(|_| Error::NotSent(NotSent::Invalid))?;
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code.code.expose_secret()),
        ("redirect_uri", code.redirect_uri.as_str()),
    ];
    if let Some(verifier) = &code.verifier {
        form.push(("code_verifier", verifier.expose_secret()));
    }
    let request = refresh_token::sign_in(app, &mut form);
    let sent = http.send(request.to_http(org)?).await;
    let received = response::judge(&request, sent, None).map_err(token_endpoint::failure)?;
    // The access token is not kept, so the time it is good for does not matter.
    let answer = token_endpoint::read(&received, false, Timestamp::UNIX_EPOCH)?;
    Ok(FirstTokens {
        refresh_token: answer.refresh_token,
        scopes: answer.access_token.scopes,
    })
}
