//! What Latchkey remembers and the rules it lives by: every persisted record, the state machine of
//! a request, the hash-chained audit trail, and the ports behind which the database stands.
//!
//! Nothing here talks to a network, a file or a clock.

mod audit;
mod audit_check;
mod block;
mod challenge;
mod device;
mod digest;
mod job;
mod limit;
mod network;
mod operation;
mod process;
mod request;
mod role;
mod session;
mod sign_in;
mod store;
mod subject;
mod visitor;

pub use audit::{Actor, AuditEvent, AuditKind, AuditRecord, ChainBreak, ChainHash, verify_chain};
pub use audit_check::{ChainCheck, StoredRecord};
pub use block::Block;
pub use challenge::{Challenge, ChallengeOver};
pub use device::{Device, InvalidDevice};
pub use digest::Digest;
pub use job::{Job, JobRecord, JobState, LeaseToken, NewJob};
pub use limit::{Limit, LimitReached};
pub use network::Network;
pub use operation::{Operation, OperationKind, OperationState};
pub use process::{CodeDestination, Offers, Process, ProofOfWork};
pub use request::{Purpose, Request, RequestState, WrongState};
pub use role::{InvalidRole, Role};
pub use session::BrowserSession;
pub use sign_in::{Principal, SignIn};
pub use store::{
    AuditTrail, Blocks, Challenges, Counters, Installation, JobQueue, JobRecords, Operations,
    Processes, Requests, Sessions, Store, StoreError, UnitOfWork,
};
pub use subject::Subject;
pub use visitor::Visitor;
