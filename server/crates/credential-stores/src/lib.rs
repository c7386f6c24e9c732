//! Credential stores: places where people's passwords live, each with the same five operations
//! (reset, change, unlock, lock state, connection test), its look-up rule and its password policy.

mod credential_store;
mod failure;
mod okta;
mod person;

pub use credential_store::{CredentialStore, CredentialStores};
pub use failure::{Failure, PasswordRefusal};
pub use okta::OktaCredentialStore;
pub use person::{Attributes, Group, LookUp, ManagedBy, Person};
