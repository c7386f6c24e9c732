//! What only a process of the service desk has: its part of the form.

use super::{audience::lines, fields::Shown, form::ProcessForm};
use crate::words::name_of;
use latchkey_domain::{
    CaseNote, DeskSettings, Process, ProtectedPeople, Requirement, Verification, VerificationStep,
};
use latchkey_ui::{Choice, ChoiceField, LinesField};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

#[component]
pub(super) fn DeskFields(shown: Shown) -> impl IntoView {
    let notes = vec![
        Choice::new("nothing", "Nothing"),
        Choice::new("reason", "Why the person calls"),
        Choice::new("ticket", "The number of a ticket"),
    ];
    let people = vec![
        Choice::new("refused", "Are not helped"),
        Choice::new(
            "second-agent",
            "Are helped when a second agent confirms each action",
        ),
    ];
    view! {
        <fieldset>
            <legend>"Only for the service desk"</legend>
            <ChoiceField name="desk_asks_for" label="What agents have to write down" choices=notes
                value=shown.value("desk_asks_for", |form| &form.desk_asks_for) error=None/>
            <LinesField name="desk_personal_data" label="Personal data that callers confirm" lines=2
                hint="Okta's attributes, one a line, such as employeeNumber; five at most. Always beside the code, never instead."
                value=shown.value("desk_personal_data", |form| &form.desk_personal_data)
                error=shown.problem("desk_personal_data")/>
            <LinesField name="desk_protected_groups" label="Protected groups" lines=2
                hint="Names, one a line. People with an admin role in Okta are always protected."
                value=shown.value("desk_protected_groups", |form| &form.desk_protected_groups) error=None/>
            <ChoiceField name="desk_protected_people" label="Protected people" choices=people
                value=shown.value("desk_protected_people", |form| &form.desk_protected_people) error=None/>
        </fieldset>
    }
}

impl ProcessForm {
    /// The form with what a process has for the service desk.
    pub(super) fn with_desk(self, desk: &DeskSettings) -> Self {
        Self {
            desk_asks_for: name_of(&desk.asks_for),
            desk_personal_data: desk.personal_data.join("\n"),
            desk_protected_groups: desk.protected_groups.join("\n"),
            desk_protected_people: name_of(&desk.protected_people),
            ..self
        }
    }

    /// The process with what was entered for the service desk; a public one has nothing of it. Where
    /// attributes are named, callers have to confirm them.
    pub(super) fn desk_applied_to(&self, mut process: Process) -> Process {
        process.desk = if process.is_for_the_desk() {
            DeskSettings {
                asks_for: chosen::<CaseNote>(&self.desk_asks_for),
                personal_data: lines(&self.desk_personal_data),
                protected_groups: lines(&self.desk_protected_groups),
                protected_people: chosen::<ProtectedPeople>(&self.desk_protected_people),
            }
        } else {
            DeskSettings::default()
        };
        let steps = &mut process.verifications.steps;
        let is_asked = |step: &VerificationStep| step.verification == Verification::PersonalData;
        if process.desk.personal_data.is_empty() {
            steps.retain(|step| !is_asked(step));
        } else if !steps.iter().any(is_asked) {
            steps.push(VerificationStep {
                verification: Verification::PersonalData,
                requirement: Requirement::Mandatory,
            });
        }
        process
    }
}

/// What was chosen from a list; the first one for what is not on it.
fn chosen<T: DeserializeOwned + Default>(name: &str) -> T {
    serde_json::from_value(name.into()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_domain::{Offers, ProcessKind};

    fn process() -> Process {
        let alias = |text: &str| text.parse().expect("valid");
        Process {
            kind: ProcessKind::ServiceDesk,
            ..Process::new(alias("desk"), "Desk".into(), alias("okta"), Offers::ALL)
        }
    }

    #[test]
    fn naming_attributes_asks_callers_for_them_and_naming_none_does_not() {
        let form = ProcessForm {
            desk_personal_data: "employeeNumber\n".into(),
            ..ProcessForm::default()
        };
        let asking = form.desk_applied_to(process());
        assert_eq!(asking.verifications.steps.len(), 2);
        assert_eq!(asking.problems(), []);
        let form = ProcessForm::default();
        assert_eq!(form.desk_applied_to(asking), process());
    }

    #[test]
    fn a_public_process_keeps_nothing_of_the_desk() {
        let mut public = process();
        public.desk.protected_groups = vec!["Board".into()];
        public.kind = ProcessKind::default();
        let form = ProcessForm::default().with_desk(&public.desk);
        assert_eq!(form.desk_applied_to(public).desk, DeskSettings::default());
    }
}
