use crate::{answer::Answer, caller::Caller, entrance::Entrance, failure::Failure, place::Address};
use latchkey_domain::Purpose;
use latchkey_ui::Typed;

/// Ends the request of this browser and forgets the browser, which goes on where `next` says, by the
/// entrance it came in.
pub(crate) async fn cancel(
    purpose: Purpose,
    form: Typed,
    next: impl FnOnce(&Entrance) -> Address + Send,
) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let mut entrance = Entrance::default();
    if caller.browser.request().await?.is_some() {
        match caller.request_of(&form, purpose).await? {
            Ok(request) => {
                // A request that cannot be shown any more can still be ended.
                let shown = caller.engine.view(request).await.ok().flatten();
                entrance = shown.as_ref().map(Entrance::of).unwrap_or_default();
                caller.engine.cancel(request, caller.network).await?;
            }
            Err(answer) => return Ok(answer),
        }
    }
    caller.browser.forget().await?;
    Ok(Answer::go_to(next(&entrance)))
}
