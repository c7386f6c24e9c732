use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form::FormError,
    form_field::NothingElse,
    place::Place,
};
use leptos::prelude::*;

/// Ends the reset of this browser, so that it can start again with another login.
#[server(name = CancelReset, prefix = "/do", endpoint = "reset/cancel")]
pub(crate) async fn cancel_reset(
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(cancel()).await
}

async fn cancel() -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    if let Some(request) = caller.browser.request().await? {
        caller.engine.cancel(request, caller.network).await?;
    }
    caller.browser.forget().await?;
    Ok(Answer::go_to(Place::Identify))
}
