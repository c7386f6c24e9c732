use super::failure;
use crate::Failure;
use latchkey_okta::Client;

/// Reads the password policies: needs a valid token that may see what the portal shows.
pub(super) async fn test_connection(okta: &Client) -> Result<(), Failure> {
    okta.policies()
        .list_password()
        .await
        .map(drop)
        .map_err(failure::of_read)
}
