use crate::goals::goal;
use latchkey_domain::Purpose;
use latchkey_text::{Code as Words, Texts};
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

    fn fault(self, words: &Words) -> &'static str {
        match self {
            Self::Empty => words.empty(),
            Self::Malformed => words.malformed(),
            Self::OtherCode => words.wrong(),
        }
    }
}

impl CodeFinding {
    /// The same in words, in a request for `purpose`, when another `codes_left` can be sent. `None` when
    /// nothing is wrong.
    pub(crate) fn problem(
        self,
        texts: &'static Texts,
        purpose: Purpose,
        codes_left: u32,
    ) -> Option<Problem> {
        let (words, goal) = (&texts.code, goal(texts, purpose));
        let of_code = |text: String| Some(Problem::of("code", text));
        match self {
            Self::Expired if codes_left == 0 => of_code(goal.expired_none_left().into()),
            Self::Wrong {
                attempt,
                tries_left,
            } => of_code(format!(
                "{} {}",
                attempt.fault(words),
                words.tries_left(tries_left)
            )),
            Self::Expired => of_code(words.expired().into()),
            Self::NoTriesLeft => of_code(words.no_tries_left().into()),
            Self::TooSoon { wait_seconds } => Some(Problem::general(words.too_soon(wait_seconds))),
            Self::NoneLeft => Some(Problem::general(goal.none_left())),
            Self::Sent => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::Language;

    const ENGLISH: &Texts = Texts::of(Language::English);

    fn said(typed: &str, tries_left: u32) -> String {
        let finding = CodeFinding::Wrong {
            attempt: Attempt::of(typed),
            tries_left,
        };
        let problem = finding.problem(ENGLISH, Purpose::Reset, 2);
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
        assert_eq!(CodeFinding::Sent.problem(ENGLISH, Purpose::Reset, 1), None);
    }

    #[test]
    fn a_new_code_is_promised_only_when_there_is_one() {
        let said = |codes_left| {
            let problem = CodeFinding::Expired.problem(ENGLISH, Purpose::Reset, codes_left);
            problem.expect("a problem").text
        };
        assert!(said(1).contains("Ask for a new one below"));
        assert!(said(0).contains("no more can be sent for this reset"));
    }
}
