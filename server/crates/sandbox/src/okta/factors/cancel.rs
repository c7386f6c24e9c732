//! `DELETE /api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}`: where the link `cancel` of a push leads.

use super::help_target;
use super::push::PushResult;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// Calls a push off; one that is answered stays so.
pub(crate) fn cancel(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = help_target(state, call)?;
    let factor = state.factor(&user, call.segment("factorId"))?.id.clone();
    let id = call.segment("transactionId");
    state.push(&user, &factor, id)?;
    if let Some(push) = state.factors.transactions.get_mut(id) {
        push.answer.get_or_insert(PushResult::Cancelled);
    }
    Ok(Answer::no_content())
}
