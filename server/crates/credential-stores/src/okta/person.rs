use super::failure;
use crate::{Failure, Group, ManagedBy, Person};
use latchkey_okta::{Client, OktaId, ProviderType, RoleStatus, User};
use latchkey_values::{EmailAddress, PersonNames};

/// Reads a person by id, with groups and roles. `None` when Okta has no such user.
pub(super) async fn read(okta: &Client, id: &OktaId) -> Result<Option<Person>, Failure> {
    match okta.users().get(id).await {
        Ok(user) if user.id == *id => complete(okta, user).await.map(Some),
        Ok(_) => Err(Failure::UnknownPerson),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(failure::of_read(error)),
    }
}

/// Adds groups and roles to a user.
pub(super) async fn complete(okta: &Client, user: User) -> Result<Person, Failure> {
    let groups = okta
        .users()
        .groups(&user.id)
        .await
        .map_err(failure::of_read)?;
    let roles = okta
        .users()
        .roles(&user.id)
        .await
        .map_err(failure::of_read)?;
    let groups = groups.into_iter().map(|group| Group {
        id: group.id.to_string(),
        name: group.profile.name,
    });
    Ok(Person {
        id: user.id.to_string(),
        groups: groups.collect(),
        is_administrator: roles.iter().any(|role| role.status != RoleStatus::Inactive),
        primary: address(user.profile.email.as_deref()),
        recovery: address(user.profile.second_email.as_deref()),
        status: user.status,
        managed_by: managed_by(user.credentials.provider.kind),
        password_changed: user.password_changed,
        names: PersonNames {
            login: user.profile.login,
            first: user.profile.first_name.unwrap_or_default(),
            last: user.profile.last_name.unwrap_or_default(),
        },
    })
}

/// An address that cannot safely stand in a mail header is no address.
fn address(text: Option<&str>) -> Option<EmailAddress> {
    text?.parse().ok()
}

fn managed_by(provider: ProviderType) -> ManagedBy {
    match provider {
        ProviderType::Okta | ProviderType::Import => ManagedBy::Store,
        _ => ManagedBy::Elsewhere,
    }
}
