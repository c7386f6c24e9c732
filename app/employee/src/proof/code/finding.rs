use crate::{wording::counted, words::Words};
use latchkey_ui::Problem;
use latchkey_values::Code;
use serde::{Deserialize, Serialize};

/// What was found in the form that takes the code, or in the wish for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CodeFinding {
    /// Not the code.
    Wrong {
        /// What it was instead.
        attempt: Attempt,
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

/// What was typed instead of the code. It cost a try whatever it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Attempt {
    /// Nothing.
    Empty,
    /// Something that is no code.
    Malformed,
    /// Another code.
    OtherCode,
}

impl Attempt {
    /// What `typed` is.
    pub(crate) fn of(typed: &str) -> Self {
        if typed.trim().is_empty() {
            Self::Empty
        } else if typed.parse::<Code>().is_err() {
            Self::Malformed
        } else {
            Self::OtherCode
        }
    }

    fn fault(self) -> &'static str {
        match self {
            Self::Empty => "Type the six-digit code from the email.",
            Self::Malformed => "A code has six digits and nothing else.",
            Self::OtherCode => "That is not the code.",
        }
    }
}

impl CodeFinding {
    /// The same in words, when another `codes_left` can be sent. `None` when nothing is wrong.
    pub(crate) fn problem(self, words: &Words, codes_left: u32) -> Option<Problem> {
        let of_code = |text: String| Some(Problem::of("code", text));
        match self {
            Self::Expired if codes_left == 0 => of_code(format!(
                "That code is no longer valid, and no more can be sent for this {}. Start again.",
                words.request
            )),
            Self::Wrong {
                attempt,
                tries_left,
            } => of_code(format!(
                "{} You have {} left with it.",
                attempt.fault(),
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
            Self::NoneLeft => Some(Problem::general(format!(
                "No more codes can be sent for this {}. Start again, or turn to the service desk.",
                words.request
            ))),
            Self::Sent => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_domain::Purpose;

    fn said(typed: &str, tries_left: u32) -> String {
        let finding = CodeFinding::Wrong {
            attempt: Attempt::of(typed),
            tries_left,
        };
        let problem = finding.problem(Words::of(Purpose::Reset), 2);
        problem.expect("a problem").text
    }

    #[test]
    fn a_wrong_code_says_how_many_tries_are_left() {
        assert_eq!(
            said("000000", 4),
            "That is not the code. You have 4 tries left with it."
        );
        assert!(said("000000", 1).contains("1 try left"));
    }

    #[test]
    fn what_can_be_no_code_is_named_and_counts_as_well() {
        for (typed, fault) in [
            ("", "Type the six-digit code"),
            ("\u{a0} ", "Type the six-digit code"),
            ("12345", "A code has six digits"),
            ("abcdef", "A code has six digits"),
        ] {
            let text = said(typed, 3);
            assert!(text.starts_with(fault), "{typed}: {text}");
            assert!(text.contains("3 tries left"), "{typed}: {text}");
        }
    }

    #[test]
    fn a_new_code_is_no_problem() {
        let words = Words::of(Purpose::Reset);
        assert_eq!(CodeFinding::Sent.problem(words, 1), None);
    }

    #[test]
    fn a_new_code_is_promised_only_when_there_is_one() {
        let said = |codes_left| {
            let problem = CodeFinding::Expired.problem(Words::of(Purpose::Reset), codes_left);
            problem.expect("a problem").text
        };
        assert!(said(1).contains("Ask for a new one below"));
        assert!(said(0).contains("no more can be sent for this reset"));
    }
}
