use latchkey_domain::{
    Audience, CodeDestination, Condition, DeskSettings, Process, ProcessKind, ProcessLimits,
    ProcessMessages, ProofOfWork, Reminders, ResetOptions, VerificationStep,
};
use latchkey_values::{Alias, EmailAddress};
use serde::Serialize;

/// Processes as a configuration file writes them.
///
/// # Errors
/// When they hold what no file can.
pub fn write_processes(processes: &[Process]) -> Result<String, toml::ser::Error> {
    #[derive(Serialize)]
    struct File<'a> {
        processes: Vec<WrittenProcess<'a>>,
    }
    let processes = processes.iter().map(WrittenProcess::from).collect();
    toml::to_string_pretty(&File { processes })
}

/// A section `[[processes]]`. What is left out has its usual value.
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent switch of the file"
)]
pub(crate) struct WrittenProcess<'a> {
    alias: &'a Alias,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    active: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    owners: &'a [EmailAddress],
    kind: &'static str,
    path: Option<&'a Alias>,
    credential_store: &'a Alias,
    offers: Vec<&'static str>,
    groups: Option<&'a [String]>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    excluded_groups: &'a [String],
    serves_administrators: bool,
    minimum_verifications: u32,
    person_chooses: bool,
    code_to: CodeDestination,
    code_minutes: u32,
    code_attempts: u32,
    code_sends: u32,
    request_minutes: u32,
    enforces_history: bool,
    revokes_sessions: bool,
    unlocks_with_reset: bool,
    proof_of_work: ProofOfWork,
    redirect_url: Option<&'a str>,
    // Tables come last: what follows them would belong to them.
    conditions: Option<&'a [Condition]>,
    verifications: &'a [VerificationStep],
    limits: Option<&'a ProcessLimits>,
    reminders: Option<&'a Reminders>,
    messages: Option<&'a ProcessMessages>,
    desk: Option<&'a DeskSettings>,
    reset: Option<&'a ResetOptions>,
}

impl<'a> From<&'a Process> for WrittenProcess<'a> {
    fn from(process: &'a Process) -> Self {
        let (groups, conditions) = match &process.audience {
            Audience::Everybody => (None, None),
            Audience::Groups { groups } => (Some(groups.as_slice()), None),
            Audience::Attributes { conditions } => (None, Some(conditions.as_slice())),
        };
        let has_reminders = process.reminders != Reminders::default();
        let has_limits = process.limits != ProcessLimits::default();
        Self {
            alias: &process.alias,
            name: &process.name,
            description: &process.description,
            active: process.active,
            owners: &process.owners,
            kind: match process.kind {
                ProcessKind::SelfService { .. } => "self-service",
                ProcessKind::ServiceDesk => "service-desk",
            },
            path: process.path(),
            credential_store: &process.credential_store,
            offers: offers(process),
            groups,
            excluded_groups: &process.excluded_groups,
            serves_administrators: process.serves_administrators,
            minimum_verifications: process.verifications.minimum,
            person_chooses: process.verifications.person_chooses,
            code_to: process.code_destination,
            code_minutes: process.code_minutes,
            code_attempts: process.code_attempts,
            code_sends: process.code_sends,
            request_minutes: process.request_minutes,
            enforces_history: process.enforces_history,
            revokes_sessions: process.revokes_sessions,
            unlocks_with_reset: process.unlocks_with_reset,
            proof_of_work: process.proof_of_work,
            redirect_url: process.redirect_url.as_deref(),
            conditions,
            verifications: &process.verifications.steps,
            limits: has_limits.then_some(&process.limits),
            reminders: has_reminders.then_some(&process.reminders),
            messages: Some(&process.messages).filter(|messages| !messages.is_empty()),
            desk: (process.desk != DeskSettings::default()).then_some(&process.desk),
            reset: (!process.reset.are_usual()).then_some(&process.reset),
        }
    }
}

fn offers(process: &Process) -> Vec<&'static str> {
    let named = [
        ("reset", process.offers.reset),
        ("unlock", process.offers.unlock),
        ("change", process.offers.change),
    ];
    let offered = named.into_iter().filter(|(_, is_offered)| *is_offered);
    offered.map(|(name, _)| name).collect()
}
