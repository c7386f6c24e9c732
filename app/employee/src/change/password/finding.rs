use crate::{
    new_password::finding::PasswordFinding,
    wording::{length_of, minutes_until},
};
use jiff::Timestamp;
use latchkey_processes::RequestView;
use latchkey_text::Texts;
use latchkey_ui::Problem;
use serde::{Deserialize, Serialize};

/// What was found in the form that takes the current password and the new one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChangeFinding {
    /// In the current one.
    pub(crate) current: Option<CurrentFinding>,
    /// In the new one.
    pub(crate) new: Option<PasswordFinding>,
}

/// What was found in the current password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CurrentFinding {
    /// Nothing was typed.
    Missing,
    /// It is another one.
    Wrong {
        /// Tries left before this way is closed for a while.
        tries_left: u32,
    },
    /// This way is closed.
    Closed {
        /// When it opens again.
        until: Timestamp,
    },
}

impl From<CurrentFinding> for ChangeFinding {
    fn from(current: CurrentFinding) -> Self {
        Self {
            current: Some(current),
            new: None,
        }
    }
}

impl From<PasswordFinding> for ChangeFinding {
    fn from(new: PasswordFinding) -> Self {
        Self {
            current: None,
            new: Some(new),
        }
    }
}

impl ChangeFinding {
    /// The same in words, for the person of `request`.
    pub(crate) fn problems(
        &self,
        texts: &'static Texts,
        request: &RequestView,
        now: Timestamp,
    ) -> Vec<Problem> {
        let current = self.current.and_then(|current| current.problem(texts, now));
        let new = self.new.as_ref().map(|new| new.problems(texts, request));
        current
            .into_iter()
            .chain(new.into_iter().flatten())
            .collect()
    }

    /// Whether the current password cannot be tried at `now`.
    pub(crate) fn is_closed(&self, now: Timestamp) -> bool {
        match self.current {
            Some(CurrentFinding::Wrong { tries_left }) => tries_left == 0,
            Some(CurrentFinding::Closed { until }) => now < until,
            Some(CurrentFinding::Missing) | None => false,
        }
    }
}

impl CurrentFinding {
    fn problem(self, texts: &Texts, now: Timestamp) -> Option<Problem> {
        let words = &texts.current;
        let of_current = |text: String| Some(Problem::of("current", text));
        match self {
            Self::Missing => of_current(words.missing().into()),
            // The field is not there any more.
            Self::Wrong { tries_left: 0 } => Some(Problem::general(words.wrong_wait())),
            Self::Wrong { tries_left } => of_current(words.wrong_left(tries_left)),
            Self::Closed { until } => minutes_until(until, now)
                .map(|minutes| Problem::general(words.closed(&length_of(&texts.time, minutes)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::Language;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn said(finding: CurrentFinding, now: &str) -> Option<String> {
        finding
            .problem(Texts::of(Language::English), at(now))
            .map(|problem| problem.text)
    }

    #[test]
    fn a_wrong_current_password_says_how_many_tries_are_left() {
        let said = |tries_left| {
            let wrong = CurrentFinding::Wrong { tries_left };
            said(wrong, "2026-01-01T10:00:00Z").expect("a problem")
        };
        assert!(said(2).contains("You have 2 tries left before"));
        assert!(said(1).contains("You have 1 try left before"));
        assert!(said(0).contains("It cannot be tried again now"));
    }

    #[test]
    fn a_closed_way_says_until_when_and_opens_by_itself() {
        let until = at("2026-01-01T11:00:00Z");
        let closed = CurrentFinding::Closed { until };
        let text = said(closed, "2026-01-01T10:29:30Z").expect("still closed");
        assert!(text.contains("in 31 minutes"), "{text}");
        assert_eq!(said(closed, "2026-01-01T11:00:00Z"), None);

        let finding = ChangeFinding::from(closed);
        assert!(finding.is_closed(at("2026-01-01T10:59:59Z")));
        assert!(!finding.is_closed(until));
    }

    #[test]
    fn the_last_wrong_one_closes_the_way() {
        let closes = |tries_left| {
            let finding = ChangeFinding::from(CurrentFinding::Wrong { tries_left });
            finding.is_closed(at("2026-01-01T10:00:00Z"))
        };
        assert!(closes(0));
        assert!(!closes(1));
    }
}
