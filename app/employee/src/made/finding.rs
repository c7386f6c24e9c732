use crate::{
    goals::goal,
    new_password::rule_text,
    wording::{length_of, minutes_until},
};
use jiff::Timestamp;
use latchkey_processes::{Refusal, RequestView};
use latchkey_text::Texts;
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
    pub(crate) fn problems(
        &self,
        texts: &'static Texts,
        request: &RequestView,
        now: Timestamp,
    ) -> Vec<Problem> {
        let (words, goal) = (&texts.made, goal(texts, request.purpose));
        match self {
            Self::Refused(refusals) => refusals
                .iter()
                .map(|refusal| Problem::general(rule_text::refused(refusal, request, texts)))
                .collect(),
            Self::NotReached => vec![Problem::general(goal.not_reached())],
            Self::NotPossible => vec![Problem::general(goal.not_possible())],
            Self::TooManyLinks(until) => {
                let wait = minutes_until(*until, now);
                let wait = wait.map(|wait| words.try_again(&length_of(&texts.time, wait)));
                let wait = wait.unwrap_or_default();
                vec![Problem::general(format!(
                    "{} {wait}",
                    words.too_many_links()
                ))]
            }
        }
    }
}
