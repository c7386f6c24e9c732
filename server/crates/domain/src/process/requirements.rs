use super::{Audience, Process, Requirement, Verification, reset_options};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, ops::RangeInclusive};

/// What is wrong with one setting of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessProblem {
    /// The setting.
    pub field: ProcessField,
    /// Whether the process may be kept, as long as it is not active.
    pub severity: Severity,
    /// What is wrong and what to do about it, for people to read.
    pub reason: String,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It cannot be kept.
    Wrong,
    /// It can be kept, but not be active.
    NotReady,
}

/// A setting of a process, or a few that only make sense together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is named like the setting of the process")]
pub enum ProcessField {
    Alias,
    Name,
    Active,
    Owners,
    Kind,
    Path,
    CredentialStore,
    Offers,
    Audience,
    ExcludedGroups,
    ServesAdministrators,
    Verifications,
    Minimum,
    PersonChooses,
    CodeDestination,
    CodeMinutes,
    CodeAttempts,
    CodeSends,
    RequestMinutes,
    EnforcesHistory,
    RevokesSessions,
    PasswordSource,
    MustChange,
    ResetMinutes,
    ProofOfWork,
    Limits,
    Reminders,
    RedirectUrl,
    Messages,
    Desk,
}

impl Process {
    /// What `code_minutes` may be (OWASP ASVS 5.0, 6.5.5).
    pub const CODE_MINUTES_BOUNDS: RangeInclusive<u32> = 1..=10;
    /// What `code_attempts` may be (OWASP ASVS 5.0, 6.6.3).
    pub const CODE_ATTEMPTS_BOUNDS: RangeInclusive<u32> = 1..=5;
    /// What `code_sends` may be.
    pub const CODE_SENDS_BOUNDS: RangeInclusive<u32> = 1..=5;
    /// What `request_minutes` may be.
    pub const REQUEST_MINUTES_BOUNDS: RangeInclusive<u32> = 5..=60;

    /// Everything that is wrong with it, as far as it can be told without looking at anything else.
    #[must_use]
    pub fn problems(&self) -> Vec<ProcessProblem> {
        let mut found = Found(Vec::new());
        self.check_name(&mut found);
        self.check_numbers(&mut found);
        self.check_verifications(&mut found);
        self.check_readiness(&mut found);
        found.0.extend(self.path_problem());
        found.0.extend(self.reminder_problems());
        self.check_messages(&mut found);
        self.check_desk(&mut found);
        found.0.extend(reset_options::problems(self));
        found.0
    }

    fn check_name(&self, found: &mut Found) {
        let name = &self.name;
        if name.trim().is_empty() || name.chars().any(char::is_control) || name.len() > 100 {
            let reason = "Write what people should call this process, in at most 100 characters.";
            found.wrong(ProcessField::Name, reason);
        }
    }

    fn check_numbers(&self, found: &mut Found) {
        for (field, number, bounds) in [
            (
                ProcessField::CodeMinutes,
                self.code_minutes,
                Self::CODE_MINUTES_BOUNDS,
            ),
            (
                ProcessField::CodeAttempts,
                self.code_attempts,
                Self::CODE_ATTEMPTS_BOUNDS,
            ),
            (
                ProcessField::CodeSends,
                self.code_sends,
                Self::CODE_SENDS_BOUNDS,
            ),
            (
                ProcessField::RequestMinutes,
                self.request_minutes,
                Self::REQUEST_MINUTES_BOUNDS,
            ),
        ] {
            if !bounds.contains(&number) {
                let (least, most) = bounds.into_inner();
                found.wrong(
                    field,
                    format!("{number} is not possible; use {least} to {most}."),
                );
            }
        }
        for (name, limit) in self.limits.named() {
            if limit == Some(0) {
                let reason =
                    format!("{name} = 0 would serve nobody; use 1 or more, or leave it out.");
                found.wrong(ProcessField::Limits, reason);
            }
        }
    }

    fn check_verifications(&self, found: &mut Found) {
        let asked = &self.verifications;
        let distinct: BTreeSet<_> = asked
            .steps
            .iter()
            .map(|step| {
                Verification::ALL
                    .iter()
                    .position(|one| *one == step.verification)
            })
            .collect();
        if distinct.len() < asked.steps.len() {
            found.wrong(
                ProcessField::Verifications,
                "Each verification can be asked for once.",
            );
        }
        if asked.steps.is_empty() {
            let reason = "Nothing proves who a person is: add a verification.";
            found.not_ready(ProcessField::Verifications, reason);
        } else if usize::try_from(asked.minimum).is_ok_and(|minimum| minimum > distinct.len()) {
            let (minimum, listed) = (asked.minimum, distinct.len());
            let reason = format!(
                "{minimum} have to be passed, but only {listed} can be: nobody would get through."
            );
            found.wrong(ProcessField::Minimum, reason);
        } else if asked.minimum == 0 {
            let reason = "At least one verification has to be passed.";
            found.wrong(ProcessField::Minimum, reason);
        }
        if asked.person_chooses && asked.with(Requirement::Optional).len() < 2 {
            let reason = "There is nothing to choose from: that takes two optional verifications.";
            found.wrong(ProcessField::PersonChooses, reason);
        }
    }

    fn check_readiness(&self, found: &mut Found) {
        if !(self.offers.reset || self.offers.unlock || self.offers.change) {
            found.not_ready(
                ProcessField::Offers,
                "A process that offers nothing helps nobody.",
            );
        }
        match &self.audience {
            Audience::Groups { groups } if groups.is_empty() => {
                found.not_ready(ProcessField::Audience, "Name at least one group.");
            }
            Audience::Attributes { conditions } if conditions.is_empty() => {
                found.not_ready(ProcessField::Audience, "Write at least one condition.");
            }
            Audience::Attributes { conditions }
                if conditions.iter().any(|condition| {
                    condition.attribute.is_empty() || condition.value.is_empty()
                }) =>
            {
                let reason = "Each condition needs an attribute and a value.";
                found.wrong(ProcessField::Audience, reason);
            }
            _ => {}
        }
    }
}

pub(super) struct Found(Vec<ProcessProblem>);

impl Found {
    pub(super) fn wrong(&mut self, field: ProcessField, reason: impl Into<String>) {
        self.0.push(ProcessProblem::wrong(field, reason));
    }

    fn not_ready(&mut self, field: ProcessField, reason: impl Into<String>) {
        self.0.push(ProcessProblem::not_ready(field, reason));
    }
}

impl ProcessProblem {
    /// A setting that cannot be kept.
    #[must_use]
    pub fn wrong(field: ProcessField, reason: impl Into<String>) -> Self {
        let (severity, reason) = (Severity::Wrong, reason.into());
        Self {
            field,
            severity,
            reason,
        }
    }

    /// A setting with which the process cannot be active.
    #[must_use]
    pub fn not_ready(field: ProcessField, reason: impl Into<String>) -> Self {
        let (severity, reason) = (Severity::NotReady, reason.into());
        Self {
            field,
            severity,
            reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offers, ProcessLimits, VerificationStep};

    fn process() -> Process {
        let alias = |text: &str| text.parse().expect("an alias");
        Process::new(
            alias("employees"),
            "Employees".into(),
            alias("okta"),
            Offers::ALL,
        )
    }

    fn found(change: impl FnOnce(&mut Process)) -> Vec<(ProcessField, Severity)> {
        let mut process = process();
        change(&mut process);
        let found = process.problems();
        found
            .into_iter()
            .map(|problem| (problem.field, problem.severity))
            .collect()
    }

    #[test]
    fn a_usual_process_has_no_problem() {
        assert_eq!(process().problems(), []);
    }

    #[test]
    fn what_nobody_could_get_through_or_proves_nothing_is_wrong() {
        let wrong = |field| vec![(field, Severity::Wrong)];
        assert_eq!(
            found(|p| p.verifications.minimum = 2),
            wrong(ProcessField::Minimum)
        );
        assert_eq!(
            found(|p| p.verifications.minimum = 0),
            wrong(ProcessField::Minimum)
        );
        let twice = |p: &mut Process| {
            let step: VerificationStep = p.verifications.steps[0];
            p.verifications.steps.push(step);
        };
        assert_eq!(found(twice), wrong(ProcessField::Verifications));
        let choose = |p: &mut Process| p.verifications.person_chooses = true;
        assert_eq!(found(choose), wrong(ProcessField::PersonChooses));
    }

    #[test]
    fn what_is_not_finished_may_be_kept_but_not_be_active() {
        let not_ready = |field| vec![(field, Severity::NotReady)];
        assert_eq!(
            found(|p| p.verifications.steps.clear()),
            not_ready(ProcessField::Verifications)
        );
        assert_eq!(
            found(|p| p.offers = Offers::default()),
            not_ready(ProcessField::Offers)
        );
        let nobody = |p: &mut Process| p.audience = Audience::Groups { groups: Vec::new() };
        assert_eq!(found(nobody), not_ready(ProcessField::Audience));
    }

    #[test]
    fn numbers_out_of_their_bounds_are_named() {
        let fields = found(|p| {
            (
                p.code_minutes,
                p.code_attempts,
                p.code_sends,
                p.request_minutes,
            ) = (11, 0, 6, 61);
            p.limits = ProcessLimits {
                starts_per_hour: Some(0),
                ..ProcessLimits::default()
            };
            p.name = " ".into();
        });
        let expected = [
            ProcessField::Name,
            ProcessField::CodeMinutes,
            ProcessField::CodeAttempts,
            ProcessField::CodeSends,
            ProcessField::RequestMinutes,
            ProcessField::Limits,
        ];
        assert_eq!(fields, expected.map(|field| (field, Severity::Wrong)));
    }
}
