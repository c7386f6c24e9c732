//! Credential stores, as admins see, change and test them.

mod list;
mod remove;
mod save;
mod test;

pub use list::CredentialStoreView;
pub use remove::CredentialStoreRemoval;
pub use save::{CredentialStoreFault, CredentialStoreInput, CredentialStoreSaved};
pub use test::{StoreTest, StoreUnderTest};
