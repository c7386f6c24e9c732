use super::finding::UnlockFinding;
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    entrance::Entrance,
    failure::Failure,
    form_state::FormState,
    place::{Place, Stage},
    proof::cancel::cancel,
};
use latchkey_domain::Purpose;
use latchkey_processes::UnlockOutcome;
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::prelude::*;

/// Ends the lock.
#[server(name = UnlockAccount, prefix = "/do", endpoint = "unlock/confirm")]
pub(crate) async fn unlock_account(
    #[server(default)] request: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(unlock(request)).await
}

/// Leaves everything as it is: the proof is given back.
#[server(name = LeaveAsItIs, prefix = "/do", endpoint = "unlock/leave")]
pub(crate) async fn leave_as_it_is(
    #[server(default)] request: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(cancel(Purpose::Unlock, request, Entrance::home)).await
}

async fn unlock(form: Typed) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, Purpose::Unlock).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let outcome = caller.engine.unlock(request, caller.network);
    Ok(match outcome.await? {
        UnlockOutcome::Done => Answer::go_to(at(Stage::Done)),
        UnlockOutcome::NotLocked => found(UnlockFinding::LockHasEnded),
        UnlockOutcome::Unclear => Answer::go_to(at(Stage::Working)),
        UnlockOutcome::TryAgain => found(UnlockFinding::NotReached),
        UnlockOutcome::NotPossible => found(UnlockFinding::NotPossible),
        UnlockOutcome::Over => Answer::go_to(at(Stage::Ended)),
    })
}

fn at(stage: Stage) -> Place {
    Place::Way(Purpose::Unlock, stage)
}

fn found(finding: UnlockFinding) -> Answer {
    Answer::found(at(Stage::Proven), FormState::Unlock(finding))
}
