use super::failure;
use crate::{Failure, Person};
use latchkey_okta::{Client, OktaId, Policy, PolicyStatus, ProviderType, policies};
use latchkey_values::PasswordPolicy;

/// The policy that applies to a person; one that asks nothing when there is none.
pub(super) async fn effective(okta: &Client, person: &Person) -> Result<PasswordPolicy, Failure> {
    let policy = okta_policy(okta, person).await?;
    Ok(policy
        .as_ref()
        .map(PasswordPolicy::from)
        .unwrap_or_default())
}

/// Okta's policy for a person. Okta has no call for that: the first policy by priority that names one
/// of the person's groups does (management spec, `PasswordPolicy`).
pub(super) async fn okta_policy(okta: &Client, person: &Person) -> Result<Option<Policy>, Failure> {
    Ok(of_person(&list(okta).await?, person).cloned())
}

/// Every policy of the org.
pub(super) async fn list(okta: &Client) -> Result<Vec<Policy>, Failure> {
    let policies = okta.policies().list_password().await;
    policies.map_err(failure::of_read)
}

/// That of a person among them.
pub(super) fn of_person<'a>(policies: &'a [Policy], person: &Person) -> Option<&'a Policy> {
    let groups: Vec<OktaId> = person
        .groups
        .iter()
        .filter_map(|group| group.id.parse().ok())
        .collect();
    policies::effective(policies, &groups, ProviderType::Okta)
}

/// Every policy in force for people whose password Okta keeps.
pub(super) async fn all(okta: &Client) -> Result<Vec<PasswordPolicy>, Failure> {
    let policies = list(okta).await?;
    let applies = |policy: &&Policy| {
        policy.status == PolicyStatus::Active
            && matches!(policy.auth_provider(), None | Some("ANY" | "OKTA"))
    };
    let in_force = policies.iter().filter(applies);
    Ok(in_force.map(PasswordPolicy::from).collect())
}
