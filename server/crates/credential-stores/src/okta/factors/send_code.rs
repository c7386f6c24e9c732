use super::answered;
use crate::{CodeDelivery, FactorAnswer, Failure};
use latchkey_okta::{Client, OktaId, factors::CodeSending};

/// Sends a code (operation `verifyFactor` without a body).
pub(super) async fn send_code(
    okta: &Client,
    person: &OktaId,
    factor: &OktaId,
) -> Result<FactorAnswer<CodeDelivery>, Failure> {
    let called = okta.factors().send_code(person, factor).await;
    answered(called, delivery, CodeDelivery::Gone)
}

fn delivery(sending: CodeSending) -> CodeDelivery {
    match sending {
        CodeSending::Sent => CodeDelivery::Sent,
        CodeSending::SentMomentsAgo => CodeDelivery::SentMomentsAgo,
        CodeSending::Locked => CodeDelivery::Locked,
        CodeSending::NotActive => CodeDelivery::Gone,
        CodeSending::Undeliverable => CodeDelivery::Undeliverable,
    }
}
