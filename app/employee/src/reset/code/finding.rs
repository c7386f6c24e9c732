use crate::wording::counted;
use latchkey_ui::Problem;
use serde::{Deserialize, Serialize};

/// What was found in the form that takes the code, or in the wish for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CodeFinding {
    /// Nothing was typed.
    Missing,
    /// Not six digits; no try was taken.
    Malformed,
    /// Not the code.
    Wrong {
        /// Tries left with this code.
        tries_left: u32,
    },
    /// The code's time was up.
    Expired,
    /// The code's tries are used up.
    NoTriesLeft,
    /// Another code was asked for too soon.
    TooSoon {
        /// Seconds until it may be.
        wait_seconds: u32,
    },
    /// No more codes for this request.
    NoneLeft,
    /// Another code is on its way: no problem at all.
    Sent,
}

impl CodeFinding {
    /// The same in words. `None` when nothing is wrong.
    pub(crate) fn problem(self) -> Option<Problem> {
        let of_code = |text: String| Some(Problem::of("code", text));
        match self {
            Self::Missing => of_code("Type the six-digit code from the email.".into()),
            Self::Malformed => of_code("A code has six digits and nothing else.".into()),
            Self::Wrong { tries_left } => of_code(format!(
                "That is not the code. You have {} left with it.",
                counted(tries_left, "try", "tries")
            )),
            Self::Expired => {
                of_code("That code is no longer valid. Ask for a new one below.".into())
            }
            Self::NoTriesLeft => of_code(
                "That was wrong too often, so this code no longer works. Ask for a new one below."
                    .into(),
            ),
            Self::TooSoon { wait_seconds } => Some(Problem::general(format!(
                "A code was sent just now. You can ask for the next one {} later.",
                counted(wait_seconds, "second", "seconds")
            ))),
            Self::NoneLeft => Some(Problem::general(
                "No more codes can be sent for this reset. Start again, or turn to the service desk.",
            )),
            Self::Sent => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_code_says_how_many_tries_are_left() {
        let said = |tries_left| {
            CodeFinding::Wrong { tries_left }
                .problem()
                .map(|problem| problem.text)
        };
        assert!(said(4).is_some_and(|text| text.contains("4 tries left")));
        assert!(said(1).is_some_and(|text| text.contains("1 try left")));
    }

    #[test]
    fn a_new_code_is_no_problem() {
        assert_eq!(CodeFinding::Sent.problem(), None);
    }
}
