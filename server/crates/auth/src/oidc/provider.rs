use super::{OidcError, http::Http};
use jiff::{SignedDuration, Timestamp};
use openidconnect::{
    DiscoveryError, IssuerUrl,
    core::{CoreJsonWebKeySet, CoreProviderMetadata},
};
use std::error::Error as StdError;

/// Metadata and keys are read anew after so long, so that a key the directory withdrew is forgotten.
const KEEP: SignedDuration = SignedDuration::from_hours(1);
/// An unknown key leads to one look for new keys in this time; a flood of made-up keys to no more.
const BETWEEN_LOOKS: SignedDuration = SignedDuration::from_mins(1);

/// What the directory says about itself, and its keys.
#[derive(Clone)]
pub(super) struct Provider {
    pub(super) metadata: CoreProviderMetadata,
    pub(super) keys: CoreJsonWebKeySet,
    read_at: Timestamp,
    /// When keys were last looked for because of an unknown one.
    looked_at: Timestamp,
}

impl Provider {
    /// Reads the metadata of `issuer`, which must call itself exactly that, and its keys.
    pub(super) async fn discover(
        issuer: &IssuerUrl,
        client: &latchkey_http::Client,
        now: Timestamp,
    ) -> Result<Self, OidcError> {
        let http = Http::new(client, "/.well-known/openid-configuration");
        let metadata = CoreProviderMetadata::discover_async(issuer.clone(), &http)
            .await
            .map_err(|error| unavailable(&error))?;
        if metadata.token_endpoint().is_none() {
            return Err(OidcError::Unavailable("it names no token endpoint"));
        }
        Ok(Self {
            keys: metadata.jwks().clone(),
            metadata,
            read_at: now,
            looked_at: Timestamp::MIN,
        })
    }

    pub(super) fn is_current(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.read_at);
        !age.is_negative() && age < KEEP
    }

    /// Looks for new keys, unless it did so a moment ago. `false` when it did.
    pub(super) async fn look_for_keys(
        &mut self,
        client: &latchkey_http::Client,
        now: Timestamp,
    ) -> Result<bool, OidcError> {
        if self.looked_at > now - BETWEEN_LOOKS {
            return Ok(false);
        }
        self.looked_at = now;
        let http = Http::new(client, "/oauth2/v1/keys");
        self.keys = CoreJsonWebKeySet::fetch_async(self.metadata.jwks_uri(), &http)
            .await
            .map_err(|error| unavailable(&error))?;
        Ok(true)
    }
}

fn unavailable<E: StdError + 'static>(error: &DiscoveryError<E>) -> OidcError {
    OidcError::Unavailable(match error {
        DiscoveryError::Request(_) => "no answer about keys and addresses",
        DiscoveryError::Validation(_) => "it calls itself another issuer",
        _ => "its description cannot be read",
    })
}
