//! Everything the org knows, behind one lock.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::call::Origin;
use super::error::{INVALID_TOKEN, NO_PERMISSION, Refusal};
use super::factors::Factors;
use super::groups::{Group, GroupKind};
use super::ids::Ids;
use super::logs::SystemLog;
use super::oauth::OAuth;
use super::org::StatusAfterPassword;
use super::policies::PasswordPolicy;
use super::rate_limits::RateLimiter;
use super::tokens::ApiToken;
use super::users::{Status, User};
use crate::clock::Clock;
use crate::randomness::Randomness;

/// The org's state. Ids grow with creation, so the maps are in Okta's order.
#[derive(Debug)]
pub(crate) struct State {
    base_url: String,
    pub(crate) clock: Arc<Clock>,
    pub(crate) randomness: Randomness,
    pub(crate) ids: Ids,
    pub(crate) created: Timestamp,
    pub(crate) users: BTreeMap<String, User>,
    pub(crate) factors: Factors,
    pub(crate) groups: BTreeMap<String, Group>,
    pub(crate) policies: Vec<PasswordPolicy>,
    pub(crate) tokens: Vec<ApiToken>,
    pub(crate) log: SystemLog,
    pub(crate) oauth: OAuth,
    pub(crate) limiter: RateLimiter,
    /// Cursors are bound to this, so that one org's cursor means nothing to another.
    pub(crate) cursor_key: [u8; 16],
    /// Sign-ins that wait for a new password: state token to user id.
    pub(crate) pending_sign_ins: BTreeMap<String, String>,
    pub(crate) status_after_password: StatusAfterPassword,
    /// Which users were there at the beginning: id to number in the list of seeded people.
    pub(crate) seeded: BTreeMap<String, usize>,
}

impl State {
    /// An org without people.
    pub(crate) fn empty(base_url: String, clock: Arc<Clock>, limiter: RateLimiter) -> Self {
        let mut randomness = Randomness::fixed();
        Self {
            base_url,
            created: clock.now(),
            clock,
            cursor_key: randomness.bytes(),
            randomness,
            ids: Ids::default(),
            users: BTreeMap::new(),
            factors: Factors::default(),
            groups: BTreeMap::new(),
            policies: Vec::new(),
            tokens: Vec::new(),
            log: SystemLog::default(),
            oauth: OAuth::default(),
            limiter,
            pending_sign_ins: BTreeMap::new(),
            status_after_password: StatusAfterPassword::default(),
            seeded: BTreeMap::new(),
        }
    }

    /// The org's address, without a slash at the end.
    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new id with Okta's prefix for its kind.
    pub(crate) fn new_id(&mut self, prefix: &str) -> String {
        self.ids.next(prefix, &mut self.randomness)
    }

    /// A user by exact id, as the `{userId}` paths want it.
    pub(crate) fn user_by_id(&self, id: &str) -> Result<&User, Refusal> {
        self.users
            .get(id)
            .ok_or_else(|| Refusal::not_found(id, "User"))
    }

    pub(crate) fn user_mut(&mut self, id: &str) -> Result<&mut User, Refusal> {
        self.users
            .get_mut(id)
            .ok_or_else(|| Refusal::not_found(id, "User"))
    }

    /// A user by login, without regard to case.
    pub(crate) fn user_by_login(&self, login: &str) -> Option<&User> {
        self.users
            .values()
            .find(|user| user.login().eq_ignore_ascii_case(login))
    }

    /// A user by id, login, unambiguous part of the login before the `@`, or `me`.
    pub(crate) fn resolve_user(&self, text: &str, origin: &Origin) -> Result<&User, Refusal> {
        if text == "me" {
            return self.token_owner(origin);
        }
        if let Some(user) = self.users.get(text).or_else(|| self.user_by_login(text)) {
            return Ok(user);
        }
        let mut short = self.users.values().filter(|user| {
            let name = user.login().split_once('@').map(|(name, _)| name);
            name.is_some_and(|name| name.eq_ignore_ascii_case(text))
        });
        match (short.next(), short.next()) {
            (Some(user), None) => Ok(user),
            _ => Err(Refusal::not_found(text, "User")),
        }
    }

    /// The administrator to whom the call's token belongs.
    pub(crate) fn token_owner(&self, origin: &Origin) -> Result<&User, Refusal> {
        let owner = origin.token_owner.as_deref();
        let owner = owner.ok_or_else(|| Refusal::new(&NO_PERMISSION))?;
        self.users
            .get(owner)
            .ok_or_else(|| Refusal::new(&INVALID_TOKEN))
    }

    pub(crate) fn group(&self, id: &str) -> Result<&Group, Refusal> {
        self.groups
            .get(id)
            .ok_or_else(|| Refusal::not_found(id, "UserGroup"))
    }

    pub(crate) fn policy(&self, id: &str) -> Result<&PasswordPolicy, Refusal> {
        let found = self.policies.iter().find(|policy| policy.id == id);
        found.ok_or_else(|| Refusal::not_found(id, "Policy"))
    }

    /// Ids of the groups of a user; everybody is in Everyone.
    pub(crate) fn group_ids_of(&self, user_id: &str) -> Vec<&str> {
        self.groups
            .values()
            .filter(|group| group.kind == GroupKind::BuiltIn || group.members.contains(user_id))
            .map(|group| group.id.as_str())
            .collect()
    }

    /// Users of a group in the order of their ids.
    pub(crate) fn members_of(&self, group: &Group) -> Vec<&User> {
        let everyone = group.kind == GroupKind::BuiltIn;
        self.users
            .values()
            .filter(|user| {
                if everyone {
                    user.status != Status::Deprovisioned
                } else {
                    group.members.contains(&user.id)
                }
            })
            .collect()
    }
}
