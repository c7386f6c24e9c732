use super::{Found, Process, ProcessField, ProcessKind, Verification};
use serde::{Deserialize, Serialize};

/// What only a process of the service desk has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeskSettings {
    /// What an agent has to write down before a case is opened.
    pub asks_for: CaseNote,
    /// The attributes a caller confirms, by the directory's names, where
    /// [`Verification::PersonalData`] is among the verifications.
    pub personal_data: Vec<String>,
    /// Names of directory groups whose members are protected, as is whoever has an admin role.
    pub protected_groups: Vec<String>,
    /// What it takes to act on somebody who is protected.
    pub protected_people: ProtectedPeople,
}

/// What an agent has to write down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseNote {
    /// Nothing, though both are kept when given.
    #[default]
    Nothing,
    /// Why the person calls.
    Reason,
    /// The number of the ticket.
    Ticket,
}

/// What it takes to act on somebody who is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProtectedPeople {
    /// Nobody acts on them.
    #[default]
    Refused,
    /// A second agent confirms each action.
    SecondAgent,
}

/// More are a burden, and prove no more.
const MOST_ATTRIBUTES: usize = 5;

/// How long the name of an attribute may be.
const LONGEST_ATTRIBUTE: usize = 64;

impl Process {
    /// Whether it is one that agents run.
    #[must_use]
    pub fn is_for_the_desk(&self) -> bool {
        self.kind == ProcessKind::ServiceDesk
    }

    pub(super) fn check_desk(&self, found: &mut Found) {
        let steps = &self.verifications.steps;
        let asks_personal_data = steps
            .iter()
            .any(|step| step.verification == Verification::PersonalData);
        if asks_personal_data && !self.is_for_the_desk() {
            let reason =
                "Personal data is confirmed to an agent; a public process cannot ask for it.";
            found.wrong(ProcessField::Verifications, reason);
        } else if asks_personal_data && !steps.iter().any(|step| step.verification.proves_alone()) {
            let reason = "Personal data alone proves nothing: callers of attackers know it too. Add \
                          another verification.";
            found.wrong(ProcessField::Verifications, reason);
        }
        if asks_personal_data && self.is_for_the_desk() && self.desk.personal_data.is_empty() {
            let reason = "Name at least one attribute that callers confirm.";
            found.wrong(ProcessField::Desk, reason);
        }
        if !self.is_for_the_desk() && self.desk != DeskSettings::default() {
            let reason = "What is set for the service desk has no effect on a public process.";
            found.wrong(ProcessField::Desk, reason);
        }
        if self.desk.personal_data.len() > MOST_ATTRIBUTES {
            let reason = "Five attributes are as many as anybody is asked for.";
            found.wrong(ProcessField::Desk, reason);
        }
        if !self
            .desk
            .personal_data
            .iter()
            .all(|name| is_attribute(name))
        {
            let reason = "Write attributes by the directory's names, such as employeeNumber.";
            found.wrong(ProcessField::Desk, reason);
        }
    }

    pub(super) fn compare_desk(&self, before: &Self, found: &mut super::weakening::Found) {
        let (now, was) = (&self.desk, &before.desk);
        let note = was.asks_for != CaseNote::Nothing && now.asks_for == CaseNote::Nothing;
        found.when(note, ProcessField::Desk, || {
            "Agents need not write down why they help.".into()
        });
        let second = now.protected_people == ProtectedPeople::SecondAgent
            && was.protected_people == ProtectedPeople::Refused;
        found.when(second, ProcessField::Desk, || {
            "Agents act on protected people when a second agent confirms it.".into()
        });
        for group in &was.protected_groups {
            let gone = !now.protected_groups.contains(group);
            found.when(gone, ProcessField::Desk, || {
                format!("Members of “{group}” are not protected any more.")
            });
        }
        for attribute in &was.personal_data {
            let gone = !now.personal_data.contains(attribute);
            found.when(gone, ProcessField::Desk, || {
                format!("Callers need not confirm {attribute} any more.")
            });
        }
    }
}

fn is_attribute(name: &str) -> bool {
    name.len() <= LONGEST_ATTRIBUTE
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offers, Requirement, Severity, VerificationStep};

    fn process() -> Process {
        let alias = |text: &str| text.parse().expect("an alias");
        Process {
            kind: ProcessKind::ServiceDesk,
            ..Process::new(alias("desk"), "Desk".into(), alias("okta"), Offers::ALL)
        }
    }

    fn asking(verifications: &[Verification]) -> Process {
        let step = |verification: &Verification| VerificationStep {
            verification: *verification,
            requirement: Requirement::Mandatory,
        };
        let mut process = process();
        process.verifications.steps = verifications.iter().map(step).collect();
        process.desk.personal_data = vec!["employeeNumber".into()];
        process
    }

    fn wrong(process: &Process) -> Vec<ProcessField> {
        let problems = process.problems();
        assert!(problems.iter().all(|one| one.severity == Severity::Wrong));
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn item_76_no_process_can_be_built_on_personal_data_alone() {
        let both = asking(&[Verification::EmailCode, Verification::PersonalData]);
        assert_eq!(wrong(&both), []);
        let alone = asking(&[Verification::PersonalData]);
        assert_eq!(wrong(&alone), [ProcessField::Verifications]);
        assert!(!alone.verifications.can_be_met());
        let mut public = both;
        public.kind = ProcessKind::default();
        let fields = [ProcessField::Verifications, ProcessField::Desk];
        assert_eq!(wrong(&public), fields);
    }

    #[test]
    fn personal_data_needs_attributes_that_can_be_read() {
        let mut process = asking(&[Verification::EmailCode, Verification::PersonalData]);
        process.desk.personal_data.clear();
        assert_eq!(wrong(&process), [ProcessField::Desk]);
        process.desk.personal_data = vec!["no such name".into()];
        assert_eq!(wrong(&process), [ProcessField::Desk]);
    }

    #[test]
    fn what_protects_callers_less_is_named() {
        let mut before = process();
        before.desk.asks_for = CaseNote::Ticket;
        before.desk.protected_groups = vec!["Board".into()];
        before.desk.personal_data = vec!["employeeNumber".into()];
        let mut after = process();
        after.desk.protected_people = ProtectedPeople::SecondAgent;
        let weaker = after.weaker_than(&before);
        assert_eq!(weaker.len(), 4, "{weaker:#?}");
        assert!(weaker.iter().all(|one| one.field == ProcessField::Desk));
    }
}
