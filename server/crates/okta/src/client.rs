mod calling;
mod checks;
mod recovery;
mod settings;
mod token_fetch;

pub use checks::TokenCheck;
pub use settings::{ClientSettings, InvalidSettings};

pub(crate) use settings::check_url;

use crate::{
    Answer, Error, Health, Priority,
    auth::Authorizer,
    circuit_breaker::CircuitBreaker,
    health::HealthRecord,
    rate_budget::RateBudget,
    request::Request,
    resources::{
        credentials::Credentials, factors::Factors, groups::Groups, lifecycle::Lifecycle,
        policies::Policies, sessions::Sessions, users::Users,
    },
};
use futures::future::BoxFuture;
use latchkey_values::{Clock, Entropy};
use serde::de::DeserializeOwned;
use std::{sync::Arc, time::Duration};
use url::Url;

/// Okta's management API of one org. Cheap to clone; clones share the rate budget and the circuit
/// breaker, so a connection needs one client.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    priority: Priority,
}

struct Shared {
    base_url: Url,
    authorizer: Authorizer,
    transport: Box<dyn Transport>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    interactive_wait: Duration,
    budget: RateBudget,
    breaker: CircuitBreaker,
    health: HealthRecord,
}

/// The step that leaves the process.
pub(crate) trait Transport: Send + Sync {
    fn send(
        &self,
        request: latchkey_http::Request,
    ) -> BoxFuture<'_, Result<latchkey_http::Response, latchkey_http::Error>>;
}

impl Transport for latchkey_http::Client {
    fn send(
        &self,
        request: latchkey_http::Request,
    ) -> BoxFuture<'_, Result<latchkey_http::Response, latchkey_http::Error>> {
        Box::pin(Self::send(self, request))
    }
}

impl Client {
    /// A client for interactive calls.
    ///
    /// # Errors
    /// [`InvalidSettings`] for a URL that is not an org's, or a credential that cannot be used.
    pub fn new(settings: ClientSettings) -> Result<Self, InvalidSettings> {
        let http = settings.http.clone();
        Self::with_transport(settings, Box::new(http))
    }

    pub(crate) fn with_transport(
        settings: ClientSettings,
        transport: Box<dyn Transport>,
    ) -> Result<Self, InvalidSettings> {
        settings::check_url(&settings.base_url)?;
        let shared = Shared {
            base_url: settings.base_url,
            authorizer: Authorizer::new(&settings.auth, &*settings.entropy)?,
            transport,
            clock: settings.clock,
            entropy: settings.entropy,
            interactive_wait: settings.interactive_wait,
            budget: RateBudget::new(settings.most_in_flight),
            breaker: CircuitBreaker::new(),
            health: HealthRecord::new(),
        };
        Ok(Self {
            shared: Arc::new(shared),
            priority: Priority::Interactive,
        })
    }

    /// The same client, for calls of this priority.
    #[must_use]
    pub fn with_priority(&self, priority: Priority) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            priority,
        }
    }

    /// What the calls so far have shown about the connection. Calls nobody.
    #[must_use]
    pub fn health(&self) -> Health {
        self.shared.health.read(self.shared.breaker.circuit())
    }

    /// `/api/v1/users`.
    #[must_use]
    pub fn users(&self) -> Users<'_> {
        Users { client: self }
    }

    /// `/api/v1/users/{id}/lifecycle`.
    #[must_use]
    pub fn lifecycle(&self) -> Lifecycle<'_> {
        Lifecycle { client: self }
    }

    /// `/api/v1/users/{id}/credentials`.
    #[must_use]
    pub fn credentials(&self) -> Credentials<'_> {
        Credentials { client: self }
    }

    /// `/api/v1/users/{id}/factors`.
    #[must_use]
    pub fn factors(&self) -> Factors<'_> {
        Factors { client: self }
    }

    /// `/api/v1/users/{id}/sessions`.
    #[must_use]
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions { client: self }
    }

    /// `/api/v1/groups`.
    #[must_use]
    pub fn groups(&self) -> Groups<'_> {
        Groups { client: self }
    }

    /// `/api/v1/policies`.
    #[must_use]
    pub fn policies(&self) -> Policies<'_> {
        Policies { client: self }
    }

    /// Sends a call whose answer matters and changes nothing.
    pub(crate) async fn read<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Error> {
        self.call(request).await?.parse(request)
    }

    /// Sends a call that changes something and answers with content.
    pub(crate) async fn write<T: DeserializeOwned>(
        &self,
        request: &Request,
    ) -> Result<Answer<T>, Error> {
        let received = self.call(request).await?;
        let value = received.parse(request)?;
        Ok(received.answer(value))
    }

    /// Sends a call that changes something and answers nothing of interest.
    pub(crate) async fn write_nothing(&self, request: &Request) -> Result<Answer<()>, Error> {
        let received = self.call(request).await?;
        received.expect_nothing(request)?;
        Ok(received.answer(()))
    }

    pub(crate) fn base_url(&self) -> &Url {
        &self.shared.base_url
    }
}

#[cfg(test)]
mod tests;
