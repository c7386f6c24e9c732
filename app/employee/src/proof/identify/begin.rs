use super::finding::IdentifyFinding;
use crate::{
    answer::Answer,
    caller::Caller,
    failure::Failure,
    form_field::Typed,
    form_state::FormState,
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::Identified;
use latchkey_values::Login;

/// Begins a request for whom was typed.
pub(crate) async fn begin(purpose: Purpose, typed: Typed) -> Result<Answer, Failure> {
    let found = |finding| {
        let state = FormState::Identify(purpose, finding);
        Answer::found(Place::Way(purpose, Stage::Identify), state)
    };
    let login: Login = match typed.expose().parse() {
        Ok(login) => login,
        Err(invalid) => return Ok(found(IdentifyFinding::from(invalid))),
    };
    let caller = Caller::of_this_call().await?;
    let identified = caller.engine.identify(purpose, login, caller.network);
    Ok(match identified.await? {
        Identified::Started(request) => {
            caller.browser.begin(request).await?;
            Answer::go_to(Place::Way(purpose, Stage::Code))
        }
        Identified::Limited { until } => found(IdentifyFinding::Limited { until }),
        Identified::NotOffered => Answer::go_to(Place::Home),
    })
}
