use super::problem::Problems;
use latchkey_administration::FileConnection;
use latchkey_domain::{CredentialStoreRecord, LookUpRule, Minimums};
use latchkey_values::{Alias, Generator};
use serde::Deserialize;
use std::{collections::BTreeMap, ops::Range};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CredentialStoreSection {
    /// Without one it is not in use.
    connection: Option<Spanned<String>>,
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
        section: Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<CredentialStoreRecord> {
        let connection = match &self.connection {
            Some(named) => Some(known(named, connections, problems)?),
            None => None,
        };
        let alias = alias?;
        let record = CredentialStoreRecord {
            alias: alias.clone(),
            name: self.name.clone().unwrap_or_else(|| alias.to_string()),
            connection,
            look_up: self.look_up.clone(),
            stricter: self.stricter,
            generator: self.generator,
            history: self.history,
        };
        for problem in record.problems() {
            problems.add(section.clone(), problem);
        }
        Some(record)
    }
}

/// A connection of the file by its name.
fn known(
    named: &Spanned<String>,
    connections: &BTreeMap<Alias, Option<FileConnection>>,
    problems: &mut Problems<'_>,
) -> Option<Alias> {
    let name = named.get_ref();
    let alias: Option<Alias> = name.parse().ok();
    let known = alias.filter(|alias| connections.contains_key(alias));
    if known.is_none() {
        let advice = format!("connection = {name:?}: there is no section [connections.{name}]");
        problems.add(named.span(), advice);
    }
    known
}
