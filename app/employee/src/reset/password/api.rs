use super::finding::PasswordFinding;
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form::FormError,
    form_field::{NothingElse, Typed},
    form_state::FormState,
    place::Place,
    reset::findings::IdentifyFinding,
};
use latchkey_processes::PasswordOutcome;
use latchkey_values::NewPassword;
use leptos::prelude::*;

/// Sets the new password.
#[server(name = ChoosePassword, prefix = "/do", endpoint = "reset/password")]
pub(crate) async fn choose_password(
    #[server(default)] password: Typed,
    #[server(default)] confirmation: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(choose(password, confirmation)).await
}

async fn choose(typed: Typed, again: Typed) -> Result<Answer, Failure> {
    let password: NewPassword = match typed.expose().parse() {
        Ok(password) => password,
        Err(invalid) => return Ok(found(PasswordFinding::from(invalid))),
    };
    if typed.expose() != again.expose() {
        return Ok(found(PasswordFinding::Different));
    }
    let caller = Caller::of_this_call().await?;
    let Some(request) = caller.browser.request().await? else {
        return Ok(Answer::found(FormState::Identify(
            IdentifyFinding::StartAgain,
        )));
    };
    let outcome = caller
        .engine
        .choose_password(request, password, caller.network);
    Ok(match outcome.await? {
        PasswordOutcome::Done => Answer::go_to(Place::Done),
        PasswordOutcome::Refused(refusals) => found(PasswordFinding::Refused(refusals)),
        PasswordOutcome::Unclear => Answer::go_to(Place::Working),
        PasswordOutcome::TryAgain => found(PasswordFinding::NotReached),
        PasswordOutcome::NotPossible => found(PasswordFinding::NotPossible),
        PasswordOutcome::Over => Answer::go_to(Place::Ended),
    })
}

fn found(finding: PasswordFinding) -> Answer {
    Answer::found(FormState::Password(finding))
}
