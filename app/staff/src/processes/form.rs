use super::{audience, reset_section};
use crate::{
    configured_object::{ticked, typed_values},
    form_state::FoundProblem,
};
use latchkey_domain::{
    CodeDestination, Offers, Process, ProcessField, ProcessKind, ProcessLimits, ProcessProblem,
    ProofOfWork,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of a process's form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ProcessForm {
    pub(crate) alias: String,
    pub(crate) version: String,
    pub(crate) acknowledged: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) owners: String,
    pub(crate) active: String,
    pub(crate) kind: String,
    pub(crate) path: String,
    pub(crate) credential_store: String,
    pub(crate) reset: String,
    pub(crate) unlock: String,
    pub(crate) change: String,
    pub(crate) audience: String,
    pub(crate) groups: String,
    pub(crate) conditions: String,
    pub(crate) excluded_groups: String,
    pub(crate) serves_administrators: String,
    pub(crate) code_to_primary: String,
    pub(crate) code_minutes: String,
    pub(crate) code_attempts: String,
    pub(crate) code_sends: String,
    pub(crate) request_minutes: String,
    pub(crate) enforces_history: String,
    pub(crate) revokes_sessions: String,
    pub(crate) unlocks_with_reset: String,
    pub(crate) password_source: String,
    pub(crate) must_change: String,
    pub(crate) reset_minutes: String,
    pub(crate) proof_of_work: String,
    pub(crate) starts_per_account_and_network: String,
    pub(crate) starts_per_network: String,
    pub(crate) starts_per_account: String,
    pub(crate) starts: String,
    pub(crate) remind_on: String,
    pub(crate) remind_days: String,
    pub(crate) remind_hour: String,
    pub(crate) remind_utc_offset: String,
    pub(crate) redirect_url: String,
    pub(crate) desk_asks_for: String,
    pub(crate) desk_personal_data: String,
    pub(crate) desk_protected_groups: String,
    pub(crate) desk_protected_people: String,
}

/// Every field that a problem can point to.
pub(super) const FIELDS: &[&str] = &[
    "alias",
    "name",
    "owners",
    "active",
    "kind",
    "path",
    "credential_store",
    "reset",
    "audience",
    "groups",
    "conditions",
    "excluded_groups",
    "serves_administrators",
    "code_to_primary",
    "code_minutes",
    "code_attempts",
    "code_sends",
    "request_minutes",
    "enforces_history",
    "revokes_sessions",
    "password_source",
    "must_change",
    "reset_minutes",
    "proof_of_work",
    "starts_per_account_and_network",
    "remind_days",
    "remind_hour",
    "remind_utc_offset",
    "redirect_url",
    "desk_personal_data",
];

impl ProcessForm {
    /// The form of a process that is there.
    pub(super) fn of(process: &Process) -> Self {
        let (audience, groups, conditions) = audience::written(&process.audience);
        let limit = |limit: Option<u32>| limit.map(|limit| limit.to_string()).unwrap_or_default();
        let limits = process.limits;
        Self {
            alias: process.alias.to_string(),
            version: process.version.to_string(),
            acknowledged: String::new(),
            name: process.name.clone(),
            description: process.description.clone(),
            owners: process
                .owners
                .iter()
                .map(latchkey_values::EmailAddress::as_str)
                .collect::<Vec<_>>()
                .join("\n"),
            active: ticked(process.active),
            kind: if process.kind == ProcessKind::ServiceDesk {
                "service-desk"
            } else {
                "self-service"
            }
            .to_owned(),
            path: process.path().map(ToString::to_string).unwrap_or_default(),
            credential_store: process.credential_store.to_string(),
            reset: ticked(process.offers.reset),
            unlock: ticked(process.offers.unlock),
            change: ticked(process.offers.change),
            audience: audience.to_owned(),
            groups,
            conditions,
            excluded_groups: process.excluded_groups.join("\n"),
            serves_administrators: ticked(process.serves_administrators),
            code_to_primary: ticked(process.code_destination == CodeDestination::Primary),
            code_minutes: process.code_minutes.to_string(),
            code_attempts: process.code_attempts.to_string(),
            code_sends: process.code_sends.to_string(),
            request_minutes: process.request_minutes.to_string(),
            enforces_history: ticked(process.enforces_history),
            revokes_sessions: ticked(process.revokes_sessions),
            unlocks_with_reset: ticked(process.unlocks_with_reset),
            password_source: reset_section::written(process.reset.password),
            must_change: ticked(process.reset.must_change),
            reset_minutes: process.reset.minutes.to_string(),
            proof_of_work: ticked(process.proof_of_work == ProofOfWork::WhenSuspicious),
            starts_per_account_and_network: limit(limits.starts_per_account_and_network_per_hour),
            starts_per_network: limit(limits.starts_per_network_per_hour),
            starts_per_account: limit(limits.starts_per_account_per_hour),
            starts: limit(limits.starts_per_hour),
            redirect_url: process.redirect_url.clone().unwrap_or_default(),
            ..Self::default().with_reminders_of(process)
        }
        .with_desk(&process.desk)
    }

    /// The process with what was entered; what has no field stays as it is in `before`.
    pub(super) fn applied_to(&self, before: Process) -> Result<Process, FoundProblem> {
        Ok(self.desk_applied_to(Process {
            version: self.version.parse().unwrap_or(0),
            name: self.name.trim().to_owned(),
            description: self.description.trim().to_owned(),
            owners: self.owners()?,
            active: on(&self.active),
            kind: self.kind()?,
            credential_store: alias("credential_store", &self.credential_store)?,
            offers: Offers {
                reset: on(&self.reset),
                unlock: on(&self.unlock),
                change: on(&self.change),
            },
            audience: audience::read(&self.audience, &self.groups, &self.conditions)?,
            excluded_groups: audience::lines(&self.excluded_groups),
            serves_administrators: on(&self.serves_administrators),
            code_destination: match self.code_to_primary.as_str() {
                "" => CodeDestination::RecoveryFirst,
                _ => CodeDestination::Primary,
            },
            code_minutes: number("code_minutes", &self.code_minutes)?,
            code_attempts: number("code_attempts", &self.code_attempts)?,
            code_sends: number("code_sends", &self.code_sends)?,
            request_minutes: number("request_minutes", &self.request_minutes)?,
            enforces_history: on(&self.enforces_history),
            revokes_sessions: on(&self.revokes_sessions),
            unlocks_with_reset: on(&self.unlocks_with_reset),
            reset: reset_section::read(self)?,
            proof_of_work: if on(&self.proof_of_work) {
                ProofOfWork::WhenSuspicious
            } else {
                ProofOfWork::Never
            },
            limits: self.limits()?,
            reminders: self.reminders()?,
            redirect_url: Some(self.redirect_url.trim())
                .filter(|url| !url.is_empty())
                .map(str::to_owned),
            ..before
        }))
    }

    fn owners(&self) -> Result<Vec<latchkey_values::EmailAddress>, FoundProblem> {
        let parse = |line: &String| {
            let text = format!("“{line}” is no email address.");
            line.parse().map_err(|_| FoundProblem::of("owners", text))
        };
        audience::lines(&self.owners).iter().map(parse).collect()
    }

    fn kind(&self) -> Result<ProcessKind, FoundProblem> {
        if self.kind == "service-desk" {
            return Ok(ProcessKind::ServiceDesk);
        }
        let path = match self.path.trim() {
            "" => None,
            path => Some(alias("path", path)?),
        };
        Ok(ProcessKind::SelfService { path })
    }

    fn limits(&self) -> Result<ProcessLimits, FoundProblem> {
        let limit = |field: &'static str, text: &str| match text.trim() {
            "" => Ok(None),
            text => number(field, text).map(Some),
        };
        Ok(ProcessLimits {
            starts_per_account_and_network_per_hour: limit(
                "starts_per_account_and_network",
                &self.starts_per_account_and_network,
            )?,
            starts_per_network_per_hour: limit("starts_per_network", &self.starts_per_network)?,
            starts_per_account_per_hour: limit("starts_per_account", &self.starts_per_account)?,
            starts_per_hour: limit("starts", &self.starts)?,
        })
    }

    /// What may be shown again when something is wrong.
    pub(super) fn values(&self) -> BTreeMap<String, String> {
        typed_values(self)
    }
}

pub(super) fn on(field: &str) -> bool {
    !field.is_empty()
}

fn alias(field: &'static str, text: &str) -> Result<latchkey_values::Alias, FoundProblem> {
    let parsed = text.trim().parse();
    parsed
        .map_err(|_| FoundProblem::of(field, "Use 1 to 40 lower-case letters, digits and hyphens."))
}

pub(super) fn number(field: &'static str, text: &str) -> Result<u32, FoundProblem> {
    text.trim()
        .parse()
        .map_err(|_| FoundProblem::of(field, "Write a whole number."))
}

/// What is wrong, beside the field it is about.
pub(super) fn problem(problem: &ProcessProblem) -> FoundProblem {
    let field = match problem.field {
        ProcessField::Offers => "reset",
        ProcessField::Limits => "starts_per_account_and_network",
        ProcessField::CodeDestination => "code_to_primary",
        ProcessField::Reminders => "remind_days",
        ProcessField::Desk => "desk_personal_data",
        ProcessField::Verifications | ProcessField::Minimum | ProcessField::PersonChooses => "",
        field => {
            return FoundProblem::of(
                crate::words::name_of(&field).replace('-', "_"),
                &problem.reason,
            );
        }
    };
    FoundProblem::of(field, &problem.reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_domain::{PasswordSource, ResetOptions};

    fn process() -> Process {
        let alias = |text: &str| text.parse().expect("valid");
        let mut process = Process::new(alias("staff"), "Staff".into(), alias("okta"), Offers::ALL);
        process.version = 4;
        process.owners = vec!["owner@example.com".parse().expect("valid")];
        process.kind = ProcessKind::SelfService {
            path: Some(alias("staff")),
        };
        process.limits.starts_per_hour = Some(7);
        process.reset = ResetOptions {
            password: PasswordSource::MailedLink,
            must_change: true,
            minutes: 20,
        };
        process.excluded_groups = vec!["No self-service".into()];
        process
    }

    #[test]
    fn a_process_comes_back_from_its_own_form_as_it_was() {
        let process = process();
        let form = ProcessForm::of(&process);
        assert_eq!(form.applied_to(process.clone()).expect("valid"), process);
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let form = |change: fn(&mut ProcessForm)| {
            let mut form = ProcessForm::of(&process());
            change(&mut form);
            form.applied_to(process()).expect_err("refused").field
        };
        assert_eq!(
            form(|form| form.code_minutes = "ten".into()),
            "code_minutes"
        );
        assert_eq!(form(|form| form.owners = "nobody".into()), "owners");
        assert_eq!(form(|form| form.path = "A B".into()), "path");
    }
}
