use super::failure;
use crate::{Failure, Person};
use latchkey_okta::{Client, OktaId, ProviderType, policies};
use latchkey_values::PasswordPolicy;

/// The policy that applies to a person. Okta has no call for that: the first policy by priority that
/// names one of the person's groups does (management spec, `PasswordPolicy`).
pub(super) async fn effective(okta: &Client, person: &Person) -> Result<PasswordPolicy, Failure> {
    let policies = okta
        .policies()
        .list_password()
        .await
        .map_err(failure::of_read)?;
    let groups: Vec<OktaId> = person
        .groups
        .iter()
        .filter_map(|group| group.id.parse().ok())
        .collect();
    let policy = policies::effective(&policies, &groups, ProviderType::Okta);
    Ok(policy.map(PasswordPolicy::from).unwrap_or_default())
}
