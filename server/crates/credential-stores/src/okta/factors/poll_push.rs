use super::failure;
use crate::{Failure, PushState};
use latchkey_okta::{Client, OktaId, factors::PushPoll};

/// Reads how far a push is (operation `getFactorTransactionStatus`).
pub(super) async fn poll_push(
    okta: &Client,
    person: &OktaId,
    factor: &OktaId,
    transaction: &str,
) -> Result<PushState, Failure> {
    let Ok(transaction) = transaction.parse() else {
        return Ok(PushState::Gone);
    };
    match okta.factors().poll_push(person, factor, &transaction).await {
        Ok(PushPoll::Waiting) => Ok(PushState::Waiting),
        Ok(PushPoll::Approved) => Ok(PushState::Approved),
        Ok(PushPoll::Rejected) => Ok(PushState::Rejected),
        Ok(PushPoll::TimedOut) => Ok(PushState::TimedOut),
        Ok(PushPoll::Cancelled) => Ok(PushState::Gone),
        Err(error) if error.is_not_found() => Ok(PushState::Gone),
        Err(error) => Err(failure::of_read(error)),
    }
}
