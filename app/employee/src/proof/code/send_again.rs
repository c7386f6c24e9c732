use super::finding::CodeFinding;
use crate::{
    answer::Answer,
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::Resent;
use latchkey_ui::Typed;

/// Sends another code.
pub(crate) async fn send_again(purpose: Purpose, form: Typed) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, purpose).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let resent = caller.engine.resend_code(request, caller.network);
    let at = |stage| Place::Way(purpose, stage);
    let found = |finding| Answer::found(at(Stage::Code), FormState::Code(finding));
    Ok(match resent.await? {
        Resent::Sent => found(CodeFinding::Sent),
        Resent::TooSoon { wait_seconds } => found(CodeFinding::TooSoon { wait_seconds }),
        Resent::NoneLeft => found(CodeFinding::NoneLeft),
        Resent::Over => Answer::go_to(at(Stage::Ended)),
    })
}
