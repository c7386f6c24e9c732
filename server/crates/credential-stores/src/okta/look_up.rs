use super::{failure, person};
use crate::{Failure, LookUp};
use latchkey_okta::{Client, User};
use latchkey_values::Login;

/// Finds the one person a login means: by login or short name first, as Okta's sign-in does, then
/// by email address. An address that several people share is ambiguous.
pub(super) async fn look_up(okta: &Client, login: &Login) -> Result<LookUp, Failure> {
    if let Some(user) = okta
        .users()
        .find_by_login(login)
        .await
        .map_err(failure::of_read)?
        && is_named_by(&user, login)
    {
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

/// Okta's user path also takes ids. An id is no login: whoever typed one did not name a person.
fn is_named_by(user: &User, login: &Login) -> bool {
    let typed = login.key();
    let Ok(actual) = user.profile.login.parse::<Login>() else {
        return false;
    };
    let actual = actual.key();
    let short_name = actual.as_str().split('@').next();
    typed == actual || short_name == Some(typed.as_str())
}
