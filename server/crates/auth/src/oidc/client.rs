use super::{OidcError, id_token::Groups, provider::Provider};
use latchkey_values::{Clock, Entropy};
use openidconnect::{
    Client, ClientId, ClientSecret, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IdTokenFields, IssuerUrl, RedirectUrl, StandardErrorResponse,
    StandardTokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
        CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use secrecy::{ExposeSecret as _, SecretString};
use std::{fmt, sync::Arc};
use tokio::sync::Mutex;
use url::Url;

/// How the portal signs people in at the directory.
pub struct OidcSettings {
    /// The issuer, as it names itself: for an Okta org its address without a slash at the end.
    pub issuer: String,
    /// The portal's client id there.
    pub client_id: String,
    /// Its secret; `None` for a public client, which PKCE alone protects.
    pub client_secret: Option<SecretString>,
    /// Where the browser comes back to, as registered there.
    pub redirect_url: Url,
    /// The proof must be of one of these kinds (RFC 8176, as in the claim `amr`); empty asks nothing.
    pub require_amr: Vec<String>,
    /// The way there.
    pub http: latchkey_http::Client,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
}

/// The client of one issuer.
pub struct Oidc {
    pub(super) issuer: IssuerUrl,
    pub(super) client_id: ClientId,
    client_secret: Option<SecretString>,
    redirect_url: RedirectUrl,
    pub(super) require_amr: Vec<String>,
    pub(super) http: latchkey_http::Client,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) entropy: Arc<dyn Entropy>,
    provider: Mutex<Option<Provider>>,
}

type TokenFields = IdTokenFields<
    Groups,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// The library's client, for tokens that list groups.
pub(super) type GroupsClient = Client<
    Groups,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<TokenFields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Oidc {
    /// A client; nothing is asked yet.
    ///
    /// # Errors
    /// When the issuer is no address.
    pub fn new(settings: OidcSettings) -> Result<Self, url::ParseError> {
        Ok(Self {
            issuer: IssuerUrl::new(settings.issuer)?,
            client_id: ClientId::new(settings.client_id),
            client_secret: settings.client_secret,
            redirect_url: RedirectUrl::from_url(settings.redirect_url),
            require_amr: settings.require_amr,
            http: settings.http,
            clock: settings.clock,
            entropy: settings.entropy,
            provider: Mutex::new(None),
        })
    }

    /// The issuer, as it names itself.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What is known about the directory; asked for when that is too old. While the directory cannot
    /// be asked, what was known serves on.
    pub(super) async fn provider(&self) -> Result<Provider, OidcError> {
        let now = self.clock.now();
        let mut known = self.provider.lock().await;
        if let Some(provider) = known.as_ref().filter(|provider| provider.is_current(now)) {
            return Ok(provider.clone());
        }
        match (
            Provider::discover(&self.issuer, &self.http, now).await,
            known.as_ref(),
        ) {
            (Ok(provider), _) => Ok(known.insert(provider).clone()),
            (Err(error), Some(provider)) => {
                tracing::warn!(%error, "the directory's keys could not be read anew");
                Ok(provider.clone())
            }
            (Err(error), None) => Err(error),
        }
    }

    /// The same with new keys, because one was not among them. `None` when keys were looked for a
    /// moment ago.
    pub(super) async fn provider_with_new_keys(&self) -> Result<Option<Provider>, OidcError> {
        let mut known = self.provider.lock().await;
        let Some(provider) = known.as_mut() else {
            return Ok(None);
        };
        let is_new = provider.look_for_keys(&self.http, self.clock.now()).await?;
        Ok(is_new.then(|| provider.clone()))
    }

    pub(super) fn client(&self, provider: &Provider) -> GroupsClient {
        let secret = self
            .client_secret
            .as_ref()
            .map(|secret| ClientSecret::new(secret.expose_secret().to_owned()));
        GroupsClient::from_provider_metadata(
            provider.metadata.clone(),
            self.client_id.clone(),
            secret,
        )
        .set_redirect_uri(self.redirect_url.clone())
    }
}

impl fmt::Debug for Oidc {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Oidc")
            .field("issuer", &self.issuer.as_str())
            .finish_non_exhaustive()
    }
}
