//! What the pages that all purposes share call things.

use crate::place::Stage;
use latchkey_domain::Purpose;
use latchkey_processes::{LastTry, RequestView};
use latchkey_ui::{Problem, Trail};

/// The words of one purpose.
pub(crate) struct Words {
    /// What the person wants, as a heading.
    pub(crate) goal: &'static str,
    /// The steps to it.
    steps: &'static [&'static str],
    /// The request, with its article.
    pub(crate) a_request: &'static str,
    /// The request.
    pub(crate) request: &'static str,
    /// When a request was ended early.
    pub(crate) ended: &'static str,
    /// When the account no longer allows it.
    pub(crate) not_possible: &'static str,
    /// When the directory could not be reached.
    pub(crate) not_reached: &'static str,
    /// When it turned out that nothing had happened.
    pub(crate) not_done: &'static str,
    /// While the outcome is being found out.
    pub(crate) no_clear_answer: &'static str,
    /// When nobody can find it out.
    pub(crate) not_found_out: &'static str,
    /// When it is done.
    pub(crate) done: &'static str,
}

impl Words {
    /// The words of `purpose`.
    pub(crate) const fn of(purpose: Purpose) -> &'static Self {
        match purpose {
            Purpose::Reset => &RESET,
            Purpose::Unlock => &UNLOCK,
            Purpose::Change => &CHANGE,
        }
    }

    /// The steps, for a page at `stage`.
    pub(crate) fn trail(&self, stage: Stage) -> Trail {
        let current = match stage {
            Stage::Identify => 0,
            Stage::Code => 1,
            Stage::Proven | Stage::Working => 2,
            Stage::Done | Stage::Ended => self.steps.len(),
        };
        Trail {
            goal: self.goal,
            steps: self.steps,
            current,
        }
    }
}

/// What there is to say when nothing was wrong with a form, and yet it had no effect.
pub(crate) fn not_done(request: &RequestView) -> Vec<Problem> {
    let problem = Problem::general(Words::of(request.purpose).not_done);
    let is_not_done = request.last_try == LastTry::NotDone;
    is_not_done.then_some(problem).into_iter().collect()
}

const RESET: Words = Words {
    goal: "Reset password",
    steps: &["Who you are", "Code", "New password"],
    a_request: "a reset",
    request: "reset",
    ended: "It was ended before a new password was set. Nothing was changed.",
    not_possible: "Your account changed in the meantime, so this portal can no longer set its password. \
                   Nothing was changed. You can start again.",
    not_reached: "Your password was not changed, because the directory could not be reached. Please \
                  send it again in a minute.",
    not_done: "Your password was not changed: the directory did not get it. Please send it again.",
    no_clear_answer: "The directory has not said clearly yet whether your password was set.",
    not_found_out: "We could not find out whether your new password was set. Try to sign in with it.",
    done: "Your new password is set",
};

const UNLOCK: Words = Words {
    goal: "Unlock account",
    steps: &["Who you are", "Code", "Unlock"],
    a_request: "an unlock request",
    request: "unlock request",
    ended: "It was ended before an account was unlocked. Nothing was changed.",
    not_possible: "Your account changed in the meantime, so this portal can no longer unlock it. \
                   Nothing was changed. You can start again.",
    not_reached: "Your account was not unlocked, because the directory could not be reached. Please \
                  send it again in a minute.",
    not_done: "Your account was not unlocked: the directory did not get it. Please send it again.",
    no_clear_answer: "The directory has not said clearly yet whether your account was unlocked.",
    not_found_out: "We could not find out whether your account was unlocked. Try to sign in.",
    done: "Your account is unlocked",
};

const CHANGE: Words = Words {
    goal: "Change password",
    a_request: "a password change",
    request: "password change",
    ..RESET
};
