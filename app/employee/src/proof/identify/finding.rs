use crate::wording::{length_of, minutes_until};
use jiff::Timestamp;
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
    pub(crate) fn problem(self, now: Timestamp) -> Option<Problem> {
        let of_login = |text: String| Some(Problem::of("login", text));
        match self {
            Self::Missing => of_login("Type your username or email address.".into()),
            Self::TooLong => of_login(format!(
                "That is longer than {} characters, so it can be no username.",
                Login::MAX_CHARS
            )),
            Self::Unusable => of_login(
                "That holds a character no username has. Type it by hand instead of pasting it."
                    .into(),
            ),
            Self::Limited { until } => minutes_until(until, now).map(|minutes| {
                Problem::general(format!(
                    "This was tried too often. Try again in {}, or turn to the service desk.",
                    length_of(minutes)
                ))
            }),
            Self::NeedsWork { until } => minutes_until(until, now).map(|minutes| {
                Problem::general(format!(
                    "There is a lot of traffic just now. Type your username again, and this page \
                     checks that you are a person. Without JavaScript, try again in {}, or turn to the \
                     service desk.",
                    length_of(minutes)
                ))
            }),
            Self::StartAgain => Some(Problem::general(
                "That took too long, or was begun in another browser. Please start again.",
            )),
            Self::Replaced => Some(Problem::general(
                "That page was out of date: another tab has begun something else since. What you \
                 sent had no effect.",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_limit_says_when_it_ends() {
        let limited = IdentifyFinding::Limited {
            until: at("2026-01-01T11:00:00Z"),
        };
        let said = |now| limited.problem(at(now)).map(|problem| problem.text);
        let text = said("2026-01-01T10:48:30Z").expect("still limited");
        assert!(text.contains("in 12 minutes"), "{text}");
        assert!(said("2026-01-01T10:59:59.5Z").is_some_and(|text| text.contains("1 minute")));
    }

    #[test]
    fn a_limit_that_has_ended_is_not_shown_any_more() {
        let until = at("2026-01-01T11:00:00Z");
        assert_eq!(IdentifyFinding::Limited { until }.problem(until), None);
    }
}
