use super::{exactly::exactly, failure};
use crate::Failure;
use latchkey_okta::{Client, OktaId};
use latchkey_values::UserStatus;

/// Whether the account is locked. `None` when Okta has no such user.
pub(super) async fn is_locked(okta: &Client, id: &OktaId) -> Result<Option<bool>, Failure> {
    match okta.users().get(id).await {
        Ok(user) => Ok(Some(exactly(id, user)?.status == UserStatus::LockedOut)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(failure::of_read(error)),
    }
}
