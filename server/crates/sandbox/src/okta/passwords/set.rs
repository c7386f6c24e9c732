//! Checking and storing a new password.

use super::{Password, complexity, history};
use crate::okta::state::State;
use crate::okta::users::User;

/// How much of the policy counts besides complexity, which always counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checks {
    pub(crate) history: bool,
    pub(crate) minimum_age: bool,
}

impl Checks {
    /// Complexity alone: an administrator sets a password without `strict`.
    pub(crate) const COMPLEXITY: Self = Self {
        history: false,
        minimum_age: false,
    };
}

impl State {
    /// Why the user may not have this password, in Okta's words; `None` when nothing stands against it.
    pub(crate) fn password_refusal(
        &self,
        user: &User,
        password: &str,
        checks: Checks,
    ) -> Option<String> {
        let policy = self.password_policy(user)?;
        let now = self.now();
        complexity::refusal(password, user, policy)
            .or_else(|| history::refusal(password, user, policy).filter(|_| checks.history))
            .or_else(|| history::too_young(user, policy, now).filter(|_| checks.minimum_age))
    }

    /// Stores a password that was checked before.
    pub(crate) fn store_password(&mut self, id: &str, password: &str, temporary: bool) {
        let now = self.now();
        let Some(user) = self.users.get_mut(id) else {
            return;
        };
        match &mut user.password {
            Some(known) => known.replace(password, temporary, &mut self.randomness),
            none => {
                let mut new = Password::new(password, &mut self.randomness);
                new.temporary = temporary;
                *none = Some(new);
            }
        }
        user.password_changed = Some(now);
        user.last_updated = now;
    }
}
