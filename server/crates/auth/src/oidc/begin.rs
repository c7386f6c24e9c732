use super::{Attempt, Oidc, OidcError, provider::Provider};
use latchkey_domain::SignIn;
use openidconnect::{
    CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope,
    core::{CoreAuthPrompt, CoreAuthenticationFlow},
};
use std::time::Duration;
use url::Url;

impl Oidc {
    /// Begins a sign-in: where to send the browser, and what to remember of it until it comes back.
    /// With `is_fresh` the person has to prove who they are even when signed in at the directory.
    ///
    /// # Errors
    /// [`OidcError::Unavailable`] when the directory does not say where to go.
    pub async fn begin(&self, is_fresh: bool) -> Result<(Url, Attempt), OidcError> {
        let provider = self.provider().await?;
        let attempt = Attempt {
            state: self.entropy.token(),
            nonce: self.entropy.token(),
            // 43 to 128 characters (RFC 7636, section 4.1).
            verifier: self.entropy.token() + &self.entropy.token(),
            begun_at: self.clock.now(),
            is_fresh,
        };
        Ok((self.address(&provider, &attempt), attempt))
    }

    fn address(&self, provider: &Provider, attempt: &Attempt) -> Url {
        let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
        let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
        let client = self.client(provider);
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_scopes(scopes(provider))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .set_max_age(oldest_proof(attempt.is_fresh));
        if attempt.is_fresh {
            request = request.add_prompt(CoreAuthPrompt::Login);
        }
        request.url().0
    }
}

/// Also makes the directory say when the proof was (OpenID Connect Core, section 2, `auth_time`).
pub(super) fn oldest_proof(is_fresh: bool) -> Duration {
    if is_fresh {
        Duration::ZERO
    } else {
        SignIn::longest(&[]).unsigned_abs()
    }
}

/// Besides `openid`. An issuer that does not know `groups` would refuse the whole request.
fn scopes(provider: &Provider) -> impl Iterator<Item = Scope> {
    let knows_groups = provider
        .metadata
        .scopes_supported()
        .is_some_and(|scopes| scopes.iter().any(|scope| scope.as_str() == "groups"));
    let groups = knows_groups.then_some("groups");
    ["profile", "email"]
        .into_iter()
        .chain(groups)
        .map(|scope| Scope::new(scope.to_owned()))
}
