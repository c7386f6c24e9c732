use crate::{answer::Answer, caller::Caller, failure::Failure, place::Place};
use latchkey_domain::Purpose;
use latchkey_ui::Typed;

/// Ends the request of this browser and forgets the browser, which goes on at `place`.
pub(crate) async fn cancel(purpose: Purpose, form: Typed, place: Place) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    if caller.browser.request().await?.is_some() {
        match caller.request_of(&form, purpose).await? {
            Ok(request) => caller.engine.cancel(request, caller.network).await?,
            Err(answer) => return Ok(answer),
        }
    }
    caller.browser.forget().await?;
    Ok(Answer::go_to(place))
}
