//! Finds out when Okta is back, so that no person's call has to.

use super::Shared;
use super::token_fetch::Way;
use crate::{
    Error,
    auth::{Credential, Wanted},
    error::Reach,
    request::Request,
};
use std::{
    sync::{Arc, Weak},
    time::Duration,
};

/// Probes Okta after each pause until it answers or the client is gone.
pub(super) async fn wait_for(shared: Weak<Shared>, mut pause: Duration) {
    loop {
        tokio::time::sleep(pause).await;
        let Some(shared) = shared.upgrade() else {
            return;
        };
        shared.breaker.half_open();
        if shared.probe().await == Reach::Well {
            // Before the circuit closes, so that the first call finds the narrow gate.
            shared.budget.ramp();
            shared.breaker.close();
            tracing::info!(host = shared.base_url.host_str(), "Okta is back");
            return;
        }
        pause = shared.breaker.reopen(shared.clock.now(), &*shared.entropy);
    }
}

impl Shared {
    /// Reads the credential's own user, once: a small call that takes the way of all others. Whatever
    /// Okta answers, short of a server error, shows that it is back.
    async fn probe(self: &Arc<Self>) -> Reach {
        match self.try_out().await {
            // It needs an admin, not time: calls may go and say so.
            Ok(()) | Err(Error::GrantEnded(_) | Error::TokenStore(_)) => Reach::Well,
            Err(error) => error.reach(),
        }
    }

    async fn try_out(self: &Arc<Self>) -> Result<(), Error> {
        let credential = match self.authorizer.oauth() {
            None => Credential::ApiToken,
            Some(oauth) => match oauth.tokens.fresh(self.clock.now()) {
                Some(token) => Credential::Token(token),
                // A token shows as well that Okta is back.
                None => return self.token(oauth, Wanted::Any, Way::Probe).await.map(drop),
            },
        };
        let request = Request::get("/api/v1/users/{id}").text("me");
        let permit = self.budget.admit_at_once(&request.method, request.template);
        let outcome = self.send(&request, &credential, permit).await;
        self.health.observe(&request, &outcome, self.clock.now());
        outcome.map(drop)
    }
}
