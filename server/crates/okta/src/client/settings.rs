use crate::{Auth, InvalidKey, InvalidToken};
use latchkey_values::{Clock, Entropy};
use std::{sync::Arc, time::Duration};
use url::Url;

/// What a [`Client`](crate::Client) needs.
#[derive(Clone)]
pub struct ClientSettings {
    /// The org, such as `https://acme.okta.com`.
    pub base_url: Url,
    /// Who calls.
    pub auth: Auth,
    /// The way out.
    pub http: latchkey_http::Client,
    /// The time, for `retry_at` and where Okta's own is missing.
    pub clock: Arc<dyn Clock>,
    /// Randomness for pauses.
    pub entropy: Arc<dyn Entropy>,
    /// The longest an interactive call waits for the rate limit before it fails.
    pub interactive_wait: Duration,
    /// Most calls in flight. Okta allows 75 to an org, 35 to a free one.
    pub most_in_flight: u32,
}

/// The settings make no client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSettings {
    /// Not an org's address: no host, a path, query or user name, or a scheme other than http(s).
    #[error("the URL must be the org's address and nothing more")]
    Url,
    /// Okta's admin console has its own host, which serves no API.
    #[error("the URL is the admin console's; use the one without `-admin`")]
    AdminHost,
    /// The token cannot be used.
    #[error(transparent)]
    Token(#[from] InvalidToken),
    /// A service app must ask for a scope at least.
    #[error("a service app needs at least one scope")]
    NoScope,
    /// No key for proofs of possession could be made.
    #[error(transparent)]
    Key(#[from] InvalidKey),
}

impl ClientSettings {
    /// Settings with a wait of five seconds and 30 calls in flight.
    #[must_use]
    pub fn new(
        base_url: Url,
        auth: Auth,
        http: latchkey_http::Client,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            base_url,
            auth,
            http,
            clock,
            entropy,
            interactive_wait: Duration::from_secs(5),
            most_in_flight: 30,
        }
    }
}

pub(crate) fn check_url(url: &Url) -> Result<(), InvalidSettings> {
    let is_plain = matches!(url.scheme(), "https" | "http")
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    let host = url
        .host_str()
        .filter(|_| is_plain)
        .ok_or(InvalidSettings::Url)?;
    let organisation = host.split('.').next().unwrap_or_default();
    if organisation.ends_with("-admin") {
        Err(InvalidSettings::AdminHost)
    } else {
        Ok(())
    }
}
