use super::null_as_default;
use crate::OktaId;
use latchkey_values::{NameAttribute, PasswordPolicy};
use serde::Deserialize;

/// A password policy (management spec, schema `PasswordPolicy`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The id.
    pub id: OktaId,
    /// The name admins read.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// Whether it is in force.
    #[serde(default)]
    pub status: PolicyStatus,
    /// The org's default policy, which cannot be deleted.
    #[serde(default, deserialize_with = "null_as_default")]
    pub system: bool,
    /// Smaller goes first; `None` goes last.
    pub priority: Option<u32>,
    #[serde(default, deserialize_with = "null_as_default")]
    conditions: Conditions,
    #[serde(default, deserialize_with = "null_as_default")]
    settings: Settings,
}

/// Whether a policy or rule is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PolicyStatus {
    /// In force.
    Active,
    /// Not in force.
    Inactive,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Conditions {
    #[serde(deserialize_with = "null_as_default")]
    people: People,
    #[serde(deserialize_with = "null_as_default")]
    auth_provider: AuthProvider,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct People {
    #[serde(deserialize_with = "null_as_default")]
    groups: Groups,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Groups {
    #[serde(deserialize_with = "null_as_default")]
    include: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct AuthProvider {
    provider: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Settings {
    #[serde(deserialize_with = "null_as_default")]
    password: PasswordSettings,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct PasswordSettings {
    #[serde(deserialize_with = "null_as_default")]
    complexity: Complexity,
    #[serde(deserialize_with = "null_as_default")]
    age: PasswordAge,
    #[serde(deserialize_with = "null_as_default")]
    lockout: Lockout,
}

/// What a password is made of. Missing fields have the defaults of the spec's
/// `PasswordPolicyPasswordSettingsComplexity`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Complexity {
    /// Fewest characters.
    pub min_length: u32,
    /// Fewest lower-case letters, 0 or 1.
    pub min_lower_case: u32,
    /// Fewest upper-case letters, 0 or 1.
    pub min_upper_case: u32,
    /// Fewest digits, 0 or 1.
    pub min_number: u32,
    /// Fewest symbols, 0 or 1.
    pub min_symbol: u32,
    /// No part of the login may occur.
    pub exclude_username: bool,
    /// Names of profile attributes that may not occur.
    #[serde(deserialize_with = "null_as_default")]
    pub exclude_attributes: Vec<String>,
    /// Longest run of one character; `None` or 0 means any.
    pub max_consecutive_characters: Option<u32>,
    #[serde(deserialize_with = "null_as_default")]
    dictionary: Dictionary,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Dictionary {
    #[serde(deserialize_with = "null_as_default")]
    common: Common,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Common {
    #[serde(deserialize_with = "null_as_default")]
    exclude: bool,
}

impl Default for Complexity {
    fn default() -> Self {
        Self {
            min_length: 8,
            min_lower_case: 1,
            min_upper_case: 1,
            min_number: 1,
            min_symbol: 1,
            exclude_username: true,
            exclude_attributes: Vec::new(),
            max_consecutive_characters: None,
            dictionary: Dictionary::default(),
        }
    }
}

/// How long passwords live. 0 means no limit everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PasswordAge {
    /// Days until a password expires.
    #[serde(deserialize_with = "null_as_default")]
    pub max_age_days: u32,
    /// Days of warning before that.
    #[serde(deserialize_with = "null_as_default")]
    pub expire_warn_days: u32,
    /// Minutes before the next change.
    #[serde(deserialize_with = "null_as_default")]
    pub min_age_minutes: u32,
    /// Earlier passwords that may not come back.
    #[serde(deserialize_with = "null_as_default")]
    pub history_count: u32,
}

/// When an account locks itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Lockout {
    /// Failed sign-ins before the lock; 0 means never.
    #[serde(deserialize_with = "null_as_default")]
    pub max_attempts: u32,
    /// Minutes until the lock opens by itself; 0 means never.
    #[serde(deserialize_with = "null_as_default")]
    pub auto_unlock_minutes: u32,
}

impl Policy {
    /// Ids of the groups it is for; empty when Okta names none.
    #[must_use]
    pub fn included_groups(&self) -> &[String] {
        &self.conditions.people.groups.include
    }

    /// `ANY`, `OKTA`, `ACTIVE_DIRECTORY` or `LDAP`; `None` when Okta names none.
    #[must_use]
    pub fn auth_provider(&self) -> Option<&str> {
        self.conditions.auth_provider.provider.as_deref()
    }

    /// What a password is made of.
    #[must_use]
    pub fn complexity(&self) -> &Complexity {
        &self.settings.password.complexity
    }

    /// How long passwords live.
    #[must_use]
    pub fn age(&self) -> &PasswordAge {
        &self.settings.password.age
    }

    /// When an account locks itself.
    #[must_use]
    pub fn lockout(&self) -> &Lockout {
        &self.settings.password.lockout
    }
}

impl From<&Policy> for PasswordPolicy {
    fn from(policy: &Policy) -> Self {
        let (complexity, age) = (policy.complexity(), policy.age());
        let attribute = |name: &String| match name.as_str() {
            "firstName" => Some(NameAttribute::FirstName),
            "lastName" => Some(NameAttribute::LastName),
            _ => None,
        };
        Self {
            min_length: complexity.min_length,
            lowercase: complexity.min_lower_case > 0,
            uppercase: complexity.min_upper_case > 0,
            number: complexity.min_number > 0,
            symbol: complexity.min_symbol > 0,
            excludes_username: complexity.exclude_username,
            excludes: complexity
                .exclude_attributes
                .iter()
                .filter_map(attribute)
                .collect(),
            max_consecutive: complexity
                .max_consecutive_characters
                .filter(|most| *most > 0),
            excludes_common: complexity.dictionary.common.exclude,
            history: age.history_count,
            min_age_minutes: age.min_age_minutes,
            lockout_attempts: policy.lockout().max_attempts,
        }
    }
}
