use super::rule_text;
use crate::goals::goal;
use latchkey_processes::{Refusal, RequestView};
use latchkey_text::Texts;
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
    pub(crate) fn problems(&self, texts: &'static Texts, request: &RequestView) -> Vec<Problem> {
        let (words, goal) = (&texts.password, goal(texts, request.purpose));
        let of_password = |text: String| vec![Problem::of("password", text)];
        match self {
            Self::Missing => of_password(words.missing().into()),
            Self::TooLong => of_password(words.too_long(&NewPassword::MAX_CHARS.to_string())),
            Self::Unusable => of_password(words.unusable().into()),
            Self::Different => vec![Problem::of("confirmation", words.not_the_same())],
            Self::Refused(refusals) => refusals
                .iter()
                .map(|refusal| Problem::of("password", rule_text::refused(refusal, request, texts)))
                .collect(),
            Self::NotReached => vec![Problem::general(goal.not_reached())],
            Self::NotPossible => vec![Problem::general(goal.not_possible())],
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
