use super::password_policy;
use crate::{Failure, ManagedBy, PasswordExpiration, Person};
use latchkey_okta::{Client, Policy};

/// When a person's password expires, by the policy that applies to them. Okta judges it by the time of
/// the last change, and shows the status `PASSWORD_EXPIRED` only from the next sign-in on.
pub(super) async fn password_expiration(
    okta: &Client,
    person: &Person,
) -> Result<Option<PasswordExpiration>, Failure> {
    if person.managed_by != ManagedBy::Store || person.password_changed.is_none() {
        return Ok(None);
    }
    Ok(by_policies(&password_policy::list(okta).await?, person))
}

/// The same, by policies that were read before.
pub(super) fn by_policies(policies: &[Policy], person: &Person) -> Option<PasswordExpiration> {
    let changed_at = person
        .password_changed
        .filter(|_| person.managed_by == ManagedBy::Store)?;
    let age = password_policy::of_person(policies, person)?.age();
    PasswordExpiration::of(changed_at, age.max_age_days, age.expire_warn_days)
}
