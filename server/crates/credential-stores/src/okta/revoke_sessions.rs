use super::failure;
use crate::Failure;
use latchkey_okta::{Client, OktaId};

/// Ends all Okta sessions and revokes OAuth tokens (operation `revokeUserSessions`). Sessions that
/// apps keep themselves go on until they ask Okta again.
pub(super) async fn revoke_sessions(okta: &Client, id: &OktaId) -> Result<Option<String>, Failure> {
    match okta.sessions().revoke(id, true).await {
        Ok(answer) => Ok(answer.request_id),
        Err(error) => Err(failure::of_write(error)),
    }
}
