//! API tokens (SSWS).

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::state::State;
use super::users::Status;

/// Okta drops a token that nobody used for 30 days.
const IDLE_DAYS: i64 = 30;

/// A token; only its hash is kept.
#[derive(Debug, Clone)]
pub(crate) struct ApiToken {
    pub(crate) id: String,
    hash: [u8; 32],
    pub(crate) owner: String,
    pub(crate) last_used: Timestamp,
}

impl State {
    /// Makes a token with the given value for an administrator.
    pub(crate) fn add_token(&mut self, value: &str, owner: &str) {
        let token = ApiToken {
            id: self.new_id("00T"),
            hash: hash(value),
            owner: owner.to_owned(),
            last_used: self.now(),
        };
        self.tokens.push(token);
    }

    /// Finds a live token by its value and counts the use. `None`: unknown, idle for too long, or its owner is gone.
    pub(crate) fn use_token(&mut self, value: &str) -> Option<(String, String)> {
        let now = self.now();
        let wanted = hash(value);
        let owners = &self.users;
        let token = self.tokens.iter_mut().find(|token| token.hash == wanted)?;
        let idle = now.duration_since(token.last_used);
        let owner_lives = owners
            .get(&token.owner)
            .is_some_and(|owner| owner.status != Status::Deprovisioned);
        if idle > SignedDuration::from_hours(IDLE_DAYS * 24) || !owner_lives {
            return None;
        }
        token.last_used = now;
        Some((token.id.clone(), token.owner.clone()))
    }
}

fn hash(value: &str) -> [u8; 32] {
    Sha256::digest(value.as_bytes()).into()
}
