use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form_state::{FormState, FoundProblem},
};
use latchkey_auth::access::{FreezeDesk, ThawDesk};
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::{prelude::*, server_fn::ServerFn as _};
use std::collections::BTreeMap;

const PAGE: &str = "/admin/desk";

/// How long the reason may be, in characters.
const MAX_REASON: usize = 500;

/// Stops every action of the service desk.
#[server(name = Freeze, prefix = "/do", endpoint = "admin/desk/freeze")]
pub(crate) async fn freeze(
    #[server(default)] reason: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(PAGE, move |caller| stop(caller, reason)).await
}

async fn stop(caller: Caller, reason: Typed) -> Result<Answer, Failure> {
    let granted = caller.granted::<FreezeDesk>()?;
    let reason = reason.expose().trim();
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        let text = format!("Say why, in at most {MAX_REASON} characters; agents read it.");
        let problems = vec![FoundProblem::of("reason", text)];
        let values = BTreeMap::from([("reason".to_owned(), reason.to_owned())]);
        let refused = FormState::refused(Freeze::PATH, problems, values);
        return Ok(Answer::tell(PAGE, refused));
    }
    let engine = &caller.administration.engine;
    let told = if engine.freeze_desk(&granted, reason).await? {
        FormState::done(Freeze::PATH, "The service desk is stopped.")
    } else {
        FormState::failed(Freeze::PATH, "The service desk is stopped already.")
    };
    Ok(Answer::tell(PAGE, told))
}

/// Lets the service desk act again.
#[server(name = Thaw, prefix = "/do", endpoint = "admin/desk/thaw")]
pub(crate) async fn thaw(#[server(flatten)] nothing_else: NothingElse) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(PAGE, |caller| async move {
        let granted = caller.granted::<ThawDesk>()?;
        let told = if caller.administration.engine.thaw_desk(&granted).await? {
            FormState::done(Freeze::PATH, "The service desk can act again.")
        } else {
            FormState::failed(Freeze::PATH, "The service desk is not stopped.")
        };
        Ok(Answer::tell(PAGE, told))
    })
    .await
}
