use crate::Redirects;
use latchkey_domain::Store;
use latchkey_jobs::Wake;
use latchkey_processes::Engine;
use latchkey_values::{Clock, Entropy};
use std::{fmt, ops::Deref, sync::Arc};

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
    /// Runs the processes.
    pub engine: Engine,
    /// Where processes may send people when they are done.
    pub redirects: Redirects,
}

/// Everything admins can do; each use case is a method, in the folder of what it is about. Cheap to
/// clone.
#[derive(Clone)]
pub struct Administration(Arc<Parts>);

impl Administration {
    /// The use cases over `parts`.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for Administration {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl fmt::Debug for Administration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Administration")
    }
}
