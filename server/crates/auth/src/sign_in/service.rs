use super::{PasswordScreen, RoleMap, RoleSource};
use crate::{local::Hashing, oidc::Oidc};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Digest, Store};
use latchkey_values::{Clock, Entropy};
use std::{fmt, sync::Arc};

/// The keyed digest under which something personal is counted.
pub type CounterKey = Arc<dyn Fn(&str) -> Digest + Send + Sync>;

/// What signing in stands on.
pub struct Parts {
    /// The database.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Where people sign in; `None` leaves local administrators alone.
    pub directory: Option<Directory>,
    /// Refuses passwords of local administrators that are easy to guess.
    pub screen: Arc<dyn PasswordScreen>,
    /// Makes the keys of counters.
    pub counter_key: CounterKey,
}

/// Where people sign in, and what they may do because of it.
pub struct Directory {
    /// The way to prove who they are.
    pub oidc: Oidc,
    /// Which groups give which roles.
    pub roles: RoleMap,
    /// Where groups are read again while somebody is signed in.
    pub source: Arc<dyn RoleSource>,
    /// How long roles stay as they are while that cannot be read.
    pub grace: SignedDuration,
}

/// Signs staff in and out, and says who is signed in. Cheap to clone.
#[derive(Clone)]
pub struct SignInService(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) parts: Parts,
    pub(crate) hashing: Hashing,
}

impl SignInService {
    /// Sign-in over `parts`.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            parts,
            hashing: Hashing::default(),
        }))
    }

    /// Whether people sign in at a directory.
    #[must_use]
    pub fn has_directory(&self) -> bool {
        self.0.parts.directory.is_some()
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.0.parts.store
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.parts.clock.now()
    }
}

impl fmt::Debug for SignInService {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignInService")
    }
}
