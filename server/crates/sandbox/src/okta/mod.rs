//! The simulated Okta org: its state, its API, and what tests may see and steer.

pub(crate) mod auth;
pub(crate) mod authn;
pub(crate) mod call;
pub(crate) mod credentials;
pub(crate) mod envelope;
pub(crate) mod error;
pub(crate) mod factors;
pub(crate) mod faults;
pub(crate) mod filter;
pub(crate) mod groups;
pub(crate) mod ids;
pub(crate) mod lifecycle;
pub(crate) mod logs;
pub(crate) mod oauth;
pub(crate) mod org;
pub(crate) mod organization;
pub(crate) mod paging;
pub(crate) mod passwords;
pub(crate) mod policies;
pub(crate) mod query;
pub(crate) mod rate_limits;
pub(crate) mod recovery;
pub(crate) mod rights;
pub(crate) mod roles;
pub(crate) mod router;
pub(crate) mod seed;
pub(crate) mod state;
pub(crate) mod steering;
pub(crate) mod tokens;
pub(crate) mod users;

pub use authn::attempt::Outcome as SignInOutcome;
pub use factors::outbox::Channel;
pub use factors::steering::{
    AuthenticatorCode, FactorSnapshot, PendingPush, PushAnswer, SentMessage,
};
pub use faults::{ActiveFault, Fault, FaultError, FaultKind, Lasts, RateHeaders, Target};
pub use oauth::id_token::flaw::{IdTokenFlaw, Signature};
pub use oauth::steering::{Assigned, GroupsClaim, OAuthApp, OAuthAppChange, SeededApp};
pub use org::{CallRecord, LogRecord, Org, StatusAfterPassword, UserSnapshot};
pub use rate_limits::RateLimits;
pub use steering::{PolicyChange, SteeringError};
pub use users::Status;
