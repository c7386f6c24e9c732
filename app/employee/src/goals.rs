//! What the pages that all purposes share call things.

use crate::place::Stage;
use latchkey_domain::Purpose;
use latchkey_processes::{LastTry, RequestView};
use latchkey_text::{Goal, Texts};
use latchkey_ui::{Problem, Trail, texts};

/// The words of `purpose` among `texts`.
pub(crate) const fn goal(texts: &'static Texts, purpose: Purpose) -> &'static Goal {
    match purpose {
        Purpose::Reset => &texts.reset,
        Purpose::Unlock => &texts.unlock,
        Purpose::Change => &texts.change,
    }
}

/// The steps to `purpose`, for a page at `stage`.
pub(crate) fn trail(purpose: Purpose, stage: Stage) -> Trail {
    let goal = goal(texts(), purpose);
    let steps = vec![goal.step_who(), goal.step_code(), goal.step_last()];
    let current = match stage {
        Stage::Identify => 0,
        Stage::Code => 1,
        Stage::Proven | Stage::Working => 2,
        Stage::Done | Stage::Ended => steps.len(),
    };
    Trail {
        goal: goal.name(),
        steps,
        current,
    }
}

/// What there is to say when nothing was wrong with a form, and yet it had no effect.
pub(crate) fn not_done(request: &RequestView) -> Vec<Problem> {
    let problem = || Problem::general(goal(texts(), request.purpose).not_done());
    let is_not_done = request.last_try == LastTry::NotDone;
    is_not_done.then(problem).into_iter().collect()
}
