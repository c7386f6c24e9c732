//! `/api/v1/policies`.

use crate::{
    Client, Error, OktaId, Pages, Policy, PolicyRule, PolicyStatus, ProviderType, request::Request,
};

/// Calls on policies.
#[derive(Clone, Copy)]
pub struct Policies<'a> {
    pub(crate) client: &'a Client,
}

impl Policies<'_> {
    /// All password policies.
    ///
    /// # Errors
    /// [`Error::is_forbidden`] without the scope `okta.policies.read`.
    pub async fn list_password(&self) -> Result<Vec<Policy>, Error> {
        Pages::new(
            self.client,
            Request::get("/api/v1/policies").query("type", &"PASSWORD"),
        )
        .all()
        .await
    }

    /// The rules of a password policy.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id.
    pub async fn rules(&self, id: &OktaId) -> Result<Vec<PolicyRule>, Error> {
        self.client
            .read(&Request::get("/api/v1/policies/{id}/rules").id(id))
            .await
    }
}

/// The policy that holds for a person in these groups whose password `provider` checks; `None`
/// when Okta would apply none (passwords checked elsewhere).
///
/// Okta has no call for this: the first active policy by priority that names one of the groups
/// and the provider wins (tag Policy of the management spec).
#[must_use]
pub fn effective<'a>(
    policies: &'a [Policy],
    groups: &[OktaId],
    provider: ProviderType,
) -> Option<&'a Policy> {
    policies
        .iter()
        .filter(|policy| policy.status == PolicyStatus::Active)
        .filter(|policy| names_provider(policy, provider) && names_group(policy, groups))
        .min_by_key(|policy| (policy.priority.unwrap_or(u32::MAX), policy.system))
}

fn names_group(policy: &Policy, groups: &[OktaId]) -> bool {
    let included = policy.included_groups();
    // Only the default policy may name no group: it holds for everybody.
    (policy.system && included.is_empty())
        || groups
            .iter()
            .any(|group| included.iter().any(|id| id == group.as_str()))
}

fn names_provider(policy: &Policy, provider: ProviderType) -> bool {
    let wanted = match provider {
        // An imported password becomes Okta's at the first sign-in.
        ProviderType::Okta | ProviderType::Import => "OKTA",
        ProviderType::ActiveDirectory => "ACTIVE_DIRECTORY",
        ProviderType::Ldap => "LDAP",
        ProviderType::Federation | ProviderType::Social | ProviderType::Unknown => return false,
    };
    policy
        .auth_provider()
        .is_none_or(|named| named == "ANY" || named == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::{NameAttribute, PasswordPolicy};
    use serde_json::{Value, json};

    fn policy(id: &str, priority: u32, groups: &[&str], provider: &str) -> Policy {
        parse(json!({
            "id": id, "status": "ACTIVE", "priority": priority, "system": false,
            "conditions": {"people": {"groups": {"include": groups}}, "authProvider": {"provider": provider}}
        }))
    }

    fn parse(value: Value) -> Policy {
        serde_json::from_value(value).expect("policy")
    }

    fn winner(policies: &[Policy], groups: &[&str], provider: ProviderType) -> Option<String> {
        let groups: Vec<OktaId> = groups.iter().map(|id| id.parse().expect("id")).collect();
        effective(policies, &groups, provider).map(|policy| policy.id.to_string())
    }

    #[test]
    fn the_first_policy_by_priority_that_names_group_and_provider_wins() {
        let policies = [
            policy("default", 4, &["everyone"], "ANY"),
            policy("staff", 2, &["staff"], "OKTA"),
            policy("directory", 1, &["staff"], "ACTIVE_DIRECTORY"),
            policy("admins", 3, &["admins"], "OKTA"),
        ];
        for (groups, provider, expected) in [
            (
                &["everyone", "staff", "admins"][..],
                ProviderType::Okta,
                Some("staff"),
            ),
            (
                &["everyone", "admins"],
                ProviderType::Import,
                Some("admins"),
            ),
            (
                &["everyone", "staff"],
                ProviderType::ActiveDirectory,
                Some("directory"),
            ),
            (&["everyone"], ProviderType::Ldap, Some("default")),
            (&["everyone"], ProviderType::Federation, None),
            (&[], ProviderType::Okta, None),
        ] {
            assert_eq!(
                winner(&policies, groups, provider).as_deref(),
                expected,
                "{groups:?} {provider:?}"
            );
        }
    }

    #[test]
    fn inactive_policies_do_not_count_and_the_default_needs_no_group() {
        let inactive =
            parse(json!({"id": "off", "status": "INACTIVE", "priority": 1, "system": true}));
        let default = parse(json!({"id": "default", "status": "ACTIVE", "system": true}));
        let no_group =
            parse(json!({"id": "nobody", "status": "ACTIVE", "priority": 1, "system": false}));
        assert_eq!(
            winner(&[inactive, no_group, default], &[], ProviderType::Okta).as_deref(),
            Some("default")
        );
    }

    #[test]
    fn settings_become_the_rules_people_see() {
        let policy = parse(json!({
            "id": "p", "status": "ACTIVE",
            "settings": {"password": {
                "complexity": {"minLength": 12, "minLowerCase": 1, "minUpperCase": 0, "minNumber": 1, "minSymbol": 0,
                    "excludeUsername": true, "excludeAttributes": ["lastName", "shoeSize"],
                    "maxConsecutiveCharacters": 3, "dictionary": {"common": {"exclude": true}}},
                "age": {"historyCount": 4, "minAgeMinutes": 60, "maxAgeDays": null},
                "lockout": {"maxAttempts": 10, "autoUnlockMinutes": 0}}}
        }));
        let expected = PasswordPolicy {
            min_length: 12,
            lowercase: true,
            uppercase: false,
            number: true,
            symbol: false,
            excludes_username: true,
            excludes: vec![NameAttribute::LastName],
            max_consecutive: Some(3),
            excludes_common: true,
            history: 4,
            min_age_minutes: 60,
            lockout_attempts: 10,
        };
        assert_eq!(PasswordPolicy::from(&policy), expected);
        assert_eq!(policy.lockout().max_attempts, 10);
    }

    #[test]
    fn missing_settings_have_the_specs_defaults() {
        let policy = PasswordPolicy::from(&parse(
            json!({"id": "p", "settings": {"password": {"complexity": {}}}}),
        ));
        assert_eq!(
            (policy.min_length, policy.symbol, policy.max_consecutive),
            (8, true, None)
        );
    }
}
