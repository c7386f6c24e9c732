use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::prelude::*;

/// Goes on with a reset.
#[server(name = ResetInstead, prefix = "/do", endpoint = "instead/reset")]
pub(crate) async fn reset_instead(
    #[server(default)] request: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(go_on_with(request, Purpose::Reset)).await
}

/// Goes on with lifting the lock.
#[server(name = UnlockInstead, prefix = "/do", endpoint = "instead/unlock")]
pub(crate) async fn unlock_instead(
    #[server(default)] request: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(go_on_with(request, Purpose::Unlock)).await
}

async fn go_on_with(form: Typed, purpose: Purpose) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, purpose).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let change = caller
        .engine
        .change_purpose(request, purpose, caller.network);
    // When it is not possible, that page leads to where the request is.
    change.await?;
    Ok(Answer::go_to(Place::Way(purpose, Stage::Proven)))
}
