mod check;
mod weakening;

pub use check::CredentialStoreProblem;

use latchkey_values::{Alias, Generator, PasswordPolicy};
use serde::{Deserialize, Serialize};

/// A place where people's passwords live, as an admin configured it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialStoreRecord {
    /// Its short name.
    pub alias: Alias,
    /// Its name on screens.
    pub name: String,
    /// The connection it is reached over; `None` while it is not in use.
    pub connection: Option<Alias>,
    /// How people are found by what they type.
    #[serde(default)]
    pub look_up: LookUpRule,
    /// What is asked of a new password on top of the directory's own policy; zeros and `false` ask
    /// nothing more.
    #[serde(default)]
    pub stricter: Minimums,
    /// How passwords are made where a process makes them.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub generator: Generator,
    /// How many earlier passwords the portal itself remembers of each person and refuses; 0 for none.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub history: u32,
}

/// What is as usual is left out, so that definitions of earlier versions keep their digest.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What may be typed to name oneself. What is not allowed finds nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LookUpRule {
    /// The whole login.
    pub login: bool,
    /// The part of the login before the `@`.
    pub short_name: bool,
    /// The domains a short name may belong to; empty for any, if the name is unambiguous.
    pub short_name_domains: Vec<String>,
    /// The primary email address.
    pub email: bool,
    /// A profile attribute that holds something people know, such as `employeeNumber`; `None` for
    /// none. More than one person with the same value is nobody.
    pub attribute: Option<String>,
}

/// What a password has to have at least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent switch, as in the directory's policy"
)]
pub struct Minimums {
    /// Characters.
    pub length: u32,
    /// A lower-case letter.
    pub lowercase: bool,
    /// An upper-case letter.
    pub uppercase: bool,
    /// A digit.
    pub number: bool,
    /// A symbol.
    pub symbol: bool,
    /// No part of the login, no first and no last name.
    pub excludes_names: bool,
}

impl CredentialStoreRecord {
    /// The most that `history` may be: each costs a hash at every new password.
    pub const MOST_HISTORY: u32 = 10;

    /// A credential store with the product's defaults.
    #[must_use]
    pub fn new(alias: Alias, name: String, connection: Option<Alias>) -> Self {
        Self {
            alias,
            name,
            connection,
            look_up: LookUpRule::default(),
            stricter: Minimums::default(),
            generator: Generator::default(),
            history: 0,
        }
    }
}

impl Default for LookUpRule {
    /// As at Okta's own sign-in, and by address.
    fn default() -> Self {
        Self {
            login: true,
            short_name: true,
            short_name_domains: Vec::new(),
            email: true,
            attribute: None,
        }
    }
}

impl Minimums {
    /// The policy, made as strict as these minimums where it is not.
    #[must_use]
    pub fn on_top_of(self, policy: PasswordPolicy) -> PasswordPolicy {
        use latchkey_values::NameAttribute::{FirstName, LastName};
        let mut excludes = policy.excludes;
        if self.excludes_names {
            let missing =
                [FirstName, LastName].map(|name| (!excludes.contains(&name)).then_some(name));
            excludes.extend(missing.into_iter().flatten());
        }
        PasswordPolicy {
            min_length: policy.min_length.max(self.length),
            lowercase: policy.lowercase || self.lowercase,
            uppercase: policy.uppercase || self.uppercase,
            number: policy.number || self.number,
            symbol: policy.symbol || self.symbol,
            excludes_username: policy.excludes_username || self.excludes_names,
            excludes,
            ..policy
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::NameAttribute;

    #[test]
    fn minimums_make_a_policy_stricter_and_never_weaker() {
        let policy = PasswordPolicy {
            min_length: 12,
            number: true,
            excludes: vec![NameAttribute::LastName],
            history: 4,
            ..PasswordPolicy::default()
        };
        assert_eq!(Minimums::default().on_top_of(policy.clone()), policy);
        let stricter = Minimums {
            length: 8,
            symbol: true,
            excludes_names: true,
            ..Minimums::default()
        };
        let both = stricter.on_top_of(policy);
        assert_eq!((both.min_length, both.history), (12, 4));
        assert!(both.number && both.symbol && both.excludes_username && !both.uppercase);
        assert_eq!(
            both.excludes,
            [NameAttribute::LastName, NameAttribute::FirstName]
        );
    }

    #[test]
    fn what_an_earlier_version_did_not_write_has_its_default() {
        let written = r#"{"alias":"okta","name":"Okta","connection":null}"#;
        let read: CredentialStoreRecord = serde_json::from_str(written).expect("reads");
        let alias = "okta".parse().expect("valid");
        let usual = CredentialStoreRecord::new(alias, "Okta".into(), None);
        assert_eq!(read, usual);
        let again = serde_json::to_string(&usual).expect("writes");
        assert!(
            !again.contains("generator") && !again.contains("history"),
            "{again}"
        );
    }

    #[test]
    fn a_generator_too_short_to_be_safe_and_a_history_too_long_are_refused() {
        let mut record =
            CredentialStoreRecord::new("okta".parse().expect("valid"), "O".into(), None);
        assert_eq!(record.problems(), []);
        record.generator.length = 11;
        record.history = 11;
        let expected = [
            CredentialStoreProblem::GeneratedLength,
            CredentialStoreProblem::History,
        ];
        assert_eq!(record.problems(), expected);
    }
}
