use jiff::Timestamp;
use latchkey_values::{EmailAddress, PersonNames, UserStatus};

/// A person as a credential store knows them now.
#[derive(Clone, Debug)]
pub struct Person {
    /// The store's id of the person.
    pub id: String,
    /// Login and names.
    pub names: PersonNames,
    /// Where mail reaches them; `None` when the store has no usable address.
    pub primary: Option<EmailAddress>,
    /// The address they named for recovery; `None` when there is none.
    pub recovery: Option<EmailAddress>,
    /// The account's status.
    pub status: UserStatus,
    /// Who keeps the password.
    pub managed_by: ManagedBy,
    /// The groups they are in.
    pub groups: Vec<Group>,
    /// Whether they hold an admin role in the store.
    pub is_administrator: bool,
    /// When the password last changed; `None` when there is none or the store does not say.
    pub password_changed: Option<Timestamp>,
}

/// Who keeps a person's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManagedBy {
    /// The store itself: it can be set there.
    Store,
    /// A directory or identity provider behind the store.
    Elsewhere,
}

/// A group a person is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The store's id of the group.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What looking a login up found.
#[derive(Clone, Debug)]
pub enum LookUp {
    /// Exactly one person.
    Found(Box<Person>),
    /// Nobody.
    Unknown,
    /// More than one person: none of them may be acted on.
    Ambiguous,
}
