use crate::Digest;
use latchkey_values::{PasswordPolicy, PersonNames, UserStatus};
use serde::{Deserialize, Serialize};

/// The person a request turned out to be about, as the directory knew them when the code was sent.
///
/// Only what later steps need; addresses are read again each time a mail goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The directory's id of the person.
    pub id: String,
    /// Login and names, for the rules that forbid them in a password.
    pub names: PersonNames,
    /// The account's status.
    pub status: UserStatus,
    /// The password policy that applies.
    pub policy: PasswordPolicy,
    /// Keyed hash of what the proof rests on: the address the code goes to, and when the password
    /// last changed. A proof is worth nothing once either is another.
    pub rests_on: Digest,
}
