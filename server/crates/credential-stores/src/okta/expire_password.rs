use super::failure;
use crate::Failure;
use latchkey_okta::{Client, OktaId};

/// Makes the person choose another password at the next sign-in (operation `expirePassword`).
pub(super) async fn expire_password(okta: &Client, id: &OktaId) -> Result<Option<String>, Failure> {
    match okta.lifecycle().expire_password(id).await {
        Ok(answer) => Ok(answer.request_id),
        Err(error) => Err(failure::of_write(error)),
    }
}
