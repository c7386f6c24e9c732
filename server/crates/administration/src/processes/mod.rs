//! Processes, as admins see and change them.

mod checks;
mod copy;
mod redirects;
mod reminders;
mod remove;
mod sample_mails;
mod save;
mod send_test_mail;
mod switch;
mod try_as;
mod view;
mod write;

pub(crate) use checks::limits_without_effect;
pub use redirects::Redirects;
pub use reminders::{LastWalk, RemindersCounted};
pub use remove::ProcessRemoved;
pub use sample_mails::SampleMail;
pub use save::{ProcessSaved, SaveProcess};
pub(crate) use send_test_mail::SendTestMail;
pub use send_test_mail::TestMail;
pub use view::{ProcessSummary, ProcessView};
