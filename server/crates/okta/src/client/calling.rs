//! How one call goes out: credential, circuit, rate budget, tries.

use super::{Client, Shared, recovery};
use crate::{
    Error, Priority,
    auth::{Credential, SecondChances},
    circuit_breaker::Pass,
    error::Reach,
    rate_budget::Permit,
    request::Request,
    response::{self, Received},
    retry::Retries,
};
use jiff::{SignedDuration, Timestamp};
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

impl Client {
    /// Sends a call as often as it needs and is allowed to.
    pub(crate) async fn call(&self, request: &Request) -> Result<Received, Error> {
        let shared = &*self.shared;
        let mut retries = Retries::default();
        let mut chances = SecondChances::default();
        let mut patience = shared.interactive_wait;
        let mut unclear = None;
        loop {
            let (credential, permit, pass) = match self.prepare(request, &mut patience).await {
                Ok(prepared) => prepared,
                Err(refused) => return Err(unclear.unwrap_or(refused)),
            };
            let outcome = shared.send(request, &credential, permit).await;
            let goes_again = outcome.as_ref().is_err_and(|error| {
                let authorizer = &shared.authorizer;
                authorizer.allows_again(error, &credential, &mut chances)
            });
            if goes_again {
                shared.breaker.succeeded(pass);
                continue;
            }
            shared.health.observe(request, &outcome, shared.clock.now());
            let error = match outcome {
                Ok(received) => {
                    shared.breaker.succeeded(pass);
                    return Ok(received);
                }
                Err(error) => error,
            };
            let Some(pause) = retries.after(&error, request, &*shared.entropy) else {
                self.settle(pass, &error);
                return Err(unclear.unwrap_or(error));
            };
            tracing::debug!(path = request.template, %error, "calling Okta again");
            // No later refusal can undo the effect that this try may have had.
            if !error.outcome_known() {
                unclear.get_or_insert(error);
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// Gets all that a try needs. The token comes first, because its request takes a place in the budget
    /// as well; a wait for the budget that outlasts it makes a second round.
    async fn prepare(
        &self,
        request: &Request,
        patience: &mut Duration,
    ) -> Result<(Credential, Permit<'_>, Pass), Error> {
        let credential = self.credential().await?;
        let (permit, pass) = self.admit(request, patience).await?;
        if self.shared.is_fresh(&credential) {
            return Ok((credential, permit, pass));
        }
        drop(permit);
        let credential = self.credential().await?;
        let (permit, pass) = self.admit(request, patience).await?;
        Ok((credential, permit, pass))
    }

    /// Waits for the rate budget; an interactive call gives up when its patience would not do.
    pub(super) async fn admit(
        &self,
        request: &Request,
        patience: &mut Duration,
    ) -> Result<(Permit<'_>, Pass), Error> {
        self.shared.enter()?;
        let started = Instant::now();
        let deadline = (self.priority == Priority::Interactive).then(|| started + *patience);
        let admitted = self
            .shared
            .budget
            .admit(&request.method, request.template, self.priority, deadline)
            .await;
        *patience = patience.saturating_sub(started.elapsed());
        let permit = admitted.map_err(|exhausted| Error::RateLimited {
            retry_at: self.shared.after(exhausted.wait),
        })?;
        // The circuit may have opened during the wait.
        Ok((permit, self.shared.enter()?))
    }

    /// Tells the circuit breaker what a call came to.
    pub(super) fn settle(&self, pass: Pass, error: &Error) {
        let shared = &*self.shared;
        match error.reach() {
            Reach::Well => shared.breaker.succeeded(pass),
            Reach::Untold => {}
            Reach::Failed => {
                let now = shared.clock.now();
                let Some(pause) = shared.breaker.failed(pass, now, &*shared.entropy) else {
                    return;
                };
                tracing::error!(host = shared.base_url.host_str(), %error, "Okta is unavailable");
                tokio::spawn(recovery::wait_for(Arc::downgrade(&self.shared), pause));
            }
        }
    }
}

impl Shared {
    fn enter(&self) -> Result<Pass, Error> {
        self.breaker
            .enter(self.clock.now())
            .map_err(|retry_at| Error::CircuitOpen { retry_at })
    }

    /// Sends one try and judges its answer.
    pub(super) async fn send(
        &self,
        request: &Request,
        credential: &Credential,
        permit: Permit<'_>,
    ) -> Result<Received, Error> {
        let mut outgoing = request.to_http(&self.base_url)?;
        let now = self.clock.now();
        self.authorizer
            .sign(&mut outgoing, credential, now, &*self.entropy)?;
        let sent = self.transport.send(outgoing).await;
        if let Ok(response) = &sent {
            self.authorizer.learn(credential, &response.headers);
        }
        self.judge(request, sent, &permit)
    }

    /// Says what an answer means, after the rate budget has learned from it.
    pub(super) fn judge(
        &self,
        request: &Request,
        sent: Result<latchkey_http::Response, latchkey_http::Error>,
        permit: &Permit<'_>,
    ) -> Result<Received, Error> {
        let wait = match &sent {
            Ok(response) => permit.learn(
                &response.headers,
                response::is_rate_limit(request, response),
                self.clock.now(),
            ),
            Err(_) => None,
        };
        response::judge(request, sent, wait.map(|wait| self.after(wait)))
    }

    fn after(&self, wait: Duration) -> Timestamp {
        let now = self.clock.now();
        SignedDuration::try_from(wait)
            .ok()
            .and_then(|wait| now.checked_add(wait).ok())
            .unwrap_or(Timestamp::MAX)
    }
}
