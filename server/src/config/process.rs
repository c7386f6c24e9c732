use super::problem::{Bounds, Problems};
use latchkey_domain::{
    Audience, CodeDestination, Condition, CredentialStoreRecord, DeskSettings, Messages, Offers,
    Process, ProcessField, ProcessKind, ProcessLimits, ProofOfWork, Reminders, ResetOptions,
    Severity, VerificationStep, Verifications,
};
use latchkey_values::{Alias, EmailAddress, Language};
use serde::Deserialize;
use std::{collections::BTreeMap, ops::RangeInclusive};
use toml::Spanned;
use url::Url;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent key of the section"
)]
pub(super) struct ProcessSection {
    pub(super) alias: Spanned<String>,
    name: Spanned<String>,
    credential_store: Spanned<String>,
    offers: Spanned<Vec<Offer>>,
    #[serde(default)]
    description: String,
    #[serde(default = "yes")]
    active: bool,
    #[serde(default)]
    owners: Vec<Spanned<String>>,
    #[serde(default)]
    kind: Kind,
    path: Option<Spanned<String>>,
    groups: Option<Vec<String>>,
    conditions: Option<Spanned<Vec<Condition>>>,
    #[serde(default)]
    excluded_groups: Vec<String>,
    #[serde(default)]
    serves_administrators: bool,
    verifications: Option<Vec<VerificationStep>>,
    minimum_verifications: Option<u32>,
    #[serde(default)]
    person_chooses: bool,
    code_to: Option<CodeDestination>,
    code_minutes: Option<Spanned<u32>>,
    code_attempts: Option<Spanned<u32>>,
    code_sends: Option<Spanned<u32>>,
    request_minutes: Option<Spanned<u32>>,
    #[serde(default = "yes")]
    enforces_history: bool,
    #[serde(default = "yes")]
    revokes_sessions: bool,
    #[serde(default = "yes")]
    unlocks_with_reset: bool,
    #[serde(default)]
    proof_of_work: ProofOfWork,
    redirect_url: Option<Spanned<String>>,
    #[serde(default)]
    limits: ProcessLimits,
    #[serde(default)]
    reminders: Reminders,
    #[serde(default)]
    messages: BTreeMap<Language, Messages>,
    #[serde(default)]
    desk: DeskSettings,
    #[serde(default)]
    reset: ResetOptions,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    #[default]
    SelfService,
    ServiceDesk,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Offer {
    Reset,
    Unlock,
    Change,
}

struct Numbers {
    code_minutes: u32,
    code_attempts: u32,
    code_sends: u32,
    request_minutes: u32,
}

fn yes() -> bool {
    true
}

impl ProcessSection {
    /// `stores` holds every credential store the file names; `None` for one that is wrong itself.
    pub(super) fn check(
        &self,
        stores: &BTreeMap<Alias, Option<CredentialStoreRecord>>,
        problems: &mut Problems<'_>,
    ) -> Option<Process> {
        let alias = problems.parse(
            "alias",
            &self.alias,
            "use 1 to 40 lower-case letters, digits and hyphens",
        );
        let credential_store = self.store(stores, problems);
        let offers = self.offered(problems);
        if self.name.get_ref().trim().is_empty() {
            problems.add(
                self.name.span(),
                "name: write what people should call this process",
            );
        }
        // Everything is looked at before the first thing that is missing ends it.
        let numbers = self.numbers(problems);
        let name = self.name.get_ref().trim().to_owned();
        let (owners, kind, audience) = (
            self.owners(problems),
            self.kind(problems),
            self.audience(problems),
        );
        let redirect_url = self.redirect_url(problems);
        let usual = Process::new(alias?, name, credential_store?, offers?);
        let process = Process {
            description: self.description.trim().to_owned(),
            active: self.active,
            owners,
            kind: kind?,
            audience,
            verifications: self.verifications(),
            unlocks_with_reset: self.unlocks_with_reset,
            reset: self.reset,
            redirect_url,
            limits: self.limits,
            reminders: self.reminders.clone(),
            messages: self.messages.clone().into_iter().collect(),
            desk: self.desk.clone(),
            excluded_groups: self.excluded_groups.clone(),
            serves_administrators: self.serves_administrators,
            code_destination: self.code_to.unwrap_or(usual.code_destination),
            code_minutes: numbers.code_minutes,
            code_attempts: numbers.code_attempts,
            code_sends: numbers.code_sends,
            request_minutes: numbers.request_minutes,
            enforces_history: self.enforces_history,
            revokes_sessions: self.revokes_sessions,
            proof_of_work: self.proof_of_work,
            ..usual
        };
        self.report(&process, problems);
        Some(process)
    }

    /// What is wrong with the process as a whole; each number and name was looked at before.
    fn report(&self, process: &Process, problems: &mut Problems<'_>) {
        for problem in process.problems() {
            let known = matches!(
                problem.field,
                ProcessField::Name
                    | ProcessField::CodeMinutes
                    | ProcessField::CodeAttempts
                    | ProcessField::CodeSends
                    | ProcessField::RequestMinutes
            );
            if !known && (process.active || problem.severity == Severity::Wrong) {
                let alias = self.alias.get_ref();
                problems.add(
                    self.alias.span(),
                    format_args!("process {alias:?}: {}", problem.reason),
                );
            }
        }
    }

    fn owners(&self, problems: &mut Problems<'_>) -> Vec<EmailAddress> {
        let expected = "use an email address such as owner@example.com";
        let owner = |owner| problems.parse("owners", owner, expected);
        self.owners.iter().filter_map(owner).collect()
    }

    fn kind(&self, problems: &mut Problems<'_>) -> Option<ProcessKind> {
        let Some(path) = &self.path else {
            return Some(match self.kind {
                Kind::SelfService => ProcessKind::SelfService { path: None },
                Kind::ServiceDesk => ProcessKind::ServiceDesk,
            });
        };
        if self.kind == Kind::ServiceDesk {
            let reason = "path: a process of the service desk has no page of its own";
            problems.add(path.span(), reason);
            return None;
        }
        let expected = "use 1 to 40 lower-case letters, digits and hyphens";
        let path: Alias = problems.parse("path", path, expected)?;
        Some(ProcessKind::SelfService { path: Some(path) })
    }

    fn audience(&self, problems: &mut Problems<'_>) -> Audience {
        match (&self.groups, &self.conditions) {
            (None, None) => Audience::Everybody,
            (Some(groups), None) => Audience::Groups {
                groups: groups.clone(),
            },
            (groups, Some(conditions)) => {
                if groups.is_some() {
                    let reason = "say whom it is for by groups or by conditions, not by both";
                    problems.add(conditions.span(), reason);
                }
                Audience::Attributes {
                    conditions: conditions.get_ref().clone(),
                }
            }
        }
    }

    fn verifications(&self) -> Verifications {
        let usual = Verifications::default();
        Verifications {
            steps: self.verifications.clone().unwrap_or(usual.steps),
            minimum: self.minimum_verifications.unwrap_or(usual.minimum),
            person_chooses: self.person_chooses,
        }
    }

    /// Whoever writes the file names the sites people are sent to; only that it is safe to get there
    /// is checked.
    fn redirect_url(&self, problems: &mut Problems<'_>) -> Option<String> {
        let text = self.redirect_url.as_ref()?;
        let expected = "use an address that starts with https:// and holds no user name";
        let url: Url = problems.parse("redirect_url", text, expected)?;
        if url.scheme() == "https" && url.username().is_empty() && url.password().is_none() {
            return Some(url.into());
        }
        problems.add(text.span(), format_args!("redirect_url: {expected}"));
        None
    }

    fn numbers(&self, problems: &mut Problems<'_>) -> Numbers {
        let mut number =
            |key: &str, given: &Option<Spanned<u32>>, range: RangeInclusive<u32>, default| {
                let (least, most) = range.into_inner();
                let bounds = Bounds {
                    least,
                    most,
                    default,
                };
                problems.within(key, given.as_ref(), bounds)
            };
        let minutes = Process::CODE_MINUTES_BOUNDS;
        let attempts = Process::CODE_ATTEMPTS_BOUNDS;
        let request = Process::REQUEST_MINUTES_BOUNDS;
        Numbers {
            code_minutes: number(
                "code_minutes",
                &self.code_minutes,
                minutes,
                Process::CODE_MINUTES,
            ),
            code_attempts: number(
                "code_attempts",
                &self.code_attempts,
                attempts,
                Process::CODE_ATTEMPTS,
            ),
            code_sends: number(
                "code_sends",
                &self.code_sends,
                Process::CODE_SENDS_BOUNDS,
                Process::CODE_SENDS,
            ),
            request_minutes: number(
                "request_minutes",
                &self.request_minutes,
                request,
                Process::REQUEST_MINUTES,
            ),
        }
    }

    fn store(
        &self,
        stores: &BTreeMap<Alias, Option<CredentialStoreRecord>>,
        problems: &mut Problems<'_>,
    ) -> Option<Alias> {
        let name = self.credential_store.get_ref();
        let alias = name.parse().ok().filter(|alias| stores.contains_key(alias));
        if alias.is_none() {
            let advice = format!(
                "credential_store = {name:?}: there is no section [credential_stores.{name}]"
            );
            problems.add(self.credential_store.span(), advice);
        }
        let store = alias.as_ref().and_then(|alias| stores.get(alias));
        if let Some(Some(CredentialStoreRecord {
            connection: None, ..
        })) = store
        {
            let advice = format!("credential_store = {name:?}: it has no connection");
            problems.add(self.credential_store.span(), advice);
            return None;
        }
        alias
    }

    fn offered(&self, problems: &mut Problems<'_>) -> Option<Offers> {
        if self.offers.get_ref().is_empty() {
            problems.add(
                self.offers.span(),
                "offers: a process that offers nothing helps nobody; write any of [\"reset\", \"unlock\", \"change\"]",
            );
            return None;
        }
        let offers = |offer| self.offers.get_ref().contains(&offer);
        Some(Offers {
            reset: offers(Offer::Reset),
            unlock: offers(Offer::Unlock),
            change: offers(Offer::Change),
        })
    }
}
