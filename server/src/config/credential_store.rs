use super::{Connection, problem::Problems};
use latchkey_values::Alias;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A place where people's passwords live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialStore {
    /// The connection it is reached over.
    pub connection: Alias,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CredentialStoreSection {
    connection: Spanned<String>,
}

impl CredentialStoreSection {
    /// `connections` holds every connection the file names; `None` for one that is wrong itself.
    pub(super) fn check(
        &self,
        connections: &BTreeMap<Alias, Option<Connection>>,
        problems: &mut Problems<'_>,
    ) -> Option<CredentialStore> {
        let named: Option<Alias> = self.connection.get_ref().parse().ok();
        match named {
            Some(connection) if connections.contains_key(&connection) => {
                Some(CredentialStore { connection })
            }
            _ => {
                let name = self.connection.get_ref();
                problems.add(
                    self.connection.span(),
                    format_args!("connection = {name:?}: there is no section [connections.{name}]"),
                );
                None
            }
        }
    }
}
