//! Credential stores: places where people's passwords live, each with the same five operations
//! (reset, change, unlock, lock state, connection test), its look-up rule and its password policy.

mod configuration_variables;
mod credential_store;
mod credential_stores;
mod factor_store;
mod failure;
mod found_person;
mod okta;
mod password_expiration;
mod person;
mod setup_check;
mod witness;

pub use configuration_variables::ConfigurationVariables;
pub use credential_store::CredentialStore;
pub use credential_stores::{CredentialStores, NoCredentialStore};
pub use factor_store::{
    AskingPush, CodeDelivery, CodeVerdict, FactorAnswer, FactorKind, FactorReference, FactorStore,
    PushStart, PushState, UsableFactor,
};
pub use failure::{Failure, PasswordRefusal};
pub use found_person::FoundPerson;
pub use okta::OktaCredentialStore;
pub use password_expiration::{PasswordEnds, PasswordExpiration};
pub use person::{Attributes, Group, LookUp, ManagedBy, Person};
pub use setup_check::{Advice, Check, CheckFailure, CheckLine, CheckResult};
