use latchkey_domain::{Connection, Credential};
use latchkey_values::Entropy;
use oauth2::{
    AuthUrl, ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    basic::BasicClient,
};
use secrecy::SecretString;
use url::Url;

/// Without it Okta hands out no refresh token.
const OFFLINE: &str = "offline_access";

/// Where an administrator signs in at Okta and consents that the portal acts in their name.
#[derive(Clone, Debug)]
pub struct Consent {
    /// The page.
    pub address: Url,
    /// What Okta's answer repeats.
    pub state: SecretString,
    /// The PKCE verifier whose hash stands in the address.
    pub verifier: SecretString,
}

/// The consent page for the web app of a connection (`/oauth2/v1/authorize`, with PKCE). `None` when its
/// credential is none.
#[must_use]
pub fn consent_address(
    definition: &Connection,
    redirect_uri: &Url,
    entropy: &dyn Entropy,
) -> Option<Consent> {
    let Credential::OAuthWeb { client_id, scopes } = &definition.credential else {
        return None;
    };
    let page = definition.url().join("/oauth2/v1/authorize").ok()?;
    let (state, verifier) = (entropy.token(), [entropy.token(), entropy.token()].concat());
    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
    let wanted = scopes
        .iter()
        .map(String::as_str)
        .filter(|scope| *scope != OFFLINE);
    let wanted = wanted
        .chain([OFFLINE])
        .map(|scope| Scope::new(scope.to_owned()));
    let (address, _) = BasicClient::new(ClientId::new(client_id.clone()))
        .set_auth_uri(AuthUrl::from_url(page))
        .set_redirect_uri(RedirectUrl::from_url(redirect_uri.clone()))
        .authorize_url(|| CsrfToken::new(state.clone()))
        .add_scopes(wanted)
        .set_pkce_challenge(challenge)
        .url();
    Some(Consent {
        address,
        state: state.into(),
        verifier: verifier.into(),
    })
}
