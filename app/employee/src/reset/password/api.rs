use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    new_password::{check::check, finding::PasswordFinding},
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::PasswordOutcome;
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::prelude::*;

/// Sets the new password.
#[server(name = ChoosePassword, prefix = "/do", endpoint = "reset/password")]
pub(crate) async fn choose_password(
    #[server(default)] request: Typed,
    #[server(default)] password: Typed,
    #[server(default)] confirmation: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(choose(request, password, confirmation)).await
}

async fn choose(form: Typed, typed: Typed, again: Typed) -> Result<Answer, Failure> {
    let password = match check(&typed, &again) {
        Ok(password) => password,
        Err(finding) => return Ok(found(finding)),
    };
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, Purpose::Reset).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let outcome = caller
        .engine
        .choose_password(request, password, caller.network);
    Ok(match outcome.await? {
        PasswordOutcome::Done => Answer::go_to(at(Stage::Done)),
        PasswordOutcome::Refused(refusals) => found(PasswordFinding::Refused(refusals)),
        PasswordOutcome::Unclear => Answer::go_to(at(Stage::Working)),
        PasswordOutcome::TryAgain => found(PasswordFinding::NotReached),
        PasswordOutcome::NotPossible => found(PasswordFinding::NotPossible),
        PasswordOutcome::Over => Answer::go_to(at(Stage::Ended)),
    })
}

fn at(stage: Stage) -> Place {
    Place::Way(Purpose::Reset, stage)
}

fn found(finding: PasswordFinding) -> Answer {
    Answer::found(at(Stage::Proven), FormState::Password(finding))
}
