use super::problem::{Bounds, Problems};
use latchkey_domain::{CodeDestination, CredentialStoreRecord, Offers, Process, ProofOfWork};
use latchkey_values::Alias;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProcessSection {
    pub(super) alias: Spanned<String>,
    name: Spanned<String>,
    credential_store: Spanned<String>,
    offers: Spanned<Vec<Offer>>,
    #[serde(default)]
    excluded_groups: Vec<String>,
    #[serde(default)]
    serves_administrators: bool,
    code_to: Option<CodeDestination>,
    code_minutes: Option<Spanned<u32>>,
    code_attempts: Option<Spanned<u32>>,
    code_sends: Option<Spanned<u32>>,
    request_minutes: Option<Spanned<u32>>,
    #[serde(default = "yes")]
    enforces_history: bool,
    #[serde(default = "yes")]
    revokes_sessions: bool,
    #[serde(default)]
    proof_of_work: ProofOfWork,
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
        let usual = Process::new(alias?, name, credential_store?, offers?);
        Some(Process {
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
        })
    }

    /// The upper ends of the ranges are OWASP ASVS 5.0, 6.5.5 (ten minutes) and 6.6.3 (few tries).
    fn numbers(&self, problems: &mut Problems<'_>) -> Numbers {
        let mut number = |key: &str, given: &Option<Spanned<u32>>, least, most, default| {
            let bounds = Bounds {
                least,
                most,
                default,
            };
            problems.within(key, given.as_ref(), bounds)
        };
        let minutes = Process::REQUEST_MINUTES;
        Numbers {
            code_minutes: number(
                "code_minutes",
                &self.code_minutes,
                1,
                10,
                Process::CODE_MINUTES,
            ),
            code_attempts: number(
                "code_attempts",
                &self.code_attempts,
                1,
                5,
                Process::CODE_ATTEMPTS,
            ),
            code_sends: number("code_sends", &self.code_sends, 1, 5, Process::CODE_SENDS),
            request_minutes: number("request_minutes", &self.request_minutes, 5, 60, minutes),
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
