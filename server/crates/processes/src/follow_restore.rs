use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
    settle_operation,
};
use jiff::Timestamp;
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, ChainHead, Request, RequestState, Restore, UnitOfWork,
};
use serde_json::{Map, json};

/// What a person reads beside a job that is held back.
const REASON: &str = "from a restored backup: it may have been done since";

/// So many requests are read at once.
const BATCH: u32 = 500;

/// What was done about a restored backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenTo {
    /// The restore.
    pub restore: Restore,
    /// Jobs that wait for a person now.
    pub jobs_held_back: u64,
    /// Requests whose outcome is looked up in the directory.
    pub requests_in_doubt: usize,
    /// Requests that were under way and were ended.
    pub requests_ended: usize,
}

impl Engine {
    /// Sees, once, to what a restored backup brought back. It shows a past state, and the world has moved
    /// on: effects whose outcome it does not know are looked up, jobs of other kinds than `run` are held
    /// back for a person, requests under way are ended, since their proof may have been spent, and
    /// everybody is signed out. `None` when there is nothing to see to.
    ///
    /// # Errors
    /// [`EngineError`]; then nothing was changed.
    pub async fn follow_restore(
        &self,
        run: &[&'static str],
    ) -> Result<Option<SeenTo>, EngineError> {
        let latest = self.read().await?.latest_restore().await?;
        let Some(restore) = latest.filter(|restore| restore.seen_to_at.is_none()) else {
            return Ok(None);
        };
        let mut unit = self.begin().await?;
        // Another node may have been faster.
        if !unit.see_to_restores(self.now()).await? {
            return Ok(None);
        }
        let jobs_held_back = unit.hold_back_jobs(run, REASON).await?;
        let in_doubt = unit.requests_in_doubt().await?;
        for request in &in_doubt {
            settle_operation::enqueue(self, unit.as_mut(), *request, self.now()).await?;
        }
        unit.end_all_access().await?;
        let ended = end_open_requests(unit.as_mut()).await?;
        let seen_to = SeenTo {
            restore,
            jobs_held_back,
            requests_in_doubt: in_doubt.len(),
            requests_ended: ended.len(),
        };
        for request in &ended {
            let event = by_portal(AuditKind::RequestEnded, request).with("end", "restored");
            self.audit(unit.as_mut(), event).await?;
        }
        self.audit(unit.as_mut(), seen_to.event()).await?;
        self.commit(unit).await?;
        Ok(Some(seen_to))
    }
}

async fn end_open_requests(unit: &mut dyn UnitOfWork) -> Result<Vec<Request>, EngineError> {
    let mut ended = Vec::new();
    loop {
        let ids = unit.overdue_requests(Timestamp::MAX, BATCH).await?;
        if ids.is_empty() {
            return Ok(ended);
        }
        for id in ids {
            if let Some(mut request) = unit.request(id).await? {
                request.end(RequestState::Expired)?;
                unit.save_request(&request).await?;
                unit.delete_challenge(id).await?;
                ended.push(request);
            }
        }
    }
}

impl SeenTo {
    fn event(&self) -> AuditEvent {
        let head = |head: Option<_>| head.map(|head: ChainHead| head.to_string());
        let event = AuditEvent {
            kind: AuditKind::RestoreSeenTo,
            actor: Actor::Portal,
            subject: None,
            request: None,
            network: None,
            details: Map::new(),
        };
        event
            .with("restored_at", json!(self.restore.at))
            .with("head", head(self.restore.head))
            .with("replaced", head(self.restore.replaced))
            .with("jobs_held_back", self.jobs_held_back)
            .with("requests_in_doubt", self.requests_in_doubt)
            .with("requests_ended", self.requests_ended)
    }
}
