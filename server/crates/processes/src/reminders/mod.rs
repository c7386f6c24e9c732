//! Mails to people whose password ends: each day a walk through the people of a credential store, and one
//! mail for each number of days before each end.

pub(crate) mod plan;
mod preview;
pub(crate) mod send;
pub(crate) mod walk;

pub use preview::ReminderPreview;

use crate::{
    Engine, EngineError,
    eligibility::{self, Eligibility},
};
use jiff::{SignedDuration, Timestamp};
use latchkey_credential_stores::{CredentialStore, PasswordEnds, PasswordExpiration, Person};
use latchkey_domain::{Process, Reminder, UnitOfWork};
use latchkey_values::{Alias, UserStatus};
use std::{ops::Range, sync::Arc};

impl Engine {
    /// The process, if it reminds people at all.
    async fn reminding_process(
        &self,
        unit: &mut dyn UnitOfWork,
        alias: &Alias,
    ) -> Result<Option<Process>, EngineError> {
        let process = unit.process(alias).await?;
        Ok(process.filter(|process| process.active && process.reminders.password_end.on))
    }

    /// Where the passwords of a process live, for work that nobody waits for.
    async fn credential_store_for_bulk(
        &self,
        process: &Process,
    ) -> Result<Arc<dyn CredentialStore>, EngineError> {
        let stores = self.credential_stores();
        Ok(stores.get_for_bulk(&process.credential_store).await?)
    }
}

/// The ends of which people may be told at `now`.
fn within(process: &Process, now: Timestamp) -> Range<Timestamp> {
    let days = i64::from(process.reminders.password_end.earliest()) + 1;
    now..now + SignedDuration::from_hours(24 * days)
}

/// The reminders that are due for people on a page.
fn due(process: &Process, page: &PasswordEnds, now: Timestamp) -> Vec<Reminder> {
    let of = |(person, end): &(Person, PasswordExpiration)| reminder(process, person, end, now);
    page.people.iter().filter_map(of).collect()
}

/// The reminder that is due for a person; `None` when none is, and for those whom the process does not
/// serve or who cannot sign in.
fn reminder(
    process: &Process,
    person: &Person,
    end: &PasswordExpiration,
    now: Timestamp,
) -> Option<Reminder> {
    let signs_in = matches!(person.status, UserStatus::Active | UserStatus::LockedOut);
    let is_served = eligibility::judge(process, person) == Eligibility::Served;
    if !signs_in || !is_served || end.is_expired(now) {
        return None;
    }
    Some(Reminder {
        credential_store: process.credential_store.clone(),
        person: person.id.clone(),
        ends_at: end.expires_at,
        days_before: process.reminders.password_end.due_at(end.days_left(now))?,
    })
}
