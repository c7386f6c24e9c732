//! Processes, as admins see and change them.

mod checks;
mod copy;
mod redirects;
mod reminders;
mod remove;
mod save;
mod switch;
mod try_as;
mod view;
mod write;

pub(crate) use checks::limits_without_effect;
pub use redirects::Redirects;
pub use reminders::{LastWalk, RemindersCounted};
pub use remove::ProcessRemoved;
pub use save::{ProcessSaved, SaveProcess};
pub use view::{ProcessSummary, ProcessView};
