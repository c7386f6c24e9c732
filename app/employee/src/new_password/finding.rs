use super::rule_text;
use crate::words::Words;
use latchkey_processes::{Refusal, RequestView};
use latchkey_ui::Problem;
use latchkey_values::{InvalidPassword, NewPassword};
use serde::{Deserialize, Serialize};

/// What was found in the form that takes the new password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PasswordFinding {
    /// Nothing was typed.
    Missing,
    /// Longer than any Okta password.
    TooLong,
    /// Holds a character Okta cannot store.
    Unusable,
    /// The two are not the same.
    Different,
    /// It breaks rules.
    Refused(Vec<Refusal>),
    /// Okta could not be reached; nothing changed.
    NotReached,
    /// The account changed since the proof.
    NotPossible,
}

impl From<InvalidPassword> for PasswordFinding {
    fn from(error: InvalidPassword) -> Self {
        match error {
            InvalidPassword::Empty => Self::Missing,
            InvalidPassword::TooLong => Self::TooLong,
            InvalidPassword::Character => Self::Unusable,
        }
    }
}

impl PasswordFinding {
    /// The same in words, for the person of `request`.
    pub(crate) fn problems(&self, request: &RequestView) -> Vec<Problem> {
        let words = Words::of(request.purpose);
        let of_password = |text: String| vec![Problem::of("password", text)];
        match self {
            Self::Missing => of_password("Type a new password.".into()),
            Self::TooLong => of_password(format!(
                "That is longer than {} characters, the most a password can have.",
                NewPassword::MAX_CHARS
            )),
            Self::Unusable => of_password(
                "That holds an emoji or another character that passwords cannot have.".into(),
            ),
            Self::Different => vec![Problem::of(
                "confirmation",
                "The two passwords are not the same. Type both again.",
            )],
            Self::Refused(refusals) => refusals
                .iter()
                .map(|refusal| Problem::of("password", rule_text::refused(refusal, request)))
                .collect(),
            Self::NotReached => vec![Problem::general(words.not_reached)],
            Self::NotPossible => vec![Problem::general(words.not_possible)],
        }
    }

    /// The ids of the rules it breaks.
    pub(crate) fn broken_rules(&self) -> Vec<String> {
        let Self::Refused(refusals) = self else {
            return Vec::new();
        };
        let broken = refusals.iter().map(rule_text::broken_rule);
        broken.map(str::to_owned).collect()
    }
}
