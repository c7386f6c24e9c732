//! Finds out when Okta is back, so that no person's call has to.

use super::Shared;
use crate::{error::Reach, request::Request};
use std::{sync::Weak, time::Duration};

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
    async fn probe(&self) -> Reach {
        let request = Request::get("/api/v1/users/{id}").text("me");
        let permit = self.budget.admit_at_once(&request.method, request.template);
        match self.send(&request, permit).await {
            Ok(_) => Reach::Well,
            Err(error) => error.reach(),
        }
    }
}
