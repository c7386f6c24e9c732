//! PASSWORD policies and their rules, to read.

pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod rules;
pub(crate) mod view;

use jiff::Timestamp;

/// A PASSWORD policy. Only what the password engine and the sign-in use; the view fills in the rest.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in Okta's policy object"
)]
pub(crate) struct PasswordPolicy {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// 1 comes first.
    pub(crate) priority: u32,
    pub(crate) active: bool,
    /// The org's default policy, which holds for everybody left over.
    pub(crate) system: bool,
    /// `OKTA`, `ACTIVE_DIRECTORY`, `LDAP` or `ANY`.
    pub(crate) provider: String,
    /// Ids of the groups it holds for.
    pub(crate) groups: Vec<String>,
    pub(crate) created: Timestamp,
    pub(crate) min_length: usize,
    pub(crate) lower_case: bool,
    pub(crate) upper_case: bool,
    pub(crate) number: bool,
    pub(crate) symbol: bool,
    pub(crate) exclude_username: bool,
    /// `firstName`, `lastName` or both.
    pub(crate) exclude_attributes: Vec<String>,
    pub(crate) exclude_common: bool,
    /// How many last passwords may not be used again; 0 for none.
    pub(crate) history: usize,
    pub(crate) min_age_minutes: i64,
    /// 0 means that passwords never expire.
    pub(crate) max_age_days: i64,
    /// 0 means that nobody is ever locked out.
    pub(crate) max_attempts: u32,
    /// 0 means that only an administrator unlocks.
    pub(crate) auto_unlock_minutes: i64,
    pub(crate) show_lockout_failures: bool,
    pub(crate) rule: Rule,
}

/// The one rule of a policy.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) self_service_unlock: bool,
}
