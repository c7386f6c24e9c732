use super::answered;
use crate::{AskingPush, FactorAnswer, Failure, PushStart};
use latchkey_okta::{
    Client, OktaId,
    factors::{self, PushRequest},
};
use std::net::IpAddr;

/// Sends a push with a number challenge (operation `verifyFactor`).
pub(super) async fn start_push(
    okta: &Client,
    person: &OktaId,
    factor: &OktaId,
    address: Option<IpAddr>,
) -> Result<FactorAnswer<PushStart>, Failure> {
    let push = PushRequest {
        number_challenge: true,
        address,
    };
    let called = okta.factors().start_push(person, factor, push).await;
    answered(called, started, PushStart::Gone)
}

fn started(start: factors::PushStart) -> PushStart {
    match start {
        factors::PushStart::Started(push) => PushStart::Asking(AskingPush {
            transaction: push.transaction.to_string(),
            number: push.number,
            expires_at: push.expires_at,
        }),
        factors::PushStart::Locked => PushStart::Locked,
        factors::PushStart::NotActive => PushStart::Gone,
    }
}
