use crate::{answer::Answer, caller::Caller, failure::Failure, place::Place};

/// Ends the request of this browser and forgets the browser, which goes on at `place`.
pub(crate) async fn cancel(place: Place) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    if let Some(request) = caller.browser.request().await? {
        caller.engine.cancel(request, caller.network).await?;
    }
    caller.browser.forget().await?;
    Ok(Answer::go_to(place))
}
