use async_trait::async_trait;
use latchkey_domain::{Principal, Role};
use std::collections::BTreeMap;

/// Where the groups of somebody who signed in are read again and again.
#[async_trait]
pub trait RoleSource: Send + Sync {
    /// What the directory says of them now.
    ///
    /// # Errors
    /// [`RolesUnavailable`] when it does not answer.
    async fn membership(&self, principal: &Principal) -> Result<Membership, RolesUnavailable>;
}

/// What the directory says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Membership {
    /// They belong to the company, and to groups of these names.
    Active(Vec<String>),
    /// They were deactivated, suspended or deleted.
    Gone,
}

/// The directory does not say who is in which group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the directory does not say who is in which group")]
pub struct RolesUnavailable;

/// Which groups give which roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleMap(BTreeMap<Role, Vec<String>>);

impl RoleMap {
    /// Each role with the names of the groups that give it.
    #[must_use]
    pub fn new(groups: BTreeMap<Role, Vec<String>>) -> Self {
        Self(groups)
    }

    /// The roles of somebody in `groups`. Names are compared to the letter.
    #[must_use]
    pub fn roles_of(&self, groups: &[String]) -> Vec<Role> {
        let gives = |names: &[String]| names.iter().any(|name| groups.contains(name));
        let held = self.0.iter().filter(|(_, names)| gives(names));
        held.map(|(role, _)| *role).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_gives_its_roles_to_the_letter() {
        let map = RoleMap::new(BTreeMap::from([
            (Role::PasswordAdmin, vec!["Admins".into(), "Owners".into()]),
            (Role::Auditor, vec!["Auditors".into(), "Owners".into()]),
        ]));
        let roles = |groups: &[&str]| {
            let groups: Vec<_> = groups.iter().map(ToString::to_string).collect();
            map.roles_of(&groups)
        };
        assert_eq!(roles(&["Owners"]), [Role::PasswordAdmin, Role::Auditor]);
        assert_eq!(roles(&["Everyone", "Auditors"]), [Role::Auditor]);
        assert_eq!(roles(&["admins", "Admins ", ""]), []);
    }
}
