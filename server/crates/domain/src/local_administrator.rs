use crate::{Digest, Principal};
use jiff::{SignedDuration, Timestamp};
use latchkey_values::Alias;
use std::fmt;

/// An administrator whom the portal itself knows, for the day on which the directory cannot sign
/// anybody in. None exists until an operator makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalAdministrator {
    /// The name they sign in with; never given to anybody else.
    pub name: Alias,
    /// `None` until they chose a password.
    pub password: Option<PasswordHash>,
    /// The link by which they may choose one; `None` when there is none or it was used.
    pub invitation: Option<Invitation>,
    /// Whether they are turned away.
    pub disabled: bool,
    /// When they were added.
    pub created_at: Timestamp,
}

/// A link that lets one person choose a password, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Digest of the link's token.
    pub digest: Digest,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

impl Invitation {
    /// How long a link works.
    pub const LIFETIME: SignedDuration = SignedDuration::from_hours(1);
}

/// A password's hash with its salt and parameters, in PHC form. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Wraps the text of a hash.
    #[must_use]
    pub fn from_phc(text: String) -> Self {
        Self(text)
    }

    /// The text, for checking a password and for the database.
    #[must_use]
    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PasswordHash(…)")
    }
}

impl LocalAdministrator {
    /// Under what their sign-ins are kept.
    #[must_use]
    pub fn principal(&self) -> Principal {
        Principal {
            issuer: Principal::LOCAL.to_owned(),
            subject: self.name.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_not_shown() {
        let hash = PasswordHash::from_phc("$argon2id$secret".into());
        assert!(!format!("{hash:?}").contains("secret"));
    }
}
