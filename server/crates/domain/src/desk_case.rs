use crate::Principal;
use jiff::Timestamp;
use latchkey_values::RequestId;
use serde::{Deserialize, Serialize};

/// A request that an agent of the service desk runs for a caller. It belongs to that agent alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskCase {
    /// The request.
    pub request: RequestId,
    /// Whose case it is.
    pub agent: Principal,
    /// The agent's name on screens.
    pub agent_name: String,
    /// The directory's id of the person it is about.
    pub person: String,
    /// Why the person calls; `None` when the process does not ask.
    pub reason: Option<String>,
    /// The number of the ticket; `None` when there is none.
    pub ticket: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// What became of asking a second agent; `None` when none was asked.
    pub confirmation: Option<Confirmation>,
    /// The code that was handed over; `None` when none was made.
    pub handover: Option<Handover>,
}

/// What an agent does for a caller whose identity is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskAction {
    /// Lift the lock, and leave the password.
    Unlock,
    /// Read out a code with which the person goes on alone.
    HandOver,
    /// Have the person change the password at the next sign-in.
    ExpirePassword,
    /// Sign the person out everywhere.
    SignOut,
}

/// A second agent's word about one action on a protected person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The action, and no other.
    pub action: DeskAction,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// What was said.
    pub answer: ConfirmationAnswer,
}

/// What a second agent said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum ConfirmationAnswer {
    /// Nothing yet.
    Waiting,
    /// The action may be done.
    Confirmed {
        /// By whom.
        by: String,
    },
    /// It may not.
    Refused {
        /// By whom.
        by: String,
    },
}

/// A code that an agent reads out. The code itself is kept nowhere: it follows from the installation's
/// key and the nonce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// What makes the code one of its own.
    pub nonce: String,
    /// When it stops being valid.
    pub until: Timestamp,
    /// When it was used; `None` while it was not.
    pub used_at: Option<Timestamp>,
}

/// Why a second agent's word does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotConfirmable {
    /// Nobody confirms what they do themselves.
    #[error("the agent of the case cannot be the second one")]
    OwnCase,
    /// Nothing waits for a second agent (any more).
    #[error("nothing waits for a second agent")]
    NotWaiting,
}

/// No agent may act until this ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskFreeze {
    /// Since when.
    pub since: Timestamp,
    /// Who ordered it, by name.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl DeskAction {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Unlock,
        Self::HandOver,
        Self::ExpirePassword,
        Self::SignOut,
    ];
}

impl DeskCase {
    /// Whether `agent` may see it and go on with it.
    #[must_use]
    pub fn belongs_to(&self, agent: &Principal) -> bool {
        self.agent == *agent
    }

    /// Whether a second agent confirmed `action`.
    #[must_use]
    pub fn is_confirmed(&self, action: DeskAction) -> bool {
        self.confirmation.as_ref().is_some_and(|confirmation| {
            confirmation.action == action
                && matches!(confirmation.answer, ConfirmationAnswer::Confirmed { .. })
        })
    }

    /// Whether it waits for a second agent.
    #[must_use]
    pub fn waits(&self) -> bool {
        let confirmation = self.confirmation.as_ref();
        confirmation.is_some_and(|one| one.answer == ConfirmationAnswer::Waiting)
    }

    /// Asks for a second agent's word about `action`, in place of an earlier question. `false` when
    /// that very question waits for an answer, or was answered by no.
    pub fn ask(&mut self, action: DeskAction, now: Timestamp) -> bool {
        if self.confirmation.as_ref().is_some_and(|one| {
            one.action == action && !matches!(one.answer, ConfirmationAnswer::Confirmed { .. })
        }) {
            return false;
        }
        self.confirmation = Some(Confirmation {
            action,
            asked_at: now,
            answer: ConfirmationAnswer::Waiting,
        });
        true
    }

    /// Takes a second agent's word, and returns the action it is about.
    ///
    /// # Errors
    /// [`NotConfirmable`]; then nothing changed.
    pub fn answer(
        &mut self,
        second: &Principal,
        name: &str,
        confirms: bool,
    ) -> Result<DeskAction, NotConfirmable> {
        if self.belongs_to(second) {
            return Err(NotConfirmable::OwnCase);
        }
        match self.confirmation.as_mut() {
            Some(confirmation) if confirmation.answer == ConfirmationAnswer::Waiting => {
                let by = name.to_owned();
                confirmation.answer = if confirms {
                    ConfirmationAnswer::Confirmed { by }
                } else {
                    ConfirmationAnswer::Refused { by }
                };
                Ok(confirmation.action)
            }
            _ => Err(NotConfirmable::NotWaiting),
        }
    }
}

impl Handover {
    /// Whether the code still works.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && now < self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::{SeededEntropy, TestClock};
    use latchkey_values::Clock as _;

    fn agent(subject: &str) -> Principal {
        Principal {
            issuer: "https://example.okta.com".into(),
            subject: subject.into(),
        }
    }

    fn case() -> DeskCase {
        let clock = TestClock::default();
        DeskCase {
            request: RequestId::new(&clock, &SeededEntropy::new(1)),
            agent: agent("drew"),
            agent_name: "Drew".into(),
            person: "00u1".into(),
            reason: None,
            ticket: None,
            opened_at: clock.now(),
            confirmation: None,
            handover: None,
        }
    }

    #[test]
    fn item_67_nobody_confirms_their_own_case() {
        let mut case = case();
        assert!(case.ask(DeskAction::Unlock, case.opened_at));
        let own = case.answer(&agent("drew"), "Drew", true);
        assert_eq!(own, Err(NotConfirmable::OwnCase));
        assert!(case.waits());
        let confirmed = case.answer(&agent("sasha"), "Sasha", true);
        assert_eq!(confirmed, Ok(DeskAction::Unlock));
        let again = case.answer(&agent("sasha"), "Sasha", true);
        assert_eq!(again, Err(NotConfirmable::NotWaiting));
    }

    #[test]
    fn a_confirmation_counts_for_its_action_and_no_other() {
        let mut case = case();
        case.ask(DeskAction::Unlock, case.opened_at);
        assert!(!case.is_confirmed(DeskAction::Unlock));
        case.answer(&agent("sasha"), "Sasha", true)
            .expect("waiting");
        assert!(case.is_confirmed(DeskAction::Unlock));
        assert!(!case.is_confirmed(DeskAction::HandOver));
    }

    #[test]
    fn a_refused_action_is_not_asked_for_again() {
        let mut case = case();
        case.ask(DeskAction::SignOut, case.opened_at);
        case.answer(&agent("sasha"), "Sasha", false)
            .expect("waiting");
        assert!(!case.is_confirmed(DeskAction::SignOut));
        assert!(!case.ask(DeskAction::SignOut, case.opened_at));
    }
}
