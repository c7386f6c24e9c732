//! What the forms of the desk come to, in sentences for the agent.

use super::query::{DESK, case_path};
use crate::{answer::Answer, form_state::FormState, moment::written};
use jiff::Timestamp;
use latchkey_processes::{
    CodeOutcome,
    desk::{ActionOutcome, Answered, CodeRequested, NewCase, NotOpened, PersonalDataOutcome},
};
use latchkey_values::RequestId;
use std::collections::BTreeMap;

use super::words;

/// Which form's outcome the page tells: any of its own.
pub(super) const FORM: &str = "/do/desk";

/// What an outcome means to the agent.
pub(super) enum Told {
    /// It went as it should.
    Done(String),
    /// It did not; the field it is about, empty when none.
    Problem(&'static str, String),
}

impl Told {
    fn done(sentence: impl Into<String>) -> Self {
        Self::Done(sentence.into())
    }

    fn problem(sentence: impl Into<String>) -> Self {
        Self::Problem("", sentence.into())
    }

    /// On to the page of a case.
    pub(super) fn at(self, case: RequestId) -> Answer {
        self.at_path(case_path(case), BTreeMap::new())
    }

    /// On to a page of the desk, with what was typed.
    pub(super) fn at_path(self, path: String, typed: BTreeMap<String, String>) -> Answer {
        let state = match self {
            Self::Done(sentence) => FormState::done(FORM, sentence),
            Self::Problem(field, sentence) => {
                let problem = crate::form_state::FoundProblem::of(field, sentence);
                FormState::refused(FORM, vec![problem], typed)
            }
        };
        Answer::tell(path, state)
    }
}

/// The answer to a form that names no case.
pub(super) fn no_case() -> Answer {
    Told::problem("This case is not there (any more).").at_path(DESK.to_owned(), BTreeMap::new())
}

const FROZEN: &str = "The service desk is stopped. Nothing was changed.";
const OVER: &str = "This case does not take that (any more).";

fn too_many(until: Timestamp) -> String {
    format!(
        "The limit of actions for this hour is reached; nothing was changed. It ends at {}.",
        written(until)
    )
}

pub(super) fn not_opened(why: &NotOpened) -> Told {
    let max = NewCase::MAX_REASON;
    match why {
        NotOpened::Frozen => Told::problem(FROZEN),
        NotOpened::NoProcess => Told::problem("This process is not active (any more)."),
        NotOpened::Gone => Told::problem("This person is not in the directory any more."),
        NotOpened::NotServed(verdict) => {
            let why = words::refusal(verdict).unwrap_or_default();
            Told::problem(format!("This process cannot help: {why}."))
        }
        NotOpened::ReasonMissing => Told::Problem("reason", "Write why the person calls.".into()),
        NotOpened::ReasonTooLong => {
            Told::Problem("reason", format!("Keep it under {max} characters."))
        }
        NotOpened::TicketMissing => {
            Told::Problem("ticket", "Write the number of the ticket.".into())
        }
        NotOpened::TicketInvalid => Told::Problem(
            "ticket",
            "A ticket number has letters, digits and hyphens, 40 at most.".into(),
        ),
        NotOpened::Unreachable => {
            Told::problem("The directory cannot be asked now. Try again in a minute.")
        }
    }
}

pub(super) fn code_requested(outcome: CodeRequested) -> Told {
    match outcome {
        CodeRequested::Sent => Told::done(
            "A code is on its way to the address on file. Ask the caller to read it out.",
        ),
        CodeRequested::TooSoon { wait_seconds } => Told::problem(format!(
            "A code was sent just now. The next one can be sent {wait_seconds} seconds from now."
        )),
        CodeRequested::NoneLeft => Told::problem("No more codes can be sent in this case."),
        CodeRequested::Frozen => Told::problem(FROZEN),
        CodeRequested::Over => Told::problem(OVER),
    }
}

pub(super) fn code_entered(outcome: CodeOutcome) -> Told {
    let of_code = |text: String| Told::Problem("code", text);
    match outcome {
        CodeOutcome::Verified => Told::done("The code is right."),
        CodeOutcome::Wrong { tries_left } => {
            of_code(format!("That is not the code. Tries left: {tries_left}."))
        }
        CodeOutcome::Expired => of_code("That code is too old. Send a new one.".into()),
        CodeOutcome::NoTriesLeft => {
            of_code("That was wrong too often; this code no longer works.".into())
        }
        CodeOutcome::Over => Told::problem("No code is awaited in this case."),
    }
}

pub(super) fn personal_data(outcome: PersonalDataOutcome) -> Told {
    match outcome {
        PersonalDataOutcome::Match => Told::done("Match: all of it is as the directory has it."),
        PersonalDataOutcome::NoMatch { tries_left } => Told::problem(format!(
            "No match: not all of it is as the directory has it. Tries left: {tries_left}."
        )),
        PersonalDataOutcome::NoTriesLeft => {
            Told::problem("No match, and too often: this case is closed.")
        }
        PersonalDataOutcome::Unreachable => {
            Told::problem("The directory cannot be asked now; no try was taken.")
        }
        PersonalDataOutcome::Frozen => Told::problem(FROZEN),
        PersonalDataOutcome::Over => Told::problem(OVER),
    }
}

pub(super) fn acted(outcome: &ActionOutcome) -> Told {
    match outcome {
        ActionOutcome::Done => Told::done("Done. The person is told by email."),
        ActionOutcome::NothingToDo => {
            Told::done("The account is not locked, so nothing was changed.")
        }
        ActionOutcome::Waits(protection) => Told::done(format!(
            "This person {}: a second agent has to confirm it first.",
            words::protection(protection)
        )),
        ActionOutcome::RefusedBySecond { by } => {
            Told::problem(format!("{by} said no, so it is not done."))
        }
        ActionOutcome::Protected(protection) => Told::problem(format!(
            "This person {}, and no second agent is provided for. Nothing was changed.",
            words::protection(protection)
        )),
        ActionOutcome::Frozen => Told::problem(FROZEN),
        ActionOutcome::TooMany { until } => Told::problem(too_many(*until)),
        ActionOutcome::Unclear => {
            Told::done("The directory has not said clearly yet; the portal is finding out.")
        }
        ActionOutcome::TryAgain => {
            Told::problem("Nothing was changed: the directory could not be reached. Try again.")
        }
        ActionOutcome::NotPossible => Told::problem(
            "Nothing was changed: the account changed since the proof, or does not allow it.",
        ),
        ActionOutcome::Over => Told::problem("Nothing is proven in this case (any more)."),
    }
}

pub(super) fn answered(outcome: Answered, confirms: bool) -> Told {
    match outcome {
        Answered::Taken(action) => {
            let (what, word) = (words::action(action), if confirms { "yes" } else { "no" });
            Told::done(format!("Your {word} is recorded: {what}."))
        }
        Answered::OwnCase => Told::problem("It is your own case: somebody else has to answer."),
        Answered::NotWaiting => Told::problem("This case waits for no answer (any more)."),
        Answered::Frozen => Told::problem(FROZEN),
    }
}
