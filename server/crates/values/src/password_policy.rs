use crate::Rule;
use serde::{Deserialize, Serialize};

/// What an org asks of a password: the parts of Okta's PASSWORD policy a person has to know
/// (management spec, `PasswordPolicyPasswordSettings`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent switch of Okta's policy"
)]
pub struct PasswordPolicy {
    /// Fewest characters.
    pub min_length: u32,
    /// A lower-case letter is required.
    pub lowercase: bool,
    /// An upper-case letter is required.
    pub uppercase: bool,
    /// A digit is required.
    pub number: bool,
    /// A symbol is required.
    pub symbol: bool,
    /// No part of the login may occur.
    pub excludes_username: bool,
    /// Profile attributes that may not occur.
    pub excludes: Vec<NameAttribute>,
    /// Longest run of one character; `None` means any.
    pub max_consecutive: Option<u32>,
    /// Commonly used passwords are refused (by Okta's own list).
    pub excludes_common: bool,
    /// How many earlier passwords are remembered; 0 means none.
    pub history: u32,
    /// Minutes a password must be kept before the next change; 0 means none.
    pub min_age_minutes: u32,
    /// Wrong passwords in a row that lock the account; 0 means it never locks.
    #[serde(default)]
    pub lockout_attempts: u32,
}

/// A profile attribute a password may be forbidden to contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NameAttribute {
    /// `profile.firstName`.
    FirstName,
    /// `profile.lastName`.
    LastName,
}

/// The names of the person the password is for.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonNames {
    /// `profile.login`.
    pub login: String,
    /// `profile.firstName`; empty when unset.
    pub first: String,
    /// `profile.lastName`; empty when unset.
    pub last: String,
}

crate::masked::masked_debug!(PersonNames);

impl PasswordPolicy {
    /// The rules for one person, in the order they are shown.
    #[must_use]
    pub fn rules_for(&self, names: &PersonNames) -> Vec<Rule> {
        let mut rules = vec![Rule::MinLength(self.min_length.max(1))];
        let classes = [
            (self.lowercase, Rule::Lowercase),
            (self.uppercase, Rule::Uppercase),
            (self.number, Rule::Number),
            (self.symbol, Rule::Symbol),
        ];
        rules.extend(
            classes
                .into_iter()
                .filter(|(wanted, _)| *wanted)
                .map(|(_, rule)| rule),
        );
        if self.excludes_username {
            rules.push(Rule::ExcludesUsername(username_parts(&names.login)));
        }
        for attribute in &self.excludes {
            rules.push(match attribute {
                NameAttribute::FirstName => Rule::ExcludesFirstName(name_parts(&names.first)),
                NameAttribute::LastName => Rule::ExcludesLastName(name_parts(&names.last)),
            });
        }
        rules.extend(self.max_consecutive.map(Rule::MaxConsecutive));
        rules
    }
}

/// Okta splits a login at `, . _ # @ -`; parts of four characters or more must not occur, and the
/// top-level domain does not count (Okta's page "Default Password Policy").
fn username_parts(login: &str) -> Vec<String> {
    let without_tld = match login.rsplit_once('@') {
        Some((local, domain)) => {
            format!(
                "{local}@{}",
                domain.rsplit_once('.').map_or(domain, |(rest, _)| rest)
            )
        }
        None => login.to_owned(),
    };
    without_tld
        .split([',', '.', '_', '#', '@', '-'])
        .filter(|part| part.chars().count() >= 4)
        .map(str::to_lowercase)
        .collect()
}

fn name_parts(name: &str) -> Vec<String> {
    let name = name.trim().to_lowercase();
    if name.is_empty() {
        Vec::new()
    } else {
        vec![name.replace(',', " ")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_level_domain_and_short_parts_do_not_count() {
        assert_eq!(
            username_parts("amy.winter-jones@mail.example.info"),
            ["winter", "jones", "mail", "example"]
        );
        assert_eq!(username_parts("wintermute"), ["wintermute"]);
    }

    #[test]
    fn rules_follow_the_policy() {
        let policy = PasswordPolicy {
            min_length: 12,
            number: true,
            excludes_username: true,
            excludes: vec![NameAttribute::LastName],
            ..PasswordPolicy::default()
        };
        let names = PersonNames {
            login: "alice@example.com".into(),
            first: "Alice".into(),
            last: "Winter".into(),
        };
        let rules = policy.rules_for(&names);
        assert_eq!(
            rules,
            [
                Rule::MinLength(12),
                Rule::Number,
                Rule::ExcludesUsername(vec!["alice".into(), "example".into()]),
                Rule::ExcludesLastName(vec!["winter".into()]),
            ]
        );
    }
}
