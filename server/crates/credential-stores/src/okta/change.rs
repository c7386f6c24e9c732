use super::reset::refusal_or_failure;
use crate::Failure;
use latchkey_okta::{
    Client, OktaId,
    resources::{RevokeSessions, Strict},
};
use latchkey_values::NewPassword;
use secrecy::SecretString;

/// Replaces the current password; minimum age counts, as it does for a person at Okta's own page.
pub(super) async fn change(
    okta: &Client,
    id: &OktaId,
    current: &SecretString,
    new: &NewPassword,
) -> Result<Option<String>, Failure> {
    match okta
        .credentials()
        .change_password(id, current, new, Strict::Yes, RevokeSessions::No)
        .await
    {
        Ok(answer) => Ok(answer.request_id),
        Err(error) => Err(refusal_or_failure(error)),
    }
}
