use crate::{
    place::Place,
    reset::findings::{CodeFinding, IdentifyFinding, PasswordFinding},
};
use serde::{Deserialize, Serialize};

/// What was found in the form a browser sent last; shown by the page that holds the form. Codes
/// only: nothing a person typed is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FormState {
    /// In the login.
    Identify(IdentifyFinding),
    /// In the code, or the wish for another one.
    Code(CodeFinding),
    /// In the new password.
    Password(PasswordFinding),
}

impl FormState {
    /// The page that shows it.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Identify(_) => Place::Identify,
            Self::Code(_) => Place::Code,
            Self::Password(_) => Place::Password,
        }
    }

    /// What was found in the login.
    pub(crate) fn identify(self) -> Option<IdentifyFinding> {
        match self {
            Self::Identify(finding) => Some(finding),
            Self::Code(_) | Self::Password(_) => None,
        }
    }

    /// What was found in the code.
    pub(crate) fn code(self) -> Option<CodeFinding> {
        match self {
            Self::Code(finding) => Some(finding),
            Self::Identify(_) | Self::Password(_) => None,
        }
    }

    /// What was found in the password.
    pub(crate) fn password(self) -> Option<PasswordFinding> {
        match self {
            Self::Password(finding) => Some(finding),
            Self::Identify(_) | Self::Code(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_processes::Refusal;

    #[test]
    fn a_session_gives_back_what_was_found() {
        let states = [
            FormState::Identify(IdentifyFinding::Missing),
            FormState::Code(CodeFinding::Wrong { tries_left: 2 }),
            FormState::Password(PasswordFinding::Refused(vec![
                Refusal::Rule("min-length".into()),
                Refusal::RecentlyUsed,
            ])),
        ];
        for state in states {
            let kept = serde_json::to_value(&state).expect("serializable");
            let back: FormState = serde_json::from_value(kept).expect("readable");
            assert_eq!(back, state);
        }
    }
}
