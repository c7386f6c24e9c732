//! Typed client of Okta's management API.
//!
//! [`Client`] reads like Okta's API tree: `client.lifecycle().unlock(&id)`. Reads return the value,
//! writes an [`Answer`] that keeps Okta's request id for the audit trail. A write whose effect is
//! unknown is [`Error::Unclear`]: read the state, then decide; the client never repeats it.
//!
//! # What is sent again, and when
//!
//! | outcome of a try | GET, and PUT and DELETE that change nothing the second time | every other write |
//! |---|---|---|
//! | not sent: no address, no connection, TLS | up to 3 tries | up to 2 tries |
//! | not sent: the egress proxy refused, forbidden target | never | never |
//! | connection lost, answer broken off, 5xx | up to 3 tries | never |
//! | timed out, answer unreadable or too large | never | never |
//! | 429 of the rate limit | twice more, after the reset | twice more, after the reset |
//! | any other refusal | never | never |
//!
//! Pauses between tries are short and random (up to 0.25 s, then 0.5 s). Once one try of a write is
//! unclear, only a later success makes the outcome known; any other end stays [`Error::Unclear`].
//! Interactive calls wait for the rate limit a few seconds at most, bulk calls as long as it takes.
//!
//! # Access tokens
//!
//! With [`Auth::ServiceApp`] and [`Auth::AuthorizedApp`] the client gets an access token before its first
//! call, shares it among all calls, and replaces it a minute before it expires. Requests for tokens take
//! the same way as calls, count as calls, and are tried like a GET. A call refused with 401 goes out once
//! more with a new token, whatever its kind: a 401 comes before any effect. With `DPoP` it also goes out
//! once more when Okta wants another nonce. Without a token no call is sent: [`Error::Token`],
//! [`Error::GrantEnded`].
//!
//! # When Okta is down
//!
//! Five calls in a row, within a minute, that end with "not sent" (other than a forbidden target), a
//! broken connection, a timeout or a 5xx open the connection's circuit; refusals and 429s never do. All
//! calls then fail at once with [`Error::CircuitOpen`], surely without effect. In the background one
//! probe after the other asks Okta, after random pauses that grow to 30 seconds; no call waits for it.
//! The first answer closes the circuit. Calls then go out two at a time at first, twice as many after
//! each round of answers, and until five have succeeded a single failure opens the circuit again.
//!
//! [`Client::health`] tells all this, and whether Okta refuses the credential or a kind of call:
//! reasons to stop working through a queue and to call an admin.

mod auth;
mod challenge;
mod circuit_breaker;
mod client;
mod error;
mod filter;
mod health;
mod id;
mod models;
mod page;
mod rate_budget;
mod request;
pub mod resources;
mod response;
mod retry;
mod scope;

pub use auth::{
    AppRegistration, Auth, AuthorizationCode, AuthorizedApp, ClientId, FirstTokens,
    InvalidClientId, InvalidKey, InvalidToken, KeepFailed, RefreshTokenKeeper, ServiceApp, SignIn,
    SigningKey, begin_sign_in, exchange_code,
};
pub use circuit_breaker::Circuit;
pub use client::{Client, ClientSettings, InvalidSettings, TokenCheck};
pub use error::{CredentialProblem, Error, Failure};
pub use filter::{Attribute, Filter, InvalidAttribute};
pub use health::{CredentialHealth, Forbidden, Health, LastFailure};
pub use id::{InvalidOktaId, OktaId};
pub use latchkey_http::NotSent;
pub use models::error::ApiError;
pub use models::factor::{
    Factor, FactorActivation, FactorEnrollment, FactorKind, FactorProfile, FactorProvider,
    FactorStatus, SupportedFactor,
};
pub use models::group::{Group, GroupProfile, GroupType};
pub use models::policy::{Complexity, Lockout, PasswordAge, Policy, PolicyStatus};
pub use models::policy_rule::{Access, PolicyRule, RuleActions};
pub use models::role::{Role, RoleStatus};
pub use models::token_error::TokenError;
pub use models::user::{
    Credentials, EmailAddress, EmailStatus, EmailType, Profile, Provider, ProviderType, User,
};
pub use page::{NextPage, Page, Pages};
pub use rate_budget::{Priority, RateHeadroom};
pub use resources::{RevokeSessions, SendEmail, Strict, credentials, factors, policies};
pub use response::Answer;
pub use scope::{InvalidScope, Scope};
