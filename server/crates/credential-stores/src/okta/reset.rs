use super::{exactly::exactly, failure};
use crate::{Failure, PasswordRefusal};
use latchkey_okta::{Client, Error, OktaId, credentials, resources::Strict};
use latchkey_values::NewPassword;

/// Sets a password without the old one (operation `updateUser` with credentials).
pub(super) async fn reset(
    okta: &Client,
    id: &OktaId,
    password: &NewPassword,
    enforces_history: bool,
) -> Result<Option<String>, Failure> {
    let strict = if enforces_history {
        Strict::Yes
    } else {
        Strict::No
    };
    match okta.users().set_password(id, password, strict).await {
        Ok(answer) => exactly(id, answer.value).map(|_| answer.request_id),
        Err(error) => Err(refusal_or_failure(error)),
    }
}

/// A refused password is told apart from everything else that can go wrong.
pub(super) fn refusal_or_failure(error: Error) -> Failure {
    use credentials::PasswordRefusal as Okta;
    match credentials::PasswordRefusal::of(&error) {
        Some(Okta::RecentlyUsed | Okta::SameAsCurrent) => {
            Failure::Password(PasswordRefusal::RecentlyUsed)
        }
        Some(Okta::TooYoung) => Failure::Password(PasswordRefusal::TooYoung),
        Some(Okta::Common) => Failure::Password(PasswordRefusal::Common),
        Some(Okta::ContainsName | Okta::ContainsUsername) => {
            Failure::Password(PasswordRefusal::ContainsName)
        }
        Some(Okta::OldPasswordWrong) => Failure::Password(PasswordRefusal::OldPasswordWrong),
        Some(Okta::ComplexityNotMet | Okta::Other) => Failure::Password(PasswordRefusal::Policy),
        Some(Okta::NotAllowedInStatus) | None => failure::of_write(error),
    }
}
