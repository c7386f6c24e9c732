use crate::wording::{length_of, minutes_until};
use jiff::Timestamp;
use latchkey_text::Texts;
use latchkey_ui::Problem;
use latchkey_values::{InvalidLogin, Login};
use serde::{Deserialize, Serialize};

/// What was found in the form that asks who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum IdentifyFinding {
    /// Nothing was typed.
    Missing,
    /// Too long for any login.
    TooLong,
    /// Holds a character no login has.
    Unusable,
    /// Too many starts.
    Limited {
        /// When the next one counts again.
        until: Timestamp,
    },
    /// So many starts that the browser has to do some work for the next one.
    NeedsWork {
        /// From when on none is needed any more.
        until: Timestamp,
    },
    /// A later step was tried without a request: the session is over.
    StartAgain,
    /// A later step was sent by the page of a request that another one has replaced.
    Replaced,
}

impl From<InvalidLogin> for IdentifyFinding {
    fn from(error: InvalidLogin) -> Self {
        match error {
            InvalidLogin::Empty => Self::Missing,
            InvalidLogin::TooLong => Self::TooLong,
            InvalidLogin::Character => Self::Unusable,
        }
    }
}

impl IdentifyFinding {
    /// The same in words. `None` when it no longer matters at `now`.
    pub(crate) fn problem(self, texts: &Texts, now: Timestamp) -> Option<Problem> {
        let words = &texts.identify;
        let of_login = |text: String| Some(Problem::of("login", text));
        let time_until = |until| {
            let minutes = minutes_until(until, now)?;
            Some(length_of(&texts.time, minutes))
        };
        match self {
            Self::Missing => of_login(words.missing().into()),
            Self::TooLong => of_login(words.too_long(&Login::MAX_CHARS.to_string())),
            Self::Unusable => of_login(words.unusable().into()),
            Self::Limited { until } => {
                time_until(until).map(|time| Problem::general(words.limited(&time)))
            }
            Self::NeedsWork { until } => {
                time_until(until).map(|time| Problem::general(words.needs_work(&time)))
            }
            Self::StartAgain => Some(Problem::general(words.start_again())),
            Self::Replaced => Some(Problem::general(words.replaced())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::Language;

    const ENGLISH: &Texts = Texts::of(Language::English);

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_limit_says_when_it_ends() {
        let limited = IdentifyFinding::Limited {
            until: at("2026-01-01T11:00:00Z"),
        };
        let said = |now| {
            limited
                .problem(ENGLISH, at(now))
                .map(|problem| problem.text)
        };
        let text = said("2026-01-01T10:48:30Z").expect("still limited");
        assert!(text.contains("in 12 minutes"), "{text}");
        assert!(said("2026-01-01T10:59:59.5Z").is_some_and(|text| text.contains("1 minute")));
    }

    #[test]
    fn a_limit_that_has_ended_is_not_shown_any_more() {
        let until = at("2026-01-01T11:00:00Z");
        assert_eq!(
            IdentifyFinding::Limited { until }.problem(ENGLISH, until),
            None
        );
    }
}
