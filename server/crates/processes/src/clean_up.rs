use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
    error::job_error,
};
use async_trait::async_trait;
use latchkey_domain::{AuditKind, Job, RequestState};
use latchkey_jobs::{Handler, JobError};

/// Records what time has ended: overdue requests, old counters, blocks, sessions, sign-ins and made passwords.
pub(crate) struct CleanUp(pub(crate) Engine);

impl CleanUp {
    pub(crate) const KIND: &'static str = "clean-up";

    /// So many at once that one transaction stays short.
    const BATCH: u32 = 100;

    async fn expire_overdue(&self) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let now = self.0.now();
        let mut ended = Vec::new();
        for id in unit.overdue_requests(now, Self::BATCH).await? {
            let Some(mut request) = unit
                .request(id)
                .await?
                .filter(|request| request.is_overdue(now))
            else {
                continue;
            };
            request.end(RequestState::Expired)?;
            unit.save_request(&request).await?;
            unit.delete_challenge(id).await?;
            ended.push(request);
        }
        unit.purge_counters(now).await?;
        unit.purge_blocks(now).await?;
        unit.purge_sessions(now).await?;
        unit.purge_sign_ins(now).await?;
        unit.purge_made_passwords(now).await?;
        // The trail comes last: whoever holds it must not wait for requests that others hold.
        for request in &ended {
            let event = by_portal(AuditKind::RequestEnded, request).with("end", "expired");
            self.0.audit(unit.as_mut(), event).await?;
        }
        self.0.commit(unit).await
    }
}

#[async_trait]
impl Handler for CleanUp {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    /// It goes by what is in the database.
    fn outlives_restore(&self) -> bool {
        true
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        self.expire_overdue().await.map_err(job_error)
    }
}
