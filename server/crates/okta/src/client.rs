use crate::{
    Answer, Auth, Error, InvalidToken, Priority,
    auth::Authorizer,
    rate_budget::{Permit, RateBudget},
    request::Request,
    resources::{
        credentials::Credentials, groups::Groups, lifecycle::Lifecycle, policies::Policies,
        sessions::Sessions, users::Users,
    },
    response::{self, Received},
    retry::Retries,
};
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use latchkey_values::{Clock, Entropy};
use serde::de::DeserializeOwned;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;
use url::Url;

/// What a [`Client`] needs.
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
}

/// Okta's management API of one org. Cheap to clone; clones share the rate budget.
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

impl Client {
    /// A client for interactive calls.
    ///
    /// # Errors
    /// [`InvalidSettings`] for a URL that is not an org's, or a token that cannot be sent.
    pub fn new(settings: ClientSettings) -> Result<Self, InvalidSettings> {
        let http = settings.http.clone();
        Self::with_transport(settings, Box::new(http))
    }

    pub(crate) fn with_transport(
        settings: ClientSettings,
        transport: Box<dyn Transport>,
    ) -> Result<Self, InvalidSettings> {
        check_url(&settings.base_url)?;
        let shared = Shared {
            base_url: settings.base_url,
            authorizer: Authorizer::new(&settings.auth)?,
            transport,
            clock: settings.clock,
            entropy: settings.entropy,
            interactive_wait: settings.interactive_wait,
            budget: RateBudget::new(settings.most_in_flight),
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

    /// Sends a call as often as it needs and is allowed to.
    pub(crate) async fn call(&self, request: &Request) -> Result<Received, Error> {
        let mut retries = Retries::default();
        let mut patience = self.shared.interactive_wait;
        loop {
            let permit = self.admit(request, &mut patience).await?;
            let outcome = self.send(request, permit).await;
            let Err(error) = outcome else { return outcome };
            let Some(pause) = retries.after(&error, request, &*self.shared.entropy) else {
                return Err(error);
            };
            tracing::debug!(path = request.template, %error, "calling Okta again");
            tokio::time::sleep(pause).await;
        }
    }

    /// Waits for the rate budget; an interactive call gives up when its patience would not do.
    async fn admit(&self, request: &Request, patience: &mut Duration) -> Result<Permit<'_>, Error> {
        let started = Instant::now();
        let deadline = (self.priority == Priority::Interactive).then(|| started + *patience);
        let admitted = self
            .shared
            .budget
            .admit(&request.method, request.template, self.priority, deadline)
            .await;
        *patience = patience.saturating_sub(started.elapsed());
        admitted.map_err(|exhausted| Error::RateLimited {
            retry_at: self.after(exhausted.wait),
        })
    }

    async fn send(&self, request: &Request, permit: Permit<'_>) -> Result<Received, Error> {
        let shared = &*self.shared;
        let outgoing = request.to_http(&shared.base_url, shared.authorizer.header())?;
        let sent = shared.transport.send(outgoing).await;
        let wait = match &sent {
            Ok(response) => permit.learn(
                &response.headers,
                response::is_rate_limit(response),
                shared.clock.now(),
            ),
            Err(_) => None,
        };
        response::judge(request, sent, wait.map(|wait| self.after(wait)))
    }

    fn after(&self, wait: Duration) -> Timestamp {
        let now = self.shared.clock.now();
        SignedDuration::try_from(wait)
            .ok()
            .and_then(|wait| now.checked_add(wait).ok())
            .unwrap_or(Timestamp::MAX)
    }
}

fn check_url(url: &Url) -> Result<(), InvalidSettings> {
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

#[cfg(test)]
mod tests;
