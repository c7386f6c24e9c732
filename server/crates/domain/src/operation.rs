use jiff::Timestamp;
use latchkey_values::{OperationId, RequestId};
use serde::{Deserialize, Serialize};

/// One effect on the directory: recorded as intended before the call, settled after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
    /// The request whose proof it spends.
    pub request: RequestId,
    /// What it does.
    pub kind: OperationKind,
    /// The directory's id of the person it is done to.
    pub subject: String,
    /// Where it stands.
    pub state: OperationState,
    /// When the password had last changed before the intent, by the directory's clock: a later value
    /// afterwards shows that the call had its effect, whatever our own clock says. `None` when the
    /// directory did not say or the operation does not touch the password.
    pub password_changed_before: Option<Timestamp>,
    /// When the intent was committed.
    pub intended_at: Timestamp,
    /// When the outcome was committed; `None` while it is open.
    pub settled_at: Option<Timestamp>,
    /// The directory's id of the call, for its support and its log; `None` when no answer came.
    pub answer_id: Option<String>,
}

/// The effects there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OperationKind {
    /// Set a password the person chose, or the portal made.
    SetPassword,
    /// Replace the current password with the one the person chose.
    ChangePassword,
    /// Lift the lock.
    Unlock,
    /// Have the password changed at the next sign-in.
    ExpirePassword,
    /// Sign the person out everywhere.
    RevokeSessions,
}

/// How an operation ended, if it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OperationState {
    /// Committed to; the call may or may not have happened.
    Intended,
    /// The effect happened.
    Done,
    /// The directory said no; nothing changed.
    Refused,
    /// The call surely never arrived.
    NotSent,
    /// Nobody can tell; a person has to look.
    Unknown,
}

impl Operation {
    /// A new intent.
    #[must_use]
    pub fn intend(
        id: OperationId,
        request: RequestId,
        kind: OperationKind,
        subject: &str,
        password_changed_before: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            request,
            kind,
            subject: subject.to_owned(),
            state: OperationState::Intended,
            password_changed_before,
            intended_at: now,
            settled_at: None,
            answer_id: None,
        }
    }

    /// Records the outcome. An outcome, once known, never changes.
    pub fn settle(&mut self, state: OperationState, answer_id: Option<String>, now: Timestamp) {
        if matches!(
            self.state,
            OperationState::Intended | OperationState::Unknown
        ) {
            self.state = state;
            self.answer_id = answer_id;
            self.settled_at = Some(now);
        }
    }

    /// Whether the outcome is still to be found out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == OperationState::Intended
    }
}
