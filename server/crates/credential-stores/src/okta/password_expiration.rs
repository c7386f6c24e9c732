use super::password_policy;
use crate::{Failure, ManagedBy, PasswordExpiration, Person};
use latchkey_okta::Client;

/// When a person's password expires, by the policy that applies to them. Okta judges it by the time of
/// the last change, and shows the status `PASSWORD_EXPIRED` only from the next sign-in on.
pub(super) async fn password_expiration(
    okta: &Client,
    person: &Person,
) -> Result<Option<PasswordExpiration>, Failure> {
    let (ManagedBy::Store, Some(changed_at)) = (person.managed_by, person.password_changed) else {
        return Ok(None);
    };
    let policy = password_policy::okta_policy(okta, person).await?;
    Ok(policy.and_then(|policy| {
        let age = policy.age();
        PasswordExpiration::of(changed_at, age.max_age_days, age.expire_warn_days)
    }))
}
