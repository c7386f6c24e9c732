use crate::{
    change::password::finding::ChangeFinding, entrance::Entrance,
    handover::finding::HandoverFinding, made::finding::MadeFinding,
    new_password::finding::PasswordFinding, proof::code::finding::CodeFinding,
    proof::identify::finding::IdentifyFinding, unlock::confirm::finding::UnlockFinding,
};
use latchkey_domain::Purpose;
use serde::{Deserialize, Serialize};

/// What was found in the form a browser sent last; shown by the page that holds the form. Codes
/// only: nothing a person typed is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FormState {
    /// In the login, on the page of one purpose behind one entrance.
    Identify(Entrance, Purpose, IdentifyFinding),
    /// In the code, or the wish for another one.
    Code(CodeFinding),
    /// In the new password.
    Password(PasswordFinding),
    /// In the wish for a made password, or a link to one.
    Made(MadeFinding),
    /// In the wish to end the lock.
    Unlock(UnlockFinding),
    /// In the current password, or the new one.
    Change(ChangeFinding),
    /// In the code from the service desk.
    Handover(HandoverFinding),
}

impl FormState {
    /// What was found in the login, on the page of `purpose` behind `entrance`.
    pub(crate) fn identify(self, entrance: &Entrance, purpose: Purpose) -> Option<IdentifyFinding> {
        match self {
            Self::Identify(by, of, finding) if by == *entrance && of == purpose => Some(finding),
            _ => None,
        }
    }

    /// What was found in the code.
    pub(crate) fn code(self) -> Option<CodeFinding> {
        match self {
            Self::Code(finding) => Some(finding),
            _ => None,
        }
    }

    /// What was found in the password.
    pub(crate) fn password(self) -> Option<PasswordFinding> {
        match self {
            Self::Password(finding) => Some(finding),
            _ => None,
        }
    }

    /// What was found in the wish for a made password, or a link to one.
    pub(crate) fn made(self) -> Option<MadeFinding> {
        match self {
            Self::Made(finding) => Some(finding),
            _ => None,
        }
    }

    /// What was found in the wish to end the lock.
    pub(crate) fn unlock(self) -> Option<UnlockFinding> {
        match self {
            Self::Unlock(finding) => Some(finding),
            _ => None,
        }
    }

    /// What was found in the current password, or the new one.
    pub(crate) fn change(self) -> Option<ChangeFinding> {
        match self {
            Self::Change(finding) => Some(finding),
            _ => None,
        }
    }

    /// What was found in the code from the service desk.
    pub(crate) fn handover(self) -> Option<HandoverFinding> {
        match self {
            Self::Handover(finding) => Some(finding),
            _ => None,
        }
    }

    /// Whether the account no longer allows what was asked for.
    pub(crate) fn is_not_possible(&self) -> bool {
        match self {
            Self::Identify(..) | Self::Code(_) | Self::Handover(_) => false,
            Self::Password(finding) => *finding == PasswordFinding::NotPossible,
            Self::Made(finding) => *finding == MadeFinding::NotPossible,
            Self::Unlock(finding) => *finding == UnlockFinding::NotPossible,
            Self::Change(finding) => finding.new == Some(PasswordFinding::NotPossible),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{change::password::finding::CurrentFinding, proof::code::finding::Attempt};
    use latchkey_processes::Refusal;

    #[test]
    fn a_session_gives_back_what_was_found() {
        let states = [
            FormState::Identify(
                Entrance::default(),
                Purpose::Unlock,
                IdentifyFinding::Missing,
            ),
            FormState::Code(CodeFinding::Wrong {
                attempt: Attempt::Empty,
                tries_left: 2,
            }),
            FormState::Password(PasswordFinding::Refused(vec![
                Refusal::Rule("min-length".into()),
                Refusal::RecentlyUsed,
            ])),
            FormState::Made(MadeFinding::Refused(vec![Refusal::TooYoung])),
            FormState::Unlock(UnlockFinding::LockHasEnded),
            FormState::Handover(HandoverFinding::NoMatch),
            FormState::Change(ChangeFinding {
                current: Some(CurrentFinding::Wrong { tries_left: 1 }),
                new: Some(PasswordFinding::Different),
            }),
        ];
        for state in states {
            let kept = serde_json::to_value(&state).expect("serializable");
            let back: FormState = serde_json::from_value(kept).expect("readable");
            assert_eq!(back, state);
        }
    }

    #[test]
    fn what_was_found_on_one_page_is_not_shown_on_another() {
        let (portal, staff) = (
            Entrance::default(),
            Entrance::named("staff").expect("a path"),
        );
        let missing = IdentifyFinding::Missing;
        let state = FormState::Identify(staff.clone(), Purpose::Reset, missing);
        assert_eq!(state.clone().identify(&staff, Purpose::Unlock), None);
        assert_eq!(state.clone().identify(&portal, Purpose::Reset), None);
        assert_eq!(state.identify(&staff, Purpose::Reset), Some(missing));
    }
}
