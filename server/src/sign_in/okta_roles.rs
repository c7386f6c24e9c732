use async_trait::async_trait;
use latchkey_auth::sign_in::{Membership, RoleSource, RolesUnavailable};
use latchkey_connections::Connections;
use latchkey_domain::Principal;
use latchkey_okta::{Client, Error, OktaId};
use latchkey_values::{Alias, UserStatus};

/// Reads groups from the org behind a connection. A person's subject is their id there.
pub(crate) struct OktaRoles {
    pub(crate) connections: Connections,
    pub(crate) connection: Alias,
}

#[async_trait]
impl RoleSource for OktaRoles {
    async fn membership(&self, principal: &Principal) -> Result<Membership, RolesUnavailable> {
        let client = self.connections.okta(&self.connection).await;
        let client = client.map_err(|_| RolesUnavailable)?;
        let Ok(id) = principal.subject.parse() else {
            return Ok(Membership::Gone);
        };
        match read(&client, &id).await {
            Ok(membership) => Ok(membership),
            Err(error) if error.is_not_found() => Ok(Membership::Gone),
            Err(error) => {
                tracing::warn!(%error, "groups of staff could not be read");
                Err(RolesUnavailable)
            }
        }
    }
}

async fn read(client: &Client, id: &OktaId) -> Result<Membership, Error> {
    let user = client.users().get(id).await?;
    // The path also takes logins: a subject must not lead to somebody whose login it is.
    if user.id != *id || !is_in_company(user.status) {
        return Ok(Membership::Gone);
    }
    let groups = client.users().groups(id).await?;
    let names = groups.into_iter().map(|group| group.profile.name);
    Ok(Membership::Active(names.collect()))
}

/// Whoever is locked out stays: anybody could lock an administrator out of the portal otherwise.
fn is_in_company(status: UserStatus) -> bool {
    match status {
        UserStatus::Active
        | UserStatus::LockedOut
        | UserStatus::PasswordExpired
        | UserStatus::Recovery => true,
        UserStatus::Staged
        | UserStatus::Provisioned
        | UserStatus::Suspended
        | UserStatus::Deprovisioned
        | UserStatus::Unknown => false,
    }
}
