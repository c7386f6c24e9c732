use crate::{Digest, Verification};
use latchkey_values::{Alias, PasswordPolicy, PersonNames, UserStatus};
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
    /// The process that serves them; `None` when it is the one the request began with.
    #[serde(default)]
    pub served_by: Option<Alias>,
    /// What they have proven so far.
    #[serde(default)]
    pub passed: Vec<Verification>,
}

impl Subject {
    /// The person, with what `before` has proven, if that is the same person and the proof rests on
    /// the same.
    pub(crate) fn keeping_proof_of(mut self, before: Option<Self>) -> Self {
        let same = |before: &Self| before.id == self.id && before.rests_on == self.rests_on;
        if let Some(before) = before.filter(same) {
            self.passed = before.passed;
        }
        self
    }
}
