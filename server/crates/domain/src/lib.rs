//! What Latchkey remembers and the rules it lives by: every persisted record, the state machine of
//! a request, the hash-chained audit trail, and the ports behind which the database stands.
//!
//! Nothing here talks to a network, a file or a clock.

mod audit;
mod audit_check;
mod audit_checkpoint;
mod audit_search;
mod block;
mod challenge;
mod connection;
mod credential_store;
mod desk_case;
mod device;
mod digest;
mod file_changes;
mod job;
mod limit;
mod local_administrator;
mod made_password;
mod network;
mod operation;
mod period;
mod process;
mod reminder;
mod reports;
mod request;
mod request_records;
mod restore;
mod role;
mod session;
mod sign_in;
mod store;
mod subject;
mod versioned;
mod visitor;

pub use audit::{Actor, AuditEvent, AuditKind, AuditRecord, ChainBreak, ChainHash, verify_chain};
pub use audit_check::{ChainCheck, StoredRecord};
pub use audit_checkpoint::{AuditCheckpoint, AuditCheckpoints, ChainHead, InvalidHead};
pub use audit_search::{AuditFilter, AuditPage, AuditSearch};
pub use block::Block;
pub use challenge::{Challenge, ChallengeOver};
pub use connection::{
    ApiVersion, Connection, ConnectionProblem, Credential, InvalidSecretField, SealedSecret,
    SecretField, System,
};
pub use credential_store::{CredentialStoreProblem, CredentialStoreRecord, LookUpRule, Minimums};
pub use desk_case::{
    Confirmation, ConfirmationAnswer, DeskAction, DeskCase, DeskFreeze, Handover, NotConfirmable,
};
pub use device::{Device, InvalidDevice};
pub use digest::Digest;
pub use file_changes::FileChanges;
pub use job::{Job, JobRecord, JobState, LeaseToken, NewJob};
pub use limit::{Limit, LimitReached};
pub use local_administrator::{Invitation, LocalAdministrator, PasswordHash};
pub use made_password::{MadePassword, PasswordLink};
pub use network::Network;
pub use operation::{Operation, OperationKind, OperationState};
pub use period::Period;
pub use process::{
    Audience, CaseNote, CodeDestination, Condition, DeskSettings, EndReminders, InvalidUtcOffset,
    MessageFacts, MessageKind, Messages, MissingPoints, Offers, Operator, PasswordSource, Process,
    ProcessField, ProcessKind, ProcessLimits, ProcessMessages, ProcessProblem, ProofOfWork,
    ProtectedPeople, Reminders, Requirement, ResetOptions, ScoreArea, ScoreFacts, SecurityScore,
    Severity, UtcOffset, Verification, VerificationStep, Verifications, Weakening,
};
pub use reminder::{Reminder, ReminderWalk};
pub use reports::{
    DayOfRequests, Funnel, ProofMethod, ReportedPerson, Reports, RequestAction, Tally,
};
pub use request::{Purpose, Request, RequestState, WrongState};
pub use request_records::{RequestFilter, RequestRecord, RequestRecords, UnknownOperation};
pub use restore::{Restore, Restores};
pub use role::{InvalidRole, Role};
pub use session::BrowserSession;
pub use sign_in::{Principal, SignIn};
pub use store::{
    AppliedObjects, AuditTrail, Blocks, Challenges, Configuration, Connections, Counters,
    CredentialStores, DataKeys, DeskCases, EarlierPasswords, Installation, JobQueue, JobRecords,
    LocalAdministrators, MadePasswords, Operations, Processes, ReminderRecords, Requests, Sessions,
    SignIns, Store, StoreError, UnitOfWork,
};
pub use subject::Subject;
pub use versioned::{ChangedBy, Versioned};
pub use visitor::Visitor;
