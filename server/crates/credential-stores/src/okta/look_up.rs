use super::{failure, person};
use crate::{Failure, LookUp};
use latchkey_okta::{Client, User};
use latchkey_values::Login;

/// Finds the one person a login means: by login or short name first, as Okta's sign-in does, then
/// by email address. An address that several people share is ambiguous.
pub(super) async fn look_up(okta: &Client, login: &Login) -> Result<LookUp, Failure> {
    let named = okta.users().find_by_login(login).await;
    if let Some(user) = named.map_err(failure::of_read)? {
        return found(okta, user).await;
    }
    if !login.as_str().contains('@') {
        return Ok(LookUp::Unknown);
    }
    let mut users = okta
        .users()
        .list_by_email(login.as_str())
        .await
        .map_err(failure::of_read)?;
    match users.pop() {
        None => Ok(LookUp::Unknown),
        Some(user) if users.is_empty() => found(okta, user).await,
        Some(_) => Ok(LookUp::Ambiguous),
    }
}

async fn found(okta: &Client, user: User) -> Result<LookUp, Failure> {
    person::complete(okta, user)
        .await
        .map(|person| LookUp::Found(Box::new(person)))
}
