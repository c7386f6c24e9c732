//! How one call goes out: circuit, rate budget, tries.

use super::{Client, Shared, recovery};
use crate::{
    Error, Priority,
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
        let mut patience = shared.interactive_wait;
        let mut unclear = None;
        loop {
            let (permit, pass) = match self.admit(request, &mut patience).await {
                Ok(admitted) => admitted,
                Err(refused) => return Err(unclear.unwrap_or(refused)),
            };
            let error = match shared.send(request, permit).await {
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

    /// Waits for the rate budget; an interactive call gives up when its patience would not do.
    async fn admit(
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
    fn settle(&self, pass: Pass, error: &Error) {
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

    pub(super) async fn send(
        &self,
        request: &Request,
        permit: Permit<'_>,
    ) -> Result<Received, Error> {
        let outgoing = request.to_http(&self.base_url, self.authorizer.header())?;
        let sent = self.transport.send(outgoing).await;
        let wait = match &sent {
            Ok(response) => permit.learn(
                &response.headers,
                response::is_rate_limit(response),
                self.clock.now(),
            ),
            Err(_) => None,
        };
        let outcome = response::judge(request, sent, wait.map(|wait| self.after(wait)));
        self.health.observe(request, &outcome, self.clock.now());
        outcome
    }

    fn after(&self, wait: Duration) -> Timestamp {
        let now = self.clock.now();
        SignedDuration::try_from(wait)
            .ok()
            .and_then(|wait| now.checked_add(wait).ok())
            .unwrap_or(Timestamp::MAX)
    }
}
