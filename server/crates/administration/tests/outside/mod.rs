use latchkey_connections::{Connections, Vault};
use latchkey_domain::Store;
use latchkey_secrets::{Key, Keyring};
use latchkey_testkit::SeededEntropy;
use latchkey_values::Clock;
use std::sync::Arc;

/// The outside systems of a test: those that its database names, with the vault of their secrets.
pub(crate) fn outside(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> (Connections, Vault) {
    let entropy = Arc::new(SeededEntropy::new(5));
    let keyring = Keyring::new(&Key::from_bytes([5; Key::BYTES]));
    let vault = Vault::new(keyring, entropy.clone());
    let connections = Connections::new(store, vault.clone(), clock, entropy);
    (connections, vault)
}
