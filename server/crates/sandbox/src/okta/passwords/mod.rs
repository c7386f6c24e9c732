//! The password engine: rules come from the org's PASSWORD policies, wording from Okta.

pub(crate) mod common;
pub(crate) mod complexity;
pub(crate) mod history;
pub(crate) mod policy;
pub(crate) mod set;

use std::fmt;

use sha2::{Digest, Sha256};

use crate::randomness::Randomness;

/// A stored password with those before it. Salted and hashed: even a simulator keeps no password in clear.
#[derive(Clone)]
pub(crate) struct Password {
    current: Digested,
    /// Newest first, without the current one.
    earlier: Vec<Digested>,
    /// Made by Okta for one sign-in, after which it must be changed.
    pub(crate) temporary: bool,
    /// A temporary password that has been used to sign in.
    pub(crate) spent: bool,
}

#[derive(Clone, PartialEq, Eq)]
struct Digested {
    salt: [u8; 16],
    hash: [u8; 32],
}

impl Digested {
    fn new(password: &str, salt: [u8; 16]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(salt);
        hasher.update(password.as_bytes());
        Self {
            salt,
            hash: hasher.finalize().into(),
        }
    }

    fn is(&self, password: &str) -> bool {
        *self == Self::new(password, self.salt)
    }
}

/// The most earlier passwords that any policy may look at.
const KEPT: usize = 30;

impl Password {
    pub(crate) fn new(password: &str, randomness: &mut Randomness) -> Self {
        Self {
            current: Digested::new(password, randomness.bytes()),
            earlier: Vec::new(),
            temporary: false,
            spent: false,
        }
    }

    /// Whether `password` is the current one.
    pub(crate) fn is(&self, password: &str) -> bool {
        self.current.is(password)
    }

    /// Whether `password` is the current one or among the `count` last ones.
    pub(crate) fn was_recently(&self, password: &str, count: usize) -> bool {
        count > 0
            && (self.is(password)
                || self
                    .earlier
                    .iter()
                    .take(count - 1)
                    .any(|old| old.is(password)))
    }

    /// Puts a new password in front of the present one.
    pub(crate) fn replace(&mut self, password: &str, temporary: bool, randomness: &mut Randomness) {
        let new = Digested::new(password, randomness.bytes());
        let old = std::mem::replace(&mut self.current, new);
        if !self.temporary {
            self.earlier.insert(0, old);
            self.earlier.truncate(KEPT);
        }
        self.temporary = temporary;
        self.spent = false;
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_counts_the_current_password_and_forgets_the_oldest() {
        let mut randomness = Randomness::fixed();
        let mut password = Password::new("first", &mut randomness);
        password.replace("second", false, &mut randomness);
        password.replace("third", false, &mut randomness);
        assert!(password.was_recently("third", 1));
        assert!(password.was_recently("first", 3));
        assert!(!password.was_recently("first", 2));
        assert!(!password.was_recently("third", 0));
    }

    #[test]
    fn a_temporary_password_leaves_no_trace_in_the_history() {
        let mut randomness = Randomness::fixed();
        let mut password = Password::new("first", &mut randomness);
        password.replace("temporary", true, &mut randomness);
        password.replace("second", false, &mut randomness);
        assert!(!password.was_recently("temporary", 9));
        assert!(password.was_recently("first", 9));
    }

    #[test]
    fn debug_output_shows_nothing_of_a_password() {
        let password = Password::new("first", &mut Randomness::fixed());
        assert_eq!(format!("{password:?}"), "Password(..)");
    }
}
