use super::failure;
use crate::Failure;
use jiff::Timestamp;
use latchkey_okta::{Client, OktaId};

/// When a person last signed in (`lastLogin`).
pub(super) async fn last_sign_in(okta: &Client, id: &OktaId) -> Result<Option<Timestamp>, Failure> {
    match okta.users().get(id).await {
        Ok(user) if user.id == *id => Ok(user.last_login),
        Ok(_) => Err(Failure::UnknownPerson),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(failure::of_read(error)),
    }
}
