use super::{
    Attempt, Identity, Oidc, OidcError, Refusal, Returned,
    http::Http,
    id_token::{Expected, Fault, IdToken},
    provider::Provider,
};
use openidconnect::{
    AuthorizationCode, Nonce, PkceCodeVerifier, RequestTokenError, TokenResponse as _,
};

impl Oidc {
    /// Ends a sign-in with what the browser brought back.
    ///
    /// # Errors
    /// [`Refusal`] says why nobody is signed in, [`OidcError::Unavailable`] that the directory could
    /// not be asked. Either way the attempt is over.
    pub async fn finish(
        &self,
        attempt: &Attempt,
        returned: &Returned,
    ) -> Result<Identity, OidcError> {
        let code = self.code(attempt, returned)?;
        let provider = self.provider().await?;
        let token = self.exchange(&provider, attempt, code).await?;
        let verified = match self.verify(&provider, &token, attempt) {
            Err(Fault::UnknownKey) => match self.provider_with_new_keys().await? {
                Some(renewed) => self.verify(&renewed, &token, attempt),
                None => Err(Fault::UnknownKey),
            },
            verified => verified,
        };
        verified.map_err(|fault| {
            tracing::warn!(?fault, "an identity token was refused");
            OidcError::Refused(fault.refusal())
        })
    }

    fn code(&self, attempt: &Attempt, returned: &Returned) -> Result<AuthorizationCode, Refusal> {
        if !attempt.is_answered_by(returned, self.clock.now()) {
            return Err(Refusal::NotBegun);
        }
        if let Some(issuer) = &returned.iss
            && *issuer != *self.issuer
        {
            return Err(Refusal::Issuer);
        }
        match (&returned.code, &returned.error) {
            (Some(code), None) if !code.is_empty() => Ok(AuthorizationCode::new(code.clone())),
            _ => Err(Refusal::Directory),
        }
    }

    async fn exchange(
        &self,
        provider: &Provider,
        attempt: &Attempt,
        code: AuthorizationCode,
    ) -> Result<IdToken, OidcError> {
        let client = self.client(provider);
        let http = Http::new(&self.http, "/oauth2/v1/token");
        let answer = client
            .exchange_code(code)
            .map_err(|_| OidcError::Unavailable("it names no token endpoint"))?
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
            .request_async(&http)
            .await;
        match answer {
            Ok(answer) => Ok(answer.id_token().cloned().ok_or(Refusal::Token)?),
            Err(RequestTokenError::ServerResponse(_)) => Err(Refusal::Code.into()),
            // A token so odd that it cannot even be read is refused like any other.
            Err(RequestTokenError::Parse(..)) => Err(Refusal::Token.into()),
            Err(RequestTokenError::Request(_)) => {
                Err(OidcError::Unavailable("no answer about the code"))
            }
            Err(RequestTokenError::Other(_)) => {
                Err(OidcError::Unavailable("an empty answer about the code"))
            }
        }
    }

    fn verify(
        &self,
        provider: &Provider,
        token: &IdToken,
        attempt: &Attempt,
    ) -> Result<Identity, Fault> {
        let expected = Expected {
            issuer: &self.issuer,
            client_id: &self.client_id,
            keys: &provider.keys,
            nonce: &Nonce::new(attempt.nonce.clone()),
            require_amr: &self.require_amr,
            begun_at: attempt.begun_at,
            is_fresh: attempt.is_fresh,
            now: self.clock.now(),
        };
        expected.verify(token)
    }
}
