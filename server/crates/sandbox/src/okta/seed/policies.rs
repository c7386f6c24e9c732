//! The password policies of the beginning.

use std::collections::BTreeMap;

use crate::okta::policies::{PasswordPolicy, Rule};
use crate::okta::state::State;

/// Makes the policy of the employees and the default policy.
pub(super) fn plant(state: &mut State, groups: &BTreeMap<&'static str, String>) {
    let of = |name: &str| groups.get(name).cloned().into_iter().collect();
    let default = default_policy(state, of("Everyone"));
    let employees = PasswordPolicy {
        id: state.new_id("00p"),
        name: "Employees".to_owned(),
        description: "Longer passwords for everybody with a contract of employment".to_owned(),
        priority: 1,
        system: false,
        groups: of("Employees"),
        min_length: 12,
        exclude_attributes: vec!["firstName".to_owned(), "lastName".to_owned()],
        exclude_common: true,
        max_age_days: 0,
        max_attempts: 5,
        rule: rule(state, "Employees"),
        ..default.clone()
    };
    state.policies = vec![employees, default];
}

fn default_policy(state: &mut State, everyone: Vec<String>) -> PasswordPolicy {
    PasswordPolicy {
        id: state.new_id("00p"),
        name: "Default Policy".to_owned(),
        description: "The default policy applies in all situations if no other policy applies."
            .to_owned(),
        priority: 2,
        active: true,
        system: true,
        provider: "OKTA".to_owned(),
        groups: everyone,
        created: state.created,
        min_length: 8,
        lower_case: true,
        upper_case: true,
        number: true,
        symbol: false,
        exclude_username: true,
        exclude_attributes: Vec::new(),
        exclude_common: false,
        history: 4,
        min_age_minutes: 0,
        max_age_days: 90,
        max_attempts: 10,
        auto_unlock_minutes: 0,
        show_lockout_failures: false,
        rule: rule(state, "Default Rule"),
    }
}

fn rule(state: &mut State, name: &str) -> Rule {
    Rule {
        id: state.new_id("0pr"),
        name: name.to_owned(),
        self_service_unlock: true,
    }
}
