use super::finding::HandoverFinding;
use crate::{
    answer::{Answer, answer},
    caller::{Caller, visitor},
    failure::Failure,
    form_state::FormState,
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::desk::Redeemed;
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::prelude::*;

/// Takes the code that an agent read out.
#[server(name = RedeemHandover, prefix = "/do", endpoint = "handover")]
pub(crate) async fn redeem_handover(
    #[server(default)] code: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(redeem(code)).await
}

async fn redeem(code: Typed) -> Result<Answer, Failure> {
    let (caller, visitor) = (Caller::of_this_call().await?, visitor().await?);
    let found = |finding| Answer::found(Place::Handover, FormState::Handover(finding));
    let redeemed = caller.engine.redeem_handover(code.expose(), &visitor);
    Ok(match redeemed.await? {
        Redeemed::Started(request) => {
            caller.browser.begin(request).await?;
            Answer::go_to(Place::Way(Purpose::Reset, Stage::Code))
        }
        Redeemed::NoMatch => found(HandoverFinding::NoMatch),
        Redeemed::Limited { until } => found(HandoverFinding::Limited { until }),
    })
}
