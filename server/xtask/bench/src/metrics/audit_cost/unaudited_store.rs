//! A store that keeps everything but the audit trail.

mod desk;
mod passwords;
mod reminders;
mod reports;
mod restores;

use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{
    AppliedObjects, AuditEvent, AuditRecord, AuditTrail, Block, Blocks, BrowserSession, ChainBreak,
    ChainHash, ChainHead, Challenge, Challenges, Configuration, Connection, Connections, Counters,
    CredentialStoreRecord, CredentialStores, DataKeys, Digest, Installation, Job, JobQueue,
    JobRecord, JobRecords, JobState, LeaseToken, LocalAdministrator, LocalAdministrators, NewJob,
    Operation, Operations, Principal, Process, Processes, Request, Requests, Role, SealedSecret,
    SecretField, Sessions, SignIn, SignIns, Store, StoreError, UnitOfWork, Versioned,
};
use latchkey_values::{Alias, BlockId, JobId, RequestId, SignInId};
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

    async fn check_audit(
        &mut self,
        after: Option<ChainHead>,
        _most: u32,
    ) -> Done<Result<Option<ChainHead>, ChainBreak>> {
        Ok(Ok(after))
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

    async fn postpone_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        run_at: Timestamp,
        reason: &str,
    ) -> Done<bool> {
        self.0.postpone_job(id, lease, run_at, reason).await
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

    async fn requests_of_process(&mut self, alias: &Alias, since: Timestamp) -> Done<u32> {
        self.0.requests_of_process(alias, since).await
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

#[async_trait]
impl SignIns for Unaudited {
    async fn insert_sign_in(&mut self, sign_in: &SignIn) -> Done {
        self.0.insert_sign_in(sign_in).await
    }

    async fn sign_in(&mut self, id: SignInId, now: Timestamp) -> Done<Option<SignIn>> {
        self.0.sign_in(id, now).await
    }

    async fn touch_sign_in(&mut self, id: SignInId, now: Timestamp) -> Done<bool> {
        self.0.touch_sign_in(id, now).await
    }

    async fn set_sign_in_roles(
        &mut self,
        id: SignInId,
        roles: &[Role],
        read_at: Timestamp,
        expires_at: Timestamp,
    ) -> Done<bool> {
        self.0
            .set_sign_in_roles(id, roles, read_at, expires_at)
            .await
    }

    async fn end_sign_in(&mut self, id: SignInId) -> Done<bool> {
        self.0.end_sign_in(id).await
    }

    async fn end_sign_ins_of(&mut self, principal: &Principal) -> Done<u64> {
        self.0.end_sign_ins_of(principal).await
    }

    async fn sign_ins_of(&mut self, principal: &Principal, now: Timestamp) -> Done<Vec<SignIn>> {
        self.0.sign_ins_of(principal, now).await
    }

    async fn purge_sign_ins(&mut self, now: Timestamp) -> Done {
        self.0.purge_sign_ins(now).await
    }
}

#[async_trait]
impl Configuration for Unaudited {
    async fn configuration_version(&mut self) -> Done<i64> {
        self.0.configuration_version().await
    }

    async fn change_configuration(&mut self) -> Done {
        self.0.change_configuration().await
    }
}

#[async_trait]
impl Connections for Unaudited {
    async fn connections(&mut self) -> Done<Vec<Versioned<Connection>>> {
        self.0.connections().await
    }

    async fn connection(&mut self, alias: &Alias) -> Done<Option<Versioned<Connection>>> {
        self.0.connection(alias).await
    }

    async fn put_connection(&mut self, connection: &Versioned<Connection>) -> Done<bool> {
        self.0.put_connection(connection).await
    }

    async fn remove_connection(&mut self, alias: &Alias) -> Done<bool> {
        self.0.remove_connection(alias).await
    }

    async fn connection_secrets(&mut self, alias: &Alias) -> Done<Vec<SealedSecret>> {
        self.0.connection_secrets(alias).await
    }

    async fn put_connection_secret(&mut self, alias: &Alias, secret: &SealedSecret) -> Done {
        self.0.put_connection_secret(alias, secret).await
    }

    async fn remove_connection_secret(&mut self, alias: &Alias, field: SecretField) -> Done<bool> {
        self.0.remove_connection_secret(alias, field).await
    }
}

#[async_trait]
impl CredentialStores for Unaudited {
    async fn credential_stores(&mut self) -> Done<Vec<Versioned<CredentialStoreRecord>>> {
        self.0.credential_stores().await
    }

    async fn credential_store(
        &mut self,
        alias: &Alias,
    ) -> Done<Option<Versioned<CredentialStoreRecord>>> {
        self.0.credential_store(alias).await
    }

    async fn put_credential_store(
        &mut self,
        store: &Versioned<CredentialStoreRecord>,
    ) -> Done<bool> {
        self.0.put_credential_store(store).await
    }

    async fn remove_credential_store(&mut self, alias: &Alias) -> Done<bool> {
        self.0.remove_credential_store(alias).await
    }
}

#[async_trait]
impl LocalAdministrators for Unaudited {
    async fn put_local_administrator(&mut self, administrator: &LocalAdministrator) -> Done {
        self.0.put_local_administrator(administrator).await
    }

    async fn local_administrator(&mut self, name: &Alias) -> Done<Option<LocalAdministrator>> {
        self.0.local_administrator(name).await
    }

    async fn invited_administrator(
        &mut self,
        invitation: &Digest,
    ) -> Done<Option<LocalAdministrator>> {
        self.0.invited_administrator(invitation).await
    }

    async fn local_administrators(&mut self) -> Done<Vec<LocalAdministrator>> {
        self.0.local_administrators().await
    }
}

#[async_trait]
impl DataKeys for Unaudited {
    async fn data_keys(&mut self) -> Done<Vec<(String, String)>> {
        self.0.data_keys().await
    }

    async fn data_key(&mut self, owner: &str) -> Done<Option<String>> {
        self.0.data_key(owner).await
    }

    async fn put_data_key(&mut self, owner: &str, wrapped: &str) -> Done {
        self.0.put_data_key(owner, wrapped).await
    }

    async fn remove_data_key(&mut self, owner: &str) -> Done<bool> {
        self.0.remove_data_key(owner).await
    }
}

#[async_trait]
impl AppliedObjects for Unaudited {
    async fn applied_objects(&mut self, kind: &str) -> Done<Vec<(Alias, Digest)>> {
        self.0.applied_objects(kind).await
    }

    async fn note_applied(&mut self, kind: &str, alias: &Alias, digest: &Digest) -> Done {
        self.0.note_applied(kind, alias, digest).await
    }

    async fn forget_applied(&mut self, kind: &str, alias: &Alias) -> Done {
        self.0.forget_applied(kind, alias).await
    }
}
