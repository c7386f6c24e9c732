use crate::{
    Administration,
    audit::{TrailError, purge_audit},
};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Actor, AuditEvent, AuditKind, Job, StoreError};
use latchkey_jobs::{Handler, JobError};
use serde_json::{Map, json};
use std::time::Duration;

/// How long history is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Days after which a request that has ended is removed, with its operations.
    pub requests_days: u32,
    /// Days after which records of the audit trail are given up; `None` keeps them for good.
    pub audit_days: Option<u32>,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            requests_days: 90,
            audit_days: None,
        }
    }
}

/// Removes what is older than is to be kept.
pub(crate) struct PurgeHistory(pub(crate) Administration);

impl PurgeHistory {
    pub(crate) const KIND: &'static str = "purge-history";

    /// So many at once that one transaction stays short.
    const BATCH: u32 = 200;

    async fn purge_requests(&self, before: Timestamp) -> Result<(), StoreError> {
        loop {
            let mut unit = self.0.store.begin().await?;
            let removed = unit.purge_requests(before, Self::BATCH).await?;
            if removed == 0 {
                return Ok(());
            }
            let event = purged(removed, before);
            unit.append_audit(self.0.clock.now(), event).await?;
            unit.commit().await?;
        }
    }
}

#[async_trait]
impl Handler for PurgeHistory {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    /// It goes by what is in the database.
    fn outlives_restore(&self) -> bool {
        true
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        let now = self.0.clock.now();
        let Retention {
            requests_days,
            audit_days,
        } = self.0.retention;
        self.purge_requests(before(now, requests_days)).await?;
        let Some(days) = audit_days else {
            return Ok(());
        };
        match purge_audit(&*self.0.store, now, before(now, days), None).await {
            Ok(_) => Ok(()),
            Err(TrailError::Store(error)) => Err(error.into()),
            Err(error) => {
                tracing::error!(%error, "the audit trail does not hold; nothing of it is given up");
                Err(JobError::fail(error))
            }
        }
    }

    /// A trail that nobody has purged before may be long.
    fn time_limit(&self) -> Duration {
        Duration::from_hours(1)
    }
}

fn before(now: Timestamp, days: u32) -> Timestamp {
    let kept = SignedDuration::from_hours(24 * i64::from(days));
    now.checked_sub(kept).unwrap_or(Timestamp::MIN)
}

fn purged(requests: u32, begun_before: Timestamp) -> AuditEvent {
    let details = [
        ("requests", json!(requests)),
        ("begun_before", json!(begun_before)),
    ];
    AuditEvent {
        kind: AuditKind::RequestsPurged,
        actor: Actor::Portal,
        subject: None,
        request: None,
        network: None,
        details: Map::from_iter(details.map(|(name, value)| (name.to_owned(), value))),
    }
}
