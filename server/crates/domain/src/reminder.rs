use jiff::Timestamp;
use latchkey_values::Alias;

/// A mail to a person whose password ends. There is one for each number of days before each end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Where the password lives.
    pub credential_store: Alias,
    /// That store's id of the person.
    pub person: String,
    /// When the password ends.
    pub ends_at: Timestamp,
    /// So many days before.
    pub days_before: u32,
}

/// A day's walk of a process through the people of its credential store, page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderWalk {
    /// The process.
    pub process: Alias,
    /// When it was due.
    pub due: Timestamp,
    /// Pages that are done.
    pub pages: u32,
    /// Where the next page begins, in the store's own words; `None` for the first one.
    pub mark: Option<String>,
    /// People on those pages.
    pub people: u32,
    /// Reminders queued for them.
    pub reminded: u32,
    /// When it ended; `None` while it goes on.
    pub ended_at: Option<Timestamp>,
}

impl ReminderWalk {
    /// A walk that begins.
    #[must_use]
    pub fn new(process: Alias, due: Timestamp) -> Self {
        Self {
            process,
            due,
            pages: 0,
            mark: None,
            people: 0,
            reminded: 0,
            ended_at: None,
        }
    }
}
