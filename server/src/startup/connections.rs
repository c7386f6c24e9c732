use super::Foundations;
use latchkey_connections::{Connections, Vault};
use latchkey_domain::Store;
use std::sync::Arc;

/// The connections in the database, looked at once, so that what cannot be used is logged now.
pub(super) async fn open(
    foundations: &Foundations,
    store: Arc<dyn Store>,
    vault: Vault,
) -> anyhow::Result<Connections> {
    let Foundations { clock, entropy, .. } = foundations.clone();
    let connections = Connections::new(store, vault, clock, entropy);
    connections.look_now().await?;
    Ok(connections)
}
