//! What Latchkey remembers and the rules it lives by: every persisted record, the state machine of
//! a request, the hash-chained audit trail, and the ports behind which the database stands.
//!
//! Nothing here talks to a network, a file or a clock.

mod audit;
mod challenge;
mod digest;
mod job;
mod limit;
mod network;
mod operation;
mod process;
mod request;
mod session;
mod store;
mod subject;

pub use audit::{Actor, AuditEvent, AuditKind, AuditRecord, ChainBreak, ChainHash, verify_chain};
pub use challenge::{Challenge, ChallengeOver};
pub use digest::Digest;
pub use job::{Job, JobState, LeaseToken, NewJob};
pub use limit::{Limit, LimitReached};
pub use network::Network;
pub use operation::{Operation, OperationKind, OperationState};
pub use process::{CodeDestination, Offers, Process};
pub use request::{Purpose, Request, RequestState, WrongState};
pub use session::BrowserSession;
pub use store::{
    AuditTrail, Challenges, Counters, JobQueue, Operations, Processes, Requests, Sessions, Store,
    StoreError, UnitOfWork,
};
pub use subject::Subject;
