//! Checked values every part of Latchkey shares, in the browser too.
//!
//! A value that exists is valid: each type is made by its one parser, and the same parser
//! checks a form field in the browser and a request on the server.

mod alias;
mod clock;
mod code;
mod email_address;
mod entropy;
mod generator;
mod ids;
mod language;
mod login;
mod masked;
mod new_password;
mod password_policy;
mod password_rule;
mod user_status;

pub use alias::{Alias, InvalidAlias};
pub use clock::Clock;
pub use code::{Code, InvalidCode};
pub use email_address::{EmailAddress, InvalidEmailAddress};
pub use entropy::Entropy;
pub use generator::{Generator, GeneratorStyle};
pub use language::{Direction, Language, UnknownLanguage};
pub use login::{InvalidLogin, Login, LoginKey};
pub use new_password::{InvalidPassword, NewPassword};
pub use password_policy::{NameAttribute, PasswordPolicy, PersonNames};
pub use password_rule::{Rule, UnknownRule};
pub use user_status::UserStatus;

#[cfg(not(target_arch = "wasm32"))]
pub use clock::SystemClock;
#[cfg(not(target_arch = "wasm32"))]
pub use entropy::OsEntropy;
#[cfg(not(target_arch = "wasm32"))]
pub use ids::{BlockId, ChallengeId, InvalidId, JobId, OperationId, RequestId, SignInId};
