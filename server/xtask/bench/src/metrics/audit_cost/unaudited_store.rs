//! A store that keeps everything but the audit trail.

use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{
    AuditEvent, AuditRecord, AuditTrail, Block, Blocks, BrowserSession, ChainBreak, ChainHash,
    Challenge, Challenges, Counters, Digest, Installation, Job, JobQueue, JobRecord, JobRecords,
    JobState, LeaseToken, NewJob, Operation, Operations, Process, Processes, Request, Requests,
    Sessions, Store, StoreError, UnitOfWork,
};
use latchkey_values::{Alias, BlockId, JobId, RequestId};
use std::sync::Arc;

type Done<T = ()> = Result<T, StoreError>;

/// A store without its audit trail.
pub(super) struct UnauditedStore(pub(super) Arc<dyn Store>);

struct Unaudited(Box<dyn UnitOfWork>);

#[async_trait]
impl Store for UnauditedStore {
    async fn begin(&self) -> Done<Box<dyn UnitOfWork>> {
        Ok(Box::new(Unaudited(self.0.begin().await?)))
    }

    async fn read(&self) -> Done<Box<dyn UnitOfWork>> {
        Ok(Box::new(Unaudited(self.0.read().await?)))
    }

    fn commits(&self) -> Option<u64> {
        self.0.commits()
    }
}

#[async_trait]
impl UnitOfWork for Unaudited {
    async fn commit(self: Box<Self>) -> Done {
        self.0.commit().await
    }
}

#[async_trait]
impl AuditTrail for Unaudited {
    /// Drops the record; this is the whole difference.
    async fn append_audit(&mut self, at: Timestamp, event: AuditEvent) -> Done<AuditRecord> {
        Ok(AuditRecord {
            sequence: 0,
            at,
            event,
            hash: ChainHash::START,
        })
    }

    async fn audit_records(&mut self, _after: i64, _most: u32) -> Done<Vec<AuditRecord>> {
        Ok(Vec::new())
    }

    async fn audit_end(&mut self) -> Done<Option<(i64, ChainHash)>> {
        Ok(None)
    }

    async fn check_audit(
        &mut self,
        _after: i64,
        _most: u32,
    ) -> Done<Result<(i64, ChainHash), ChainBreak>> {
        Ok(Ok((0, ChainHash::START)))
    }
}

#[async_trait]
impl Requests for Unaudited {
    async fn insert_request(&mut self, request: &Request, form: Option<&Digest>) -> Done {
        self.0.insert_request(request, form).await
    }

    async fn request_of_form(&mut self, form: &Digest) -> Done<Option<Request>> {
        self.0.request_of_form(form).await
    }

    async fn request(&mut self, id: RequestId) -> Done<Option<Request>> {
        self.0.request(id).await
    }

    async fn save_request(&mut self, request: &Request) -> Done {
        self.0.save_request(request).await
    }

    async fn overdue_requests(&mut self, now: Timestamp, most: u32) -> Done<Vec<RequestId>> {
        self.0.overdue_requests(now, most).await
    }
}

#[async_trait]
impl Challenges for Unaudited {
    async fn put_challenge(&mut self, challenge: &Challenge) -> Done {
        self.0.put_challenge(challenge).await
    }

    async fn challenge(&mut self, request: RequestId) -> Done<Option<Challenge>> {
        self.0.challenge(request).await
    }

    async fn delete_challenge(&mut self, request: RequestId) -> Done {
        self.0.delete_challenge(request).await
    }
}

#[async_trait]
impl Operations for Unaudited {
    async fn insert_operation(&mut self, operation: &Operation) -> Done {
        self.0.insert_operation(operation).await
    }

    async fn save_operation(&mut self, operation: &Operation) -> Done {
        self.0.save_operation(operation).await
    }

    async fn operations(&mut self, request: RequestId) -> Done<Vec<Operation>> {
        self.0.operations(request).await
    }
}

#[async_trait]
impl JobQueue for Unaudited {
    async fn enqueue(&mut self, job: &NewJob) -> Done {
        self.0.enqueue(job).await
    }

    async fn claim_job(
        &mut self,
        kinds: &[&'static str],
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Done<Option<Job>> {
        self.0.claim_job(kinds, now, lease_until).await
    }

    async fn renew_lease(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        lease_until: Timestamp,
    ) -> Done<bool> {
        self.0.renew_lease(id, lease, lease_until).await
    }

    async fn finish_job(&mut self, id: JobId, lease: LeaseToken) -> Done<bool> {
        self.0.finish_job(id, lease).await
    }

    async fn retry_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        run_at: Timestamp,
        reason: &str,
    ) -> Done<bool> {
        self.0.retry_job(id, lease, run_at, reason).await
    }

    async fn bury_job(&mut self, id: JobId, lease: LeaseToken, reason: &str) -> Done<bool> {
        self.0.bury_job(id, lease, reason).await
    }

    async fn note_due(&mut self, kind: &str, due: Timestamp) -> Done<bool> {
        self.0.note_due(kind, due).await
    }
}

#[async_trait]
impl JobRecords for Unaudited {
    async fn job_counts(&mut self) -> Done<(u32, u32)> {
        self.0.job_counts().await
    }

    async fn job_records(&mut self, state: Option<JobState>, most: u32) -> Done<Vec<JobRecord>> {
        self.0.job_records(state, most).await
    }

    async fn revive_job(&mut self, id: JobId, run_at: Timestamp) -> Done<Option<JobRecord>> {
        self.0.revive_job(id, run_at).await
    }

    async fn discard_job(&mut self, id: JobId) -> Done<Option<JobRecord>> {
        self.0.discard_job(id).await
    }
}

#[async_trait]
impl Installation for Unaudited {
    async fn key_check(&mut self) -> Done<Option<String>> {
        self.0.key_check().await
    }

    async fn note_key_check(&mut self, check: &str) -> Done<bool> {
        self.0.note_key_check(check).await
    }

    async fn replace_key_check(&mut self, check: &str) -> Done {
        self.0.replace_key_check(check).await
    }
}

#[async_trait]
impl Counters for Unaudited {
    async fn count(&mut self, name: &str, key: &Digest, window_end: Timestamp) -> Done<u32> {
        self.0.count(name, key, window_end).await
    }

    async fn uncount(&mut self, name: &str, key: &Digest, window_end: Timestamp) -> Done {
        self.0.uncount(name, key, window_end).await
    }

    async fn counted(&mut self, name: &str, key: &Digest, window_end: Timestamp) -> Done<u32> {
        self.0.counted(name, key, window_end).await
    }

    async fn forget_counts(&mut self, name: &str, key: &Digest) -> Done {
        self.0.forget_counts(name, key).await
    }

    async fn purge_counters(&mut self, now: Timestamp) -> Done {
        self.0.purge_counters(now).await
    }
}

#[async_trait]
impl Blocks for Unaudited {
    async fn put_block(&mut self, block: &Block) -> Done {
        self.0.put_block(block).await
    }

    async fn block(&mut self, limit: &str, key: &Digest, now: Timestamp) -> Done<Option<Block>> {
        self.0.block(limit, key, now).await
    }

    async fn blocks(&mut self, now: Timestamp, most: u32) -> Done<Vec<Block>> {
        self.0.blocks(now, most).await
    }

    async fn lift_block(&mut self, id: BlockId) -> Done<Option<Block>> {
        self.0.lift_block(id).await
    }

    async fn purge_blocks(&mut self, now: Timestamp) -> Done {
        self.0.purge_blocks(now).await
    }
}

#[async_trait]
impl Processes for Unaudited {
    async fn processes(&mut self) -> Done<Vec<Process>> {
        self.0.processes().await
    }

    async fn process(&mut self, alias: &Alias) -> Done<Option<Process>> {
        self.0.process(alias).await
    }

    async fn put_process(&mut self, process: &Process) -> Done<bool> {
        self.0.put_process(process).await
    }

    async fn remove_process(&mut self, alias: &Alias) -> Done<bool> {
        self.0.remove_process(alias).await
    }
}

#[async_trait]
impl Sessions for Unaudited {
    async fn session(&mut self, id: &Digest, now: Timestamp) -> Done<Option<BrowserSession>> {
        self.0.session(id, now).await
    }

    async fn put_session(&mut self, session: &BrowserSession) -> Done {
        self.0.put_session(session).await
    }

    async fn delete_session(&mut self, id: &Digest) -> Done {
        self.0.delete_session(id).await
    }

    async fn purge_sessions(&mut self, now: Timestamp) -> Done {
        self.0.purge_sessions(now).await
    }
}
