use latchkey_text::Goal;
use latchkey_ui::Problem;
use serde::{Deserialize, Serialize};

/// What was found in the wish to end the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum UnlockFinding {
    /// The lock had ended already: no problem, and the page says what the account is now.
    LockHasEnded,
    /// Okta could not be reached; nothing changed.
    NotReached,
    /// The account changed since the proof.
    NotPossible,
}

impl UnlockFinding {
    /// The same in words. `None` when nothing is wrong.
    pub(crate) fn problem(self, goal: &Goal) -> Option<Problem> {
        match self {
            Self::LockHasEnded => None,
            Self::NotReached => Some(Problem::general(goal.not_reached())),
            Self::NotPossible => Some(Problem::general(goal.not_possible())),
        }
    }
}
