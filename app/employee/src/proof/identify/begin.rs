use super::finding::IdentifyFinding;
use crate::{
    answer::Answer,
    caller::{Caller, visitor},
    entrance::Entrance,
    failure::Failure,
    form_state::FormState,
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::{Beginning, Identified};
use latchkey_ui::{Typed, language};
use latchkey_values::Login;

/// The form that asks who somebody is.
pub(crate) struct IdentifyForm {
    /// Who they say they are.
    pub(crate) login: Typed,
    /// The path of the process whose page it stands on; empty on the portal's own.
    pub(crate) path: Typed,
    /// The mark the page gave the form.
    pub(crate) form: Typed,
    /// The work the browser did; empty when none was asked for.
    pub(crate) work: Typed,
}

/// Begins a request for whom was typed.
pub(crate) async fn begin(purpose: Purpose, sent: IdentifyForm) -> Result<Answer, Failure> {
    let Some(entrance) = Entrance::named(sent.path.expose()) else {
        return Ok(Answer::go_to(Place::Home));
    };
    let found = |finding| {
        let state = FormState::Identify(entrance.clone(), purpose, finding);
        Answer::found(entrance.identify(purpose), state)
    };
    let login: Login = match sent.login.expose().parse() {
        Ok(login) => login,
        Err(invalid) => return Ok(found(IdentifyFinding::from(invalid))),
    };
    let caller = Caller::of_this_call().await?;
    let beginning = Beginning {
        purpose,
        path: entrance.path().cloned(),
        login,
        form: sent.form.expose().to_owned(),
        work: sent.work.expose().to_owned(),
        language: language(),
    };
    let visitor = visitor().await?;
    Ok(match caller.engine.identify(beginning, &visitor).await? {
        Identified::Started(request) => {
            caller.browser.begin(request).await?;
            Answer::go_to(Place::Way(purpose, Stage::Code))
        }
        Identified::Limited { until } => found(IdentifyFinding::Limited { until }),
        Identified::NeedsWork { until } => found(IdentifyFinding::NeedsWork { until }),
        Identified::NotOffered => Answer::go_to(entrance.home()),
    })
}
