use super::problem::Problems;
use latchkey_administration::FileConnection;
use latchkey_domain::{CredentialStoreRecord, LookUpRule, Minimums};
use latchkey_values::{Alias, Generator};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CredentialStoreSection {
    connection: Spanned<String>,
    name: Option<String>,
    #[serde(default)]
    look_up: LookUpRule,
    #[serde(default)]
    stricter: Minimums,
    #[serde(default)]
    generator: Generator,
    #[serde(default)]
    history: u32,
}

impl CredentialStoreSection {
    /// `connections` holds every connection the file names; `None` for one that is wrong itself, as
    /// `alias` is when it is.
    pub(super) fn check(
        &self,
        alias: Option<&Alias>,
        connections: &BTreeMap<Alias, Option<FileConnection>>,
        problems: &mut Problems<'_>,
    ) -> Option<CredentialStoreRecord> {
        let named: Option<Alias> = self.connection.get_ref().parse().ok();
        let Some(connection) = named.filter(|alias| connections.contains_key(alias)) else {
            let name = self.connection.get_ref();
            problems.add(
                self.connection.span(),
                format_args!("connection = {name:?}: there is no section [connections.{name}]"),
            );
            return None;
        };
        let alias = alias?;
        let record = CredentialStoreRecord {
            alias: alias.clone(),
            name: self.name.clone().unwrap_or_else(|| alias.to_string()),
            connection: Some(connection),
            look_up: self.look_up.clone(),
            stricter: self.stricter,
            generator: self.generator,
            history: self.history,
        };
        for problem in record.problems() {
            problems.add(self.connection.span(), problem);
        }
        Some(record)
    }
}
