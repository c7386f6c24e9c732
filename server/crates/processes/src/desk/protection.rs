use crate::{Engine, EngineError};
use jiff::SignedDuration;
use latchkey_credential_stores::Person;
use latchkey_domain::{
    AuditFilter, AuditKind, AuditPage, DeskAction, Process, ProtectedPeople, UnitOfWork,
};

/// Why an action takes a second agent, or is refused where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protection {
    /// The person has an admin role in the directory.
    Administrator,
    /// The person is in a group that is protected.
    Group(String),
    /// The service desk helped this person to a new password within a day.
    SecondReset,
}

/// A second reset of one person within so long is what attackers do.
const BETWEEN_RESETS: SignedDuration = SignedDuration::from_hours(24);

/// Whether somebody is protected, whatever is to be done.
pub(super) fn of_person(process: &Process, person: &Person) -> Option<Protection> {
    if person.is_administrator {
        return Some(Protection::Administrator);
    }
    let protected = &process.desk.protected_groups;
    let group = person
        .groups
        .iter()
        .find(|group| protected.contains(&group.name));
    group.map(|group| Protection::Group(group.name.clone()))
}

/// Whether a process acts on protected people at all.
pub(super) fn is_refused(process: &Process) -> bool {
    process.desk.protected_people == ProtectedPeople::Refused
}

impl Engine {
    /// Why `action` on a person is protected; `None` when one agent is enough.
    pub(super) async fn protection(
        &self,
        unit: &mut dyn UnitOfWork,
        process: &Process,
        person: &Person,
        action: DeskAction,
    ) -> Result<Option<Protection>, EngineError> {
        if let Some(protection) = of_person(process, person) {
            return Ok(Some(protection));
        }
        let about_password = matches!(action, DeskAction::HandOver | DeskAction::ExpirePassword);
        if !about_password {
            return Ok(None);
        }
        let filter = AuditFilter {
            kinds: vec![AuditKind::HandoverCodeUsed],
            person: Some(person.id.clone()),
            from: Some(self.now() - BETWEEN_RESETS),
            ..AuditFilter::default()
        };
        let recent = unit.find_audit(&filter, AuditPage::Newest, 1).await?;
        Ok((!recent.is_empty()).then_some(Protection::SecondReset))
    }
}
