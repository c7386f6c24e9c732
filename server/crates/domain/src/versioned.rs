use crate::Principal;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What an admin configured, and which change of it this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned<T> {
    /// What was configured.
    pub definition: T,
    /// 1 for what was just created, one more with each change: whoever changes it names the version
    /// they saw, so that nobody overwrites what they did not see.
    pub version: u32,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Who did.
    pub changed_by: ChangedBy,
}

/// Who configured something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum ChangedBy {
    /// It stands so in the configuration file.
    File,
    /// The portal itself, at its first start.
    Portal,
    /// Somebody at the command line.
    Operator {
        /// Their account on the machine.
        account: String,
    },
    /// Somebody who signed in.
    Staff {
        /// Who.
        principal: Principal,
        /// Their name on screens.
        name: String,
    },
}

impl<T> Versioned<T> {
    /// Something new.
    #[must_use]
    pub fn first(definition: T, changed_at: Timestamp, changed_by: ChangedBy) -> Self {
        Self {
            definition,
            version: 1,
            changed_at,
            changed_by,
        }
    }

    /// The next version of it.
    #[must_use]
    pub fn next<U>(
        &self,
        definition: U,
        changed_at: Timestamp,
        changed_by: ChangedBy,
    ) -> Versioned<U> {
        Versioned {
            definition,
            version: self.version.saturating_add(1),
            changed_at,
            changed_by,
        }
    }
}
