use latchkey_credential_stores::{ManagedBy, Person};
use latchkey_domain::{CodeDestination, Process};
use latchkey_mail::NotServedReason;
use latchkey_values::{EmailAddress, UserStatus};

/// What the portal can do for a person the directory knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Eligibility {
    /// Help them.
    Served,
    /// Tell them, by mail to their own address, why not.
    Told(NotServedReason),
    /// Treat them like somebody unknown.
    Silent(&'static str),
}

/// Judges a person for a process.
pub(crate) fn judge(process: &Process, person: &Person) -> Eligibility {
    if person
        .groups
        .iter()
        .any(|group| process.excluded_groups.contains(&group.name))
    {
        return Eligibility::Silent("excluded-group");
    }
    if code_address(process, person).is_none() {
        return Eligibility::Silent("no-address");
    }
    if person.is_administrator && !process.serves_administrators {
        return Eligibility::Told(NotServedReason::Administrator);
    }
    if person.managed_by == ManagedBy::Elsewhere {
        return Eligibility::Told(NotServedReason::ManagedElsewhere);
    }
    match person.status {
        UserStatus::Active
        | UserStatus::LockedOut
        | UserStatus::PasswordExpired
        | UserStatus::Recovery => Eligibility::Served,
        UserStatus::Suspended => Eligibility::Told(NotServedReason::Suspended),
        UserStatus::Deprovisioned => Eligibility::Told(NotServedReason::Deactivated),
        UserStatus::Staged | UserStatus::Provisioned => {
            Eligibility::Told(NotServedReason::NotYetActivated)
        }
        UserStatus::Unknown => Eligibility::Silent("unknown-status"),
    }
}

/// Where a code for this person goes.
pub(crate) fn code_address<'a>(process: &Process, person: &'a Person) -> Option<&'a EmailAddress> {
    match process.code_destination {
        CodeDestination::RecoveryFirst => person.recovery.as_ref().or(person.primary.as_ref()),
        CodeDestination::Primary => person.primary.as_ref(),
    }
}
