//! Which policy holds for a user.

use crate::okta::policies::PasswordPolicy;
use crate::okta::state::State;
use crate::okta::users::User;

impl State {
    /// The first active PASSWORD policy, by priority, whose provider and groups match. The default policy always matches.
    pub(crate) fn password_policy(&self, user: &User) -> Option<&PasswordPolicy> {
        let groups = self.group_ids_of(&user.id);
        self.policies
            .iter()
            .filter(|policy| policy.active)
            .filter(|policy| policy.provider == "ANY" || policy.provider == provider(user))
            .filter(|policy| {
                policy.system || policy.groups.iter().any(|id| groups.contains(&id.as_str()))
            })
            .min_by_key(|policy| policy.priority)
    }
}

fn provider(user: &User) -> &str {
    match user.provider.kind.as_str() {
        kind @ ("ACTIVE_DIRECTORY" | "LDAP") => kind,
        _ => "OKTA",
    }
}
