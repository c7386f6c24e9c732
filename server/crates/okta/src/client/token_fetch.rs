//! How an access token is got: once for all who wait for it.

use super::{Client, Shared};
use crate::{
    Error, Priority,
    auth::{
        AccessToken, Credential, Fetched, OAuth, Prepared, Wanted, token_failure, token_request,
    },
    rate_budget::Permit,
    request::Request,
    retry::Retries,
};
use std::{sync::Arc, time::Duration};

/// Rounds that a bulk call makes while the token endpoint's rate limit is used up.
const MOST_ROUNDS: u32 = 3;

/// How a token request gets past circuit and budget.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// Like a call for which a person waits, with the tries of one that may be repeated.
    Queue,
    /// At once, with one try.
    Probe,
}

impl Client {
    /// What the next try is signed with. A bulk call waits for the token endpoint's rate limit.
    pub(super) async fn credential(&self) -> Result<Credential, Error> {
        let Some(oauth) = self.shared.authorizer.oauth() else {
            return Ok(Credential::ApiToken);
        };
        let mut round = 1;
        loop {
            let fetched = self.shared.token(oauth, Wanted::Any, Way::Queue).await;
            let retry_at = match fetched {
                Ok(token) => return Ok(Credential::Token(token)),
                Err(Error::RateLimited { retry_at })
                    if self.priority == Priority::Bulk && round < MOST_ROUNDS =>
                {
                    retry_at
                }
                Err(error) => return Err(error),
            };
            round += 1;
            let wait = retry_at.duration_since(self.shared.clock.now());
            tokio::time::sleep(Duration::try_from(wait).unwrap_or_default()).await;
        }
    }

    async fn fetch(&self, oauth: &OAuth, request: &Request) -> Result<AccessToken, Error> {
        let shared = &*self.shared;
        let mut retries = Retries::default();
        let mut patience = shared.interactive_wait;
        loop {
            let (permit, pass) = self.admit(request, &mut patience).await?;
            let error = match shared.try_token(oauth, request, &permit).await {
                Ok(token) => {
                    shared.breaker.succeeded(pass);
                    return Ok(token);
                }
                Err(error) => error,
            };
            drop(permit);
            let Some(pause) = retries.after(&error, request, &*shared.entropy) else {
                self.settle(pass, &error);
                return Err(error);
            };
            tracing::debug!(%error, "asking for an access token again");
            tokio::time::sleep(pause).await;
        }
    }
}

impl Shared {
    pub(super) fn is_fresh(&self, credential: &Credential) -> bool {
        match credential {
            Credential::ApiToken => true,
            Credential::Token(token) => token.is_fresh(self.clock.now()),
        }
    }

    /// The access token of all calls. Whoever starts a fetch does not own it: it runs in a task of its
    /// own, because an answer with a new refresh token must not get lost when its reader gives up.
    pub(super) async fn token(
        self: &Arc<Self>,
        oauth: &OAuth,
        wanted: Wanted,
        way: Way,
    ) -> Fetched {
        let shared = Arc::clone(self);
        let start = move |sender: tokio::sync::oneshot::Sender<Fetched>| {
            tokio::spawn(async move {
                let fetched = shared.fetch(way).await;
                // Nobody may be left to hear of it.
                let _ = sender.send(fetched);
            });
        };
        oauth.tokens.get(wanted, self.clock.now(), start).await
    }

    async fn fetch(self: Arc<Self>, way: Way) -> Fetched {
        let Some(oauth) = self.authorizer.oauth() else {
            return Err(Error::NotSent(latchkey_http::NotSent::Invalid));
        };
        let request = token_request();
        let fetched = match way {
            Way::Queue => {
                let client = Client {
                    shared: Arc::clone(&self),
                    priority: Priority::Interactive,
                };
                client.fetch(oauth, &request).await
            }
            Way::Probe => {
                let permit = self.budget.admit_at_once(&request.method, request.template);
                self.try_token(oauth, &request, &permit).await
            }
        };
        let fetched = fetched.map(Arc::new);
        oauth.tokens.finish(&fetched);
        fetched
    }

    /// One try, with a second request when Okta only wants a nonce in the proof.
    async fn try_token(
        &self,
        oauth: &OAuth,
        request: &Request,
        permit: &Permit<'_>,
    ) -> Result<AccessToken, Error> {
        let mut outcome = self.ask_for_token(oauth, request, permit).await;
        if outcome
            .as_ref()
            .is_err_and(|error| oauth.wants_nonce(error))
        {
            outcome = self.ask_for_token(oauth, request, permit).await;
        }
        self.health.observe_token(&outcome, self.clock.now());
        outcome
    }

    async fn ask_for_token(
        &self,
        oauth: &OAuth,
        request: &Request,
        permit: &Permit<'_>,
    ) -> Result<AccessToken, Error> {
        let now = self.clock.now();
        let prepared = oauth.prepare(&self.base_url, now, &*self.entropy).await?;
        let call = match prepared {
            Prepared::Token(token) => return Ok(token),
            Prepared::Request(call) => *call,
        };
        let sent = self.transport.send(call).await;
        if let Ok(response) = &sent {
            oauth.learn(&response.headers);
        }
        let received = self
            .judge(request, sent, permit)
            .map_err(|error| oauth.judge(token_failure(error)))?;
        // By the time before the request: a token never lives longer than assumed.
        oauth.accept(&received, now).await
    }
}
