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

/// The first of `processes` that serves a person; if none does, the first that tells them why, or
/// else the first. `None` when there is none at all.
pub(crate) fn choose(processes: Vec<Process>, person: &Person) -> Option<(Process, Eligibility)> {
    let rank = |judged: &Eligibility| match judged {
        Eligibility::Served => 0,
        Eligibility::Told(_) => 1,
        Eligibility::Silent(_) => 2,
    };
    let judged = processes.into_iter().map(|process| {
        let judged = judge(&process, person);
        (process, judged)
    });
    judged.min_by_key(|(_, judged)| rank(judged))
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
    let groups = person.groups.iter().map(|group| group.name.as_str());
    let attribute = |name: &str| person.attributes.texts(name);
    if !process.audience.includes(groups, attribute) {
        return Eligibility::Silent("not-in-audience");
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
