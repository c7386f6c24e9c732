//! History and minimum age.

use jiff::{SignedDuration, Timestamp};

use crate::okta::policies::PasswordPolicy;
use crate::okta::users::User;

/// Okta's words for a password that was in use not long ago.
pub(crate) const USED_TOO_RECENTLY: &str = "Password has been used too recently";

/// Refuses a password among the last ones that the policy remembers.
pub(crate) fn refusal(password: &str, user: &User, policy: &PasswordPolicy) -> Option<String> {
    user.password
        .as_ref()
        .is_some_and(|known| known.was_recently(password, policy.history))
        .then(|| USED_TOO_RECENTLY.to_owned())
}

/// Refuses a change before the minimum age has passed. The wording is ours: no recording shows Okta's.
pub(crate) fn too_young(user: &User, policy: &PasswordPolicy, now: Timestamp) -> Option<String> {
    let changed = user.password_changed?;
    let minutes = policy.min_age_minutes;
    let age = now.duration_since(changed);
    (age < SignedDuration::from_mins(minutes)).then(|| {
        format!(
            "Password was changed too recently. At least {minutes} minute(s) must have elapsed since you last changed \
             your password."
        )
    })
}
