//! Fault switches: what goes wrong in the org's answers, in which calls, and for how long.

mod before;
mod kind;
mod lasts;
pub(crate) mod layer;
mod rate_headers;
mod switchboard;
mod tampering;
mod target;

use serde::{Deserialize, Serialize};

pub(crate) use before::ForcedRefusal;
pub use kind::{FaultKind, RateHeaders};
pub use lasts::Lasts;
pub use switchboard::ActiveFault;
pub(crate) use switchboard::Switchboard;
pub use target::Target;
pub(crate) use target::fits;

use super::org::Org;

/// Something that goes wrong.
///
/// In JSON: `{"kind": "latency", "milliseconds": 500, "on": "writes", "for": 3}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What goes wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// In which calls; all unless said otherwise.
    #[serde(default)]
    pub on: Target,
    /// For how long; the next call unless said otherwise.
    #[serde(rename = "for", default)]
    pub lasts: Lasts,
}

impl Fault {
    /// A fault of the next call, whichever it is.
    #[must_use]
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            on: Target::default(),
            lasts: Lasts::default(),
        }
    }

    /// The same fault in these calls only.
    #[must_use]
    pub fn on(mut self, target: Target) -> Self {
        self.on = target;
        self
    }

    /// The same fault for so long.
    #[must_use]
    pub fn lasting(mut self, lasts: Lasts) -> Self {
        self.lasts = lasts;
        self
    }
}

/// Why a text names no target or no duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// Not `all`, `reads`, `writes` or a path with or without a method.
    #[error(
        "`{0}` names no calls: say all, reads, writes, or a path like `POST /api/v1/users/{{id}}`"
    )]
    Target(String),
    /// Not a number of calls, seconds or `until_cleared`.
    #[error("`{0}` is no duration: say a number of calls, seconds like `30s`, or until_cleared")]
    Lasts(String),
}

impl Org {
    /// Switches a fault on. One of the same kind on the same calls is replaced.
    ///
    /// The delays of all faults that match a call add up; of the other kinds the one switched on first acts alone.
    pub fn set_fault(&self, fault: Fault) {
        let now = self.now();
        self.lock_faults().set(fault, now);
    }

    /// Switches one fault off by its id. `false` when none has it.
    #[must_use]
    pub fn clear_fault(&self, id: u64) -> bool {
        self.lock_faults().clear(id)
    }

    /// Switches all faults off.
    pub fn clear_faults(&self) {
        self.lock_faults().clear_all();
    }

    /// The faults that are on, oldest first. Those that have run out are gone.
    #[must_use]
    pub fn faults(&self) -> Vec<ActiveFault> {
        let now = self.now();
        self.lock_faults().active(now)
    }
}
