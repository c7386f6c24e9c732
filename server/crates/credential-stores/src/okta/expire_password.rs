use super::failure;
use crate::Failure;
use latchkey_okta::{Client, OktaId};

/// Has the password changed at the next sign-in (operation `expirePassword`). Repeating it is harmless.
///
/// A made password is set and then let expire, in two calls that can each be repeated after a lost
/// answer. `expirePasswordWithTempPassword` would do both at once, but makes another password at every
/// call, by rules of its own, and a lost answer loses the password.
pub(super) async fn expire_password(okta: &Client, id: &OktaId) -> Result<Option<String>, Failure> {
    match okta.lifecycle().expire_password(id).await {
        Ok(answer) => Ok(answer.request_id),
        Err(error) => Err(failure::of_write(error)),
    }
}
