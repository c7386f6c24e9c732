mod configuration;
mod desk;
mod passwords;
mod reminders;

pub use configuration::{AppliedObjects, Configuration, Connections, CredentialStores, DataKeys};
pub use desk::DeskCases;
pub use passwords::{EarlierPasswords, MadePasswords};
pub use reminders::ReminderRecords;

use crate::{
    AuditCheckpoints, AuditEvent, AuditRecord, AuditSearch, Block, BrowserSession, ChainBreak,
    ChainHead, Challenge, Digest, Job, JobRecord, JobState, LeaseToken, LocalAdministrator, NewJob,
    Operation, Principal, Process, Reports, Request, RequestRecords, Restores, Role, SignIn,
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::{Alias, BlockId, JobId, RequestId, SignInId};

/// The database, seen from outside.
#[async_trait]
pub trait Store: Send + Sync {
    /// Begins a transaction that may write. Everything done through it becomes durable together at
    /// [`UnitOfWork::commit`], or not at all; dropping it undoes it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database cannot be reached in time.
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError>;

    /// Begins a transaction that only reads and never waits for writers; writing through it fails.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database cannot be reached in time.
    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError>;

    /// How many transactions were committed through this store: as long as the number stays, this
    /// process has changed nothing. Others on the same database may have. `None` when nobody counts.
    fn commits(&self) -> Option<u64> {
        None
    }
}

/// One transaction over every record: state, audit and jobs change together.
#[async_trait]
pub trait UnitOfWork:
    Requests
    + Challenges
    + MadePasswords
    + EarlierPasswords
    + Operations
    + AuditTrail
    + AuditCheckpoints
    + AuditSearch
    + JobQueue
    + JobRecords
    + Installation
    + Counters
    + Blocks
    + Processes
    + ReminderRecords
    + Reports
    + RequestRecords
    + Restores
    + Sessions
    + SignIns
    + LocalAdministrators
    + Configuration
    + Connections
    + CredentialStores
    + DataKeys
    + DeskCases
    + AppliedObjects
    + Send
{
    /// Makes everything durable.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was changed.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be reached, is full, or did not answer in time.
    #[error("the database is unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It holds something no version of Latchkey wrote.
    #[error("unreadable data in {table}.{column}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A record that should exist does not, or the reverse.
    #[error("unexpected number of rows in {0}")]
    Missing(&'static str),
}

/// Requests.
#[async_trait]
pub trait Requests {
    /// Adds a request. `form` is the digest of the form that began it; `None` when that had no mark.
    async fn insert_request(
        &mut self,
        request: &Request,
        form: Option<&Digest>,
    ) -> Result<(), StoreError>;
    /// The request that a form began; `None` when it began none.
    async fn request_of_form(&mut self, form: &Digest) -> Result<Option<Request>, StoreError>;
    /// Reads a request, and in a writing transaction holds it against other writers.
    async fn request(&mut self, id: RequestId) -> Result<Option<Request>, StoreError>;
    /// Saves a request read in this transaction.
    async fn save_request(&mut self, request: &Request) -> Result<(), StoreError>;
    /// Ids of at most `most` requests that are overdue at `now` (open, not executing).
    async fn overdue_requests(
        &mut self,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<RequestId>, StoreError>;
}

/// Codes.
#[async_trait]
pub trait Challenges {
    /// Saves the challenge of its request, replacing any earlier one.
    async fn put_challenge(&mut self, challenge: &Challenge) -> Result<(), StoreError>;
    /// The live challenge of a request; `None` once it was used or never was.
    async fn challenge(&mut self, request: RequestId) -> Result<Option<Challenge>, StoreError>;
    /// Removes the challenge of a request, so that its code is dead.
    async fn delete_challenge(&mut self, request: RequestId) -> Result<(), StoreError>;
}

/// Effects on the directory.
#[async_trait]
pub trait Operations {
    /// Adds an intent.
    async fn insert_operation(&mut self, operation: &Operation) -> Result<(), StoreError>;
    /// Saves an operation's outcome.
    async fn save_operation(&mut self, operation: &Operation) -> Result<(), StoreError>;
    /// The operations of a request, oldest first.
    async fn operations(&mut self, request: RequestId) -> Result<Vec<Operation>, StoreError>;
}

/// The audit trail.
#[async_trait]
pub trait AuditTrail {
    /// Appends an event to the chain.
    async fn append_audit(
        &mut self,
        at: Timestamp,
        event: AuditEvent,
    ) -> Result<AuditRecord, StoreError>;
    /// At most `most` records after number `after`, in order.
    async fn audit_records(
        &mut self,
        after: i64,
        most: u32,
    ) -> Result<Vec<AuditRecord>, StoreError>;
    /// Checks that at most `most` records after `after` (`None`: from the first one on) continue the
    /// chain, as they are stored, and returns the last of them; `after` when there are none. The inner
    /// error is the first record that does not fit.
    async fn check_audit(
        &mut self,
        after: Option<ChainHead>,
        most: u32,
    ) -> Result<Result<Option<ChainHead>, ChainBreak>, StoreError>;
}

/// Queued work.
#[async_trait]
pub trait JobQueue {
    /// Queues a job.
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError>;
    /// Takes the longest-due job of one of `kinds` whose time has come and that no live lease holds,
    /// and leases it until `lease_until`. `None` when there is nothing to do.
    async fn claim_job(
        &mut self,
        kinds: &[&'static str],
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>, StoreError>;
    /// Keeps the lease on a job until `lease_until`. `false` when the lease was lost meanwhile.
    async fn renew_lease(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        lease_until: Timestamp,
    ) -> Result<bool, StoreError>;
    /// Removes a finished job. `false` when the lease was lost meanwhile.
    async fn finish_job(&mut self, id: JobId, lease: LeaseToken) -> Result<bool, StoreError>;
    /// Gives a job back to run again at `run_at`. `false` when the lease was lost meanwhile.
    async fn retry_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        run_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError>;
    /// Gives a job back as [`JobQueue::retry_job`] does, and does not count the attempt.
    async fn postpone_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        run_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError>;
    /// Puts a job among the dead, with the reason. `false` when the lease was lost meanwhile.
    async fn bury_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        reason: &str,
    ) -> Result<bool, StoreError>;
    /// Notes that recurring work of `kind` is queued for `due`. `false` when that was noted before,
    /// here or on another node.
    async fn note_due(&mut self, kind: &str, due: Timestamp) -> Result<bool, StoreError>;
}

/// Jobs, for the people who look after the portal.
#[async_trait]
pub trait JobRecords {
    /// How many jobs are (queued or leased, dead).
    async fn job_counts(&mut self) -> Result<(u32, u32), StoreError>;
    /// At most `most` jobs, in any state or in one, oldest first.
    async fn job_records(
        &mut self,
        state: Option<JobState>,
        most: u32,
    ) -> Result<Vec<JobRecord>, StoreError>;
    /// Queues a dead job again, with as many attempts as a new one has, and returns it as it is now.
    /// `None` when no dead job has this id.
    async fn revive_job(
        &mut self,
        id: JobId,
        run_at: Timestamp,
    ) -> Result<Option<JobRecord>, StoreError>;
    /// Removes a dead job, and returns it as it was. `None` when no dead job has this id.
    async fn discard_job(&mut self, id: JobId) -> Result<Option<JobRecord>, StoreError>;
}

/// What the database knows about the installation as a whole.
#[async_trait]
pub trait Installation {
    /// What tells the installation's key from any other; `None` before the first start.
    async fn key_check(&mut self) -> Result<Option<String>, StoreError>;
    /// Notes that, the first time. `false` when there is one already, of whichever key.
    async fn note_key_check(&mut self, check: &str) -> Result<bool, StoreError>;
    /// Notes that of another key.
    async fn replace_key_check(&mut self, check: &str) -> Result<(), StoreError>;
}

/// Durable counters behind limits.
#[async_trait]
pub trait Counters {
    /// Adds one to the counter `name`/`key` of the window that ends at `window_end`, and returns its
    /// value.
    async fn count(
        &mut self,
        name: &str,
        key: &Digest,
        window_end: Timestamp,
    ) -> Result<u32, StoreError>;
    /// Takes one from that counter again: what was counted in advance turned out not to count.
    async fn uncount(
        &mut self,
        name: &str,
        key: &Digest,
        window_end: Timestamp,
    ) -> Result<(), StoreError>;
    /// The value of that counter; 0 when nothing was counted.
    async fn counted(
        &mut self,
        name: &str,
        key: &Digest,
        window_end: Timestamp,
    ) -> Result<u32, StoreError>;
    /// Forgets what was counted under `name`/`key`, in every window.
    async fn forget_counts(&mut self, name: &str, key: &Digest) -> Result<(), StoreError>;
    /// Removes counters whose window ended before `now`.
    async fn purge_counters(&mut self, now: Timestamp) -> Result<(), StoreError>;
}

/// Blocks: who is stopped, since when, until when.
#[async_trait]
pub trait Blocks {
    /// Begins a block, in place of an earlier one for the same limit and key.
    async fn put_block(&mut self, block: &Block) -> Result<(), StoreError>;
    /// The block that stops `key` at `now`; `None` when none does.
    async fn block(
        &mut self,
        limit: &str,
        key: &Digest,
        now: Timestamp,
    ) -> Result<Option<Block>, StoreError>;
    /// At most `most` blocks that hold at `now`, the newest first.
    async fn blocks(&mut self, now: Timestamp, most: u32) -> Result<Vec<Block>, StoreError>;
    /// Ends a block early and forgets what was counted for it. `None` when there is no such block.
    async fn lift_block(&mut self, id: BlockId) -> Result<Option<Block>, StoreError>;
    /// Removes blocks that ended before `now`.
    async fn purge_blocks(&mut self, now: Timestamp) -> Result<(), StoreError>;
}

/// Configured processes.
#[async_trait]
pub trait Processes {
    /// All processes, by alias.
    async fn processes(&mut self) -> Result<Vec<Process>, StoreError>;
    /// One process; `None` when it is not configured.
    async fn process(&mut self, alias: &Alias) -> Result<Option<Process>, StoreError>;
    /// Creates or replaces a process, after waiting for others who do the same. `false` when it was
    /// there already, just so.
    async fn put_process(&mut self, process: &Process) -> Result<bool, StoreError>;
    /// How many requests of a process began since `since`, or are still having an effect.
    async fn requests_of_process(
        &mut self,
        alias: &Alias,
        since: Timestamp,
    ) -> Result<u32, StoreError>;
    /// Removes a process, after waiting likewise. `false` when there was none.
    async fn remove_process(&mut self, alias: &Alias) -> Result<bool, StoreError>;
}

/// Browser sessions.
#[async_trait]
pub trait Sessions {
    /// Reads a session; `None` when there is none or its time is up at `now`.
    async fn session(
        &mut self,
        id: &Digest,
        now: Timestamp,
    ) -> Result<Option<BrowserSession>, StoreError>;
    /// Creates or replaces a session.
    async fn put_session(&mut self, session: &BrowserSession) -> Result<(), StoreError>;
    /// Removes a session.
    async fn delete_session(&mut self, id: &Digest) -> Result<(), StoreError>;
    /// Removes sessions that ended before `now`.
    async fn purge_sessions(&mut self, now: Timestamp) -> Result<(), StoreError>;
}

/// Who is signed in.
#[async_trait]
pub trait SignIns {
    /// Adds a sign-in.
    async fn insert_sign_in(&mut self, sign_in: &SignIn) -> Result<(), StoreError>;
    /// Reads a sign-in; `None` when there is none, its time is up at `now`, or it was not used for
    /// [`SignIn::IDLE`].
    async fn sign_in(&mut self, id: SignInId, now: Timestamp)
    -> Result<Option<SignIn>, StoreError>;
    /// Notes that it was used at `now`. `false` when it ended meanwhile.
    async fn touch_sign_in(&mut self, id: SignInId, now: Timestamp) -> Result<bool, StoreError>;
    /// Notes what its person may do, as read from the directory at `read_at`, and when it ends because
    /// of that. `false` when it ended meanwhile.
    async fn set_sign_in_roles(
        &mut self,
        id: SignInId,
        roles: &[Role],
        read_at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError>;
    /// Ends a sign-in. `false` when it had ended before.
    async fn end_sign_in(&mut self, id: SignInId) -> Result<bool, StoreError>;
    /// Ends every sign-in of a person, and returns how many there were.
    async fn end_sign_ins_of(&mut self, principal: &Principal) -> Result<u64, StoreError>;
    /// The sign-ins of a person that are alive at `now`, oldest first.
    async fn sign_ins_of(
        &mut self,
        principal: &Principal,
        now: Timestamp,
    ) -> Result<Vec<SignIn>, StoreError>;
    /// Removes sign-ins that ended before `now`.
    async fn purge_sign_ins(&mut self, now: Timestamp) -> Result<(), StoreError>;
}

/// Administrators whom the portal itself knows.
#[async_trait]
pub trait LocalAdministrators {
    /// Adds an administrator, or replaces the one of that name.
    async fn put_local_administrator(
        &mut self,
        administrator: &LocalAdministrator,
    ) -> Result<(), StoreError>;
    /// The administrator of that name, in a writing transaction held against other writers.
    async fn local_administrator(
        &mut self,
        name: &Alias,
    ) -> Result<Option<LocalAdministrator>, StoreError>;
    /// Whoever was invited by a link whose token has this digest, in a writing transaction held
    /// against other writers. The link may be too old.
    async fn invited_administrator(
        &mut self,
        invitation: &Digest,
    ) -> Result<Option<LocalAdministrator>, StoreError>;
    /// All of them, by name.
    async fn local_administrators(&mut self) -> Result<Vec<LocalAdministrator>, StoreError>;
}
