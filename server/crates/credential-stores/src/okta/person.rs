use super::{exactly::exactly, failure};
use crate::{Attributes, Failure, Group, ManagedBy, Person};
use futures::future;
use latchkey_okta::{Client, OktaId, Profile, ProviderType, RoleStatus, User};
use latchkey_values::{EmailAddress, PersonNames};

/// Reads a person by id, with groups and roles, all at once. `None` when Okta has no such user.
pub(super) async fn read(okta: &Client, id: &OktaId) -> Result<Option<Person>, Failure> {
    let (user, rights) = future::join(okta.users().get(id), rights(okta, id)).await;
    match user {
        Ok(user) => Ok(Some(person(exactly(id, user)?, rights?))),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(failure::of_read(error)),
    }
}

/// Adds groups and roles to a user.
pub(super) async fn complete(okta: &Client, user: User) -> Result<Person, Failure> {
    let rights = rights(okta, &user.id).await?;
    Ok(person(user, rights))
}

/// What somebody may do at Okta.
struct Rights {
    groups: Vec<Group>,
    is_administrator: bool,
}

async fn rights(okta: &Client, id: &OktaId) -> Result<Rights, Failure> {
    let users = okta.users();
    let both = future::try_join(users.groups(id), users.roles(id)).await;
    let (groups, roles) = both.map_err(failure::of_read)?;
    let groups = groups.into_iter().map(|group| Group {
        id: group.id.to_string(),
        name: group.profile.name,
    });
    Ok(Rights {
        groups: groups.collect(),
        is_administrator: roles.iter().any(|role| role.status != RoleStatus::Inactive),
    })
}

fn person(user: User, rights: Rights) -> Person {
    Person {
        attributes: attributes(&user.profile),
        id: user.id.to_string(),
        groups: rights.groups,
        is_administrator: rights.is_administrator,
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
    }
}

/// The whole profile, by Okta's names.
pub(super) fn attributes(profile: &Profile) -> Attributes {
    let mut attributes = profile.rest.clone();
    for (name, value) in [
        ("login", Some(&profile.login)),
        ("email", profile.email.as_ref()),
        ("secondEmail", profile.second_email.as_ref()),
        ("firstName", profile.first_name.as_ref()),
        ("lastName", profile.last_name.as_ref()),
        ("displayName", profile.display_name.as_ref()),
        ("mobilePhone", profile.mobile_phone.as_ref()),
        ("locale", profile.locale.as_ref()),
    ] {
        if let Some(value) = value {
            attributes.insert(name.to_owned(), value.clone().into());
        }
    }
    attributes.into()
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
