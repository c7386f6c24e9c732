use latchkey_values::{PersonNames, UserStatus};

/// Somebody whom a search found. What of them may be shown to whoever helps them: no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    /// The store's id of the person.
    pub id: String,
    /// Login and names.
    pub names: PersonNames,
    /// The account's status.
    pub status: UserStatus,
}
