//! A policy and its rule as JSON, shaped like the recorded answers.

use serde_json::{Value, json};

use super::PasswordPolicy;
use crate::clock::whole_seconds;

/// A policy.
pub(crate) fn policy(policy: &PasswordPolicy, base: &str) -> Value {
    let href = format!("{base}/api/v1/policies/{}", policy.id);
    let may = if policy.system {
        json!(["GET", "PUT"])
    } else {
        json!(["GET", "PUT", "DELETE"])
    };
    let mut links = json!({
        "self": { "href": href, "hints": { "allow": may } },
        "rules": { "href": format!("{href}/rules"), "hints": { "allow": ["GET", "POST"] } },
    });
    if !policy.system {
        links["deactivate"] = json!({
            "href": format!("{href}/lifecycle/deactivate"), "hints": { "allow": ["POST"] }
        });
    }
    json!({
        "type": "PASSWORD",
        "id": policy.id,
        "status": if policy.active { "ACTIVE" } else { "INACTIVE" },
        "name": policy.name,
        "description": policy.description,
        "priority": policy.priority,
        "system": policy.system,
        "conditions": {
            "people": { "groups": { "include": policy.groups } },
            "authProvider": { "provider": policy.provider },
        },
        "created": whole_seconds(policy.created),
        "lastUpdated": whole_seconds(policy.created),
        "settings": settings(policy),
        "_links": links,
    })
}

fn settings(policy: &PasswordPolicy) -> Value {
    json!({
        "password": {
            "complexity": {
                "minLength": policy.min_length,
                "minLowerCase": u8::from(policy.lower_case),
                "minUpperCase": u8::from(policy.upper_case),
                "minNumber": u8::from(policy.number),
                "minSymbol": u8::from(policy.symbol),
                "excludeUsername": policy.exclude_username,
                "dictionary": { "common": { "exclude": policy.exclude_common } },
                "excludeAttributes": policy.exclude_attributes,
            },
            "age": {
                "maxAgeDays": policy.max_age_days,
                "expireWarnDays": 0,
                "minAgeMinutes": policy.min_age_minutes,
                "historyCount": policy.history,
            },
            "lockout": {
                "maxAttempts": policy.max_attempts,
                "autoUnlockMinutes": policy.auto_unlock_minutes,
                "userLockoutNotificationChannels": [],
                "showLockoutFailures": policy.show_lockout_failures,
            },
        },
        "recovery": {
            "factors": {
                "recovery_question": { "status": "ACTIVE", "properties": { "complexity": { "minLength": 4 } } },
                "okta_email": { "status": "ACTIVE", "properties": { "recoveryToken": { "tokenLifetimeMinutes": 60 } } },
                "okta_sms": { "status": "INACTIVE" },
                "okta_call": { "status": "INACTIVE" },
            },
        },
        "delegation": { "options": { "skipUnlock": false } },
    })
}

/// The rule of a policy.
pub(crate) fn rule(policy: &PasswordPolicy, base: &str) -> Value {
    let rule = &policy.rule;
    let href = format!("{base}/api/v1/policies/{}/rules/{}", policy.id, rule.id);
    let access = |allowed: bool| json!({ "access": if allowed { "ALLOW" } else { "DENY" } });
    json!({
        "type": "PASSWORD",
        "id": rule.id,
        "status": "ACTIVE",
        "name": rule.name,
        "priority": 1,
        "created": whole_seconds(policy.created),
        "lastUpdated": whole_seconds(policy.created),
        "system": policy.system,
        "conditions": {
            "people": { "users": { "exclude": [] } },
            "network": { "connection": "ANYWHERE" },
        },
        "actions": {
            "passwordChange": access(true),
            "selfServicePasswordReset": access(true),
            "selfServiceUnlock": access(rule.self_service_unlock),
        },
        "_links": {
            "self": { "href": href, "hints": { "allow": ["GET", "PUT", "DELETE"] } },
            "deactivate": {
                "href": format!("{href}/lifecycle/deactivate"), "hints": { "allow": ["POST"] }
            },
        },
    })
}
