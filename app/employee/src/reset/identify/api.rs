use super::finding::IdentifyFinding;
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form::FormError,
    form_field::{NothingElse, Typed},
    form_state::FormState,
    place::Place,
};
use latchkey_domain::Purpose;
use latchkey_processes::Identified;
use latchkey_values::Login;
use leptos::prelude::*;

/// Begins a reset for whom was typed.
#[server(name = Identify, prefix = "/do", endpoint = "reset/identify")]
pub(crate) async fn identify(
    #[server(default)] login: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(begin(login)).await
}

async fn begin(typed: Typed) -> Result<Answer, Failure> {
    let login: Login = match typed.expose().parse() {
        Ok(login) => login,
        Err(invalid) => return Ok(found(IdentifyFinding::from(invalid))),
    };
    let caller = Caller::of_this_call().await?;
    let identified = caller
        .engine
        .identify(Purpose::Reset, login, caller.network);
    Ok(match identified.await? {
        Identified::Started(request) => {
            caller.browser.begin(request).await?;
            Answer::go_to(Place::Code)
        }
        Identified::Limited { until } => found(IdentifyFinding::Limited { until }),
        Identified::NotOffered => Answer::go_to(Place::Home),
    })
}

fn found(finding: IdentifyFinding) -> Answer {
    Answer::found(FormState::Identify(finding))
}
