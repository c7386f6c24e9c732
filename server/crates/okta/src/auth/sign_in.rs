use super::AppRegistration;
use crate::{Error, Scope};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use latchkey_http::NotSent;
use latchkey_values::Entropy;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::fmt;
use url::Url;
use zeroize::Zeroizing;

/// The scope that a refresh token needs.
const OFFLINE_ACCESS: &str = "offline_access";

/// A sign-in that an admin is sent to. Keep `state` and `verifier` with the admin's session until the
/// browser comes back. `Debug` shows nothing.
#[derive(Clone)]
pub struct SignIn {
    /// Where the admin's browser goes.
    pub url: Url,
    /// What the answer's `state` must be equal to, else it belongs to another sign-in.
    pub state: SecretString,
    /// The PKCE verifier, for [`exchange_code`](crate::exchange_code).
    pub verifier: SecretString,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignIn(…)")
    }
}

/// Prepares the sign-in of an admin for whom the client is to act: authorization code with PKCE (S256),
/// with a refresh token. Calls nobody.
///
/// # Errors
/// [`Error::NotSent`] when `org` is no org's address.
pub fn begin_sign_in(
    org: &Url,
    app: &AppRegistration,
    redirect_uri: &Url,
    scopes: &[Scope],
    entropy: &dyn Entropy,
) -> Result<SignIn, Error> {
    crate::client::check_url(org).map_err(|_| Error::NotSent(NotSent::Invalid))?;
    let mut wanted = scopes.to_vec();
    wanted.push(Scope::known(OFFLINE_ACCESS));
    let (state, verifier) = (SecretString::from(entropy.token()), verifier(entropy));
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()));
    let mut url = org.clone();
    url.set_path("/oauth2/v1/authorize");
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", app.client_id.as_str())
        .append_pair("redirect_uri", redirect_uri.as_str())
        .append_pair("scope", &Scope::join(&Scope::least(&wanted)))
        .append_pair("state", state.expose_secret())
        .append_pair("code_challenge", &challenge)
        .append_pair("code_challenge_method", "S256");
    Ok(SignIn {
        url,
        state,
        verifier,
    })
}

/// 43 characters that stand for 256 random bits (RFC 7636, section 4.1).
fn verifier(entropy: &dyn Entropy) -> SecretString {
    let mut random = Zeroizing::new([0; 32]);
    entropy.fill(&mut *random);
    SecretString::from(URL_SAFE_NO_PAD.encode(*random))
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;
    use std::collections::BTreeMap;

    fn begin(seed: u64) -> (SignIn, BTreeMap<String, String>) {
        let app = AppRegistration {
            client_id: "0oa1".parse().expect("client id"),
            client_secret: Some("s3cret".into()),
        };
        let url = |text: &str| text.parse::<Url>().expect("url");
        let scopes = Scope::list("okta.users.read okta.users.manage okta.groups.read");
        let started = begin_sign_in(
            &url("https://acme.example.com"),
            &app,
            &url("https://portal.example.com/return?a=b"),
            &scopes,
            &SeededEntropy::new(seed),
        );
        let started = started.expect("valid");
        let fields = started.url.query_pairs().into_owned().collect();
        (started, fields)
    }

    #[test]
    fn the_address_holds_the_hash_of_the_verifier_and_no_secret() {
        let (sign_in, fields) = begin(1);
        let place = "https://acme.example.com/oauth2/v1/authorize?";
        assert!(sign_in.url.as_str().starts_with(place));
        let hash = Sha256::digest(sign_in.verifier.expose_secret());
        assert_eq!(fields["code_challenge"], URL_SAFE_NO_PAD.encode(hash));
        assert_eq!(fields["code_challenge_method"], "S256");
        assert_eq!(fields["state"], sign_in.state.expose_secret());
        assert_eq!(
            fields["redirect_uri"],
            "https://portal.example.com/return?a=b"
        );
        let scopes = "offline_access okta.groups.read okta.users.manage";
        assert_eq!(fields["scope"], scopes);
        for secret in ["s3cret", sign_in.verifier.expose_secret()] {
            assert!(!sign_in.url.as_str().contains(secret));
        }
    }

    #[test]
    fn no_two_sign_ins_share_state_or_verifier() {
        let ((one, _), (two, _)) = (begin(1), begin(2));
        assert_ne!(one.state.expose_secret(), two.state.expose_secret());
        assert_ne!(one.verifier.expose_secret(), two.verifier.expose_secret());
        assert_eq!(one.verifier.expose_secret().len(), 43);
    }
}
