use crate::wording::{length_of, minutes_until};
use jiff::Timestamp;
use latchkey_text::Texts;
use latchkey_ui::Problem;
use serde::{Deserialize, Serialize};

/// What was found in what was typed as a hand-over code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HandoverFinding {
    /// It is none, or works no more.
    NoMatch,
    /// Too many were tried.
    Limited {
        /// When the next one counts.
        until: Timestamp,
    },
}

impl HandoverFinding {
    /// The same in words. `None` when it no longer matters at `now`.
    pub(crate) fn problem(self, texts: &Texts, now: Timestamp) -> Option<Problem> {
        let words = &texts.handover;
        match self {
            Self::NoMatch => Some(Problem::of("code", words.no_match())),
            Self::Limited { until } => minutes_until(until, now)
                .map(|minutes| Problem::general(words.limited(&length_of(&texts.time, minutes)))),
        }
    }
}
