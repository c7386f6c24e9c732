use super::finding::{ChangeFinding, CurrentFinding};
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    new_password::{check::check, finding::PasswordFinding},
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::{ChangeOutcome, PasswordOutcome};
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::prelude::*;
use secrecy::SecretString;

/// Replaces the current password.
#[server(name = ChangePassword, prefix = "/do", endpoint = "change/password")]
pub(crate) async fn change_password(
    #[server(default)] request: Typed,
    #[server(default)] current: Typed,
    #[server(default)] password: Typed,
    #[server(default)] confirmation: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(change(request, current, password, confirmation)).await
}

async fn change(
    form: Typed,
    current: Typed,
    typed: Typed,
    again: Typed,
) -> Result<Answer, Failure> {
    let missing = current.expose().is_empty();
    let missing = missing.then_some(CurrentFinding::Missing);
    let new = match check(&typed, &again) {
        Ok(new) if missing.is_none() => new,
        checked => {
            return Ok(found(ChangeFinding {
                current: missing,
                new: checked.err(),
            }));
        }
    };
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, Purpose::Change).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let current = SecretString::from(current.expose());
    let outcome = caller
        .engine
        .change_password(request, current, new, caller.network);
    Ok(match outcome.await? {
        ChangeOutcome::New(outcome) => of_new(outcome),
        ChangeOutcome::WrongCurrent { tries_left } => found(CurrentFinding::Wrong { tries_left }),
        ChangeOutcome::Closed { until } => found(CurrentFinding::Closed { until }),
    })
}

fn of_new(outcome: PasswordOutcome) -> Answer {
    match outcome {
        PasswordOutcome::Done => Answer::go_to(at(Stage::Done)),
        PasswordOutcome::Refused(refusals) => found(PasswordFinding::Refused(refusals)),
        PasswordOutcome::Unclear => Answer::go_to(at(Stage::Working)),
        PasswordOutcome::TryAgain => found(PasswordFinding::NotReached),
        PasswordOutcome::NotPossible => found(PasswordFinding::NotPossible),
        PasswordOutcome::Over => Answer::go_to(at(Stage::Ended)),
    }
}

fn at(stage: Stage) -> Place {
    Place::Way(Purpose::Change, stage)
}

fn found(finding: impl Into<ChangeFinding>) -> Answer {
    Answer::found(at(Stage::Proven), FormState::Change(finding.into()))
}
