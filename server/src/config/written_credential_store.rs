use latchkey_domain::{CredentialStoreRecord, LookUpRule, Minimums};
use latchkey_values::Alias;
use serde::Serialize;
use std::collections::BTreeMap;

/// Credential stores as a configuration file writes them.
///
/// # Errors
/// When they hold what no file can.
pub fn write_credential_stores(
    stores: &[CredentialStoreRecord],
) -> Result<String, toml::ser::Error> {
    #[derive(Serialize)]
    struct File<'a> {
        credential_stores: BTreeMap<&'a str, WrittenCredentialStore<'a>>,
    }
    let mut text = String::new();
    for store in stores {
        let written = WrittenCredentialStore::from(store);
        let credential_stores = BTreeMap::from([(store.alias.as_str(), written)]);
        text.push_str(&toml::to_string(&File { credential_stores })?);
        text.push('\n');
    }
    Ok(text)
}

/// A section `[credential_stores.…]`. What is left out has its usual value.
#[derive(Serialize)]
pub(crate) struct WrittenCredentialStore<'a> {
    connection: Option<&'a Alias>,
    name: &'a str,
    // Tables come last: what follows them would belong to them.
    look_up: Option<&'a LookUpRule>,
    stricter: Option<&'a Minimums>,
}

impl<'a> From<&'a CredentialStoreRecord> for WrittenCredentialStore<'a> {
    fn from(store: &'a CredentialStoreRecord) -> Self {
        let is_usual = store.look_up == LookUpRule::default();
        let asks_more = store.stricter != Minimums::default();
        Self {
            connection: store.connection.as_ref(),
            name: &store.name,
            look_up: (!is_usual).then_some(&store.look_up),
            stricter: asks_more.then_some(&store.stricter),
        }
    }
}
