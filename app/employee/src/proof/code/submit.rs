use super::finding::{Attempt, CodeFinding};
use crate::{
    answer::Answer,
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::CodeOutcome;
use latchkey_ui::Typed;

/// Takes what was typed as the code, whatever it is: the engine counts every try.
pub(crate) async fn submit(purpose: Purpose, form: Typed, typed: Typed) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, purpose).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let outcome = caller
        .engine
        .submit_code(request, typed.expose(), caller.network);
    let at = |stage| Place::Way(purpose, stage);
    let found = |finding| Answer::found(at(Stage::Code), FormState::Code(finding));
    Ok(match outcome.await? {
        CodeOutcome::Verified => {
            caller.browser.renew().await?;
            Answer::go_to(at(Stage::Proven))
        }
        CodeOutcome::Wrong { tries_left } => found(CodeFinding::Wrong {
            attempt: Attempt::of(typed.expose()),
            tries_left,
        }),
        CodeOutcome::Expired => found(CodeFinding::Expired),
        CodeOutcome::NoTriesLeft => found(CodeFinding::NoTriesLeft),
        CodeOutcome::Over => Answer::go_to(at(Stage::Ended)),
    })
}
