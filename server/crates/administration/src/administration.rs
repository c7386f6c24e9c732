use crate::{monitoring::BlockAlert, processes::Redirects, retention::Retention};
use latchkey_connections::{Connections, Vault};
use latchkey_domain::Store;
use latchkey_jobs::Wake;
use latchkey_processes::Engine;
use latchkey_values::{Clock, Entropy};
use std::{fmt, ops::Deref, sync::Arc};
use tokio::sync::Semaphore;

/// What the use cases stand on.
pub struct Parts {
    /// The database.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Tells the runner that there is work.
    pub wake: Wake,
    /// The process engine.
    pub engine: Engine,
    /// When many blocked people are worth an alert.
    pub block_alert: BlockAlert,
    /// How long history is kept.
    pub retention: Retention,
    /// Outside systems, as they are configured now.
    pub connections: Connections,
    /// Seals their secrets.
    pub vault: Vault,
    /// Where processes may send people when they are done.
    pub redirects: Redirects,
}

/// Everything admins can do; each use case is a method, in the folder of what it is about. Cheap to
/// clone.
#[derive(Clone)]
pub struct Administration {
    parts: Arc<Parts>,
    /// Work that keeps a processor and the database busy: one at a time on each node.
    pub(crate) heavy_work: Arc<Semaphore>,
}

impl Administration {
    /// The use cases over `parts`.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            parts: Arc::new(parts),
            heavy_work: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Deref for Administration {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl fmt::Debug for Administration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Administration")
    }
}
