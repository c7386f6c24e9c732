use crate::Role;
use jiff::Timestamp;
use latchkey_values::SignInId;
use serde::{Deserialize, Serialize};

/// Who signed in, named so that nobody else ever has the same name: never by login or address, which
/// move from person to person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Principal {
    /// Who vouches for them: the issuer of their token, or [`Principal::LOCAL`].
    pub issuer: String,
    /// The issuer's own id of the person.
    pub subject: String,
}

impl Principal {
    /// The issuer of local administrators.
    pub const LOCAL: &'static str = "local";
}

/// One sign-in of one person in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Its id.
    pub id: SignInId,
    /// Who.
    pub principal: Principal,
    /// Their name on screens.
    pub name: String,
    /// Their login, for people to read; nothing is looked up by it.
    pub login: String,
    /// What they may do, as of `roles_read_at`.
    pub roles: Vec<Role>,
    /// When the roles were last read from the directory.
    pub roles_read_at: Timestamp,
    /// When they last proved who they are.
    pub authenticated_at: Timestamp,
    /// When they last did anything.
    pub last_seen_at: Timestamp,
    /// When it ends, whatever they do.
    pub expires_at: Timestamp,
}
