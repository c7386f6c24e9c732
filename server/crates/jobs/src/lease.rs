use crate::{attempt::Worker, backoff};
use latchkey_domain::{Job, StoreError};
use std::{error::Error, time::Duration};
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use tracing::warn;

impl Worker {
    /// Renews the lease on `job` again and again; returns when it is lost. That is also when the
    /// database cannot be asked for so long that another node may have the job.
    pub(crate) async fn keep_lease(&self, job: &Job) {
        let lease = self.settings.lease;
        let mut held_since = Instant::now();
        loop {
            sleep_until(held_since + lease / 3).await;
            match timeout_at(held_since + surely_ours(lease), self.renewed(job)).await {
                Ok(Some(asked)) => held_since = asked,
                Ok(None) | Err(_) => return,
            }
        }
    }

    /// Asks until the database answers. When it was asked, if the lease is still ours.
    async fn renewed(&self, job: &Job) -> Option<Instant> {
        let mut failures = 0;
        loop {
            let asked = Instant::now();
            match self.renew(job).await {
                Ok(true) => return Some(asked),
                Ok(false) => return None,
                Err(error) => {
                    failures += 1;
                    warn!(
                        error = &error as &dyn Error,
                        "cannot renew the lease of a job"
                    );
                    sleep(backoff::store_pause(failures, &*self.entropy)).await;
                }
            }
        }
    }

    async fn renew(&self, job: &Job) -> Result<bool, StoreError> {
        let until = self.clock.now() + self.settings.lease;
        let mut tx = self.store.begin().await?;
        let ours = tx.renew_lease(job.id, job.lease, until).await?;
        tx.commit().await?;
        Ok(ours)
    }
}

/// The clocks of nodes may differ by a little, and a stopped handler needs a moment to stop.
fn surely_ours(lease: Duration) -> Duration {
    lease / 6 * 5
}
