use crate::{
    new_password::rule_text,
    wording::{length_of, minutes_until},
    words::Words,
};
use jiff::Timestamp;
use latchkey_processes::{Refusal, RequestView};
use latchkey_ui::Problem;
use serde::{Deserialize, Serialize};

/// Why no password was made, or no link mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MadeFinding {
    /// Okta refused the made password.
    Refused(Vec<Refusal>),
    /// Okta could not be reached; nothing changed.
    NotReached,
    /// The account changed since the proof, or the process changed.
    NotPossible,
    /// As many links were mailed as a day allows.
    TooManyLinks(Timestamp),
}

impl MadeFinding {
    /// The same in words, for the person of `request`, as of `now`.
    pub(crate) fn problems(&self, request: &RequestView, now: Timestamp) -> Vec<Problem> {
        let words = Words::of(request.purpose);
        match self {
            Self::Refused(refusals) => refusals
                .iter()
                .map(|refusal| Problem::general(rule_text::refused(refusal, request)))
                .collect(),
            Self::NotReached => vec![Problem::general(words.not_reached)],
            Self::NotPossible => vec![Problem::general(words.not_possible)],
            Self::TooManyLinks(until) => {
                let wait = minutes_until(*until, now).map(length_of);
                let wait = wait.map_or_else(String::new, |wait| format!(" Try again in {wait}."));
                vec![Problem::general(format!(
                    "No link was mailed: you had as many as a day allows.{wait}"
                ))]
            }
        }
    }
}
