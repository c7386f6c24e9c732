use super::failure;
use crate::Failure;
use latchkey_okta::{Client, OktaId};

/// Lifts a lock. "Not locked" is what was wanted.
pub(super) async fn unlock(okta: &Client, id: &OktaId) -> Result<Option<String>, Failure> {
    match okta.lifecycle().unlock(id).await {
        Ok(answer) => Ok(answer.request_id),
        Err(error) if error.is_not_locked() => Ok(None),
        Err(error) => Err(failure::of_write(error)),
    }
}
