use super::{Foundations, data_folder};
use crate::config::Config;
use anyhow::bail;
use latchkey_domain::Store;
use latchkey_secrets::Key;
use latchkey_values::Entropy;
use std::path::PathBuf;

/// The installation's key: made at the first start, and at every later one the key the database was
/// set up with. With another, every code under way would be wrong and every limit would start anew,
/// and nobody would know why.
///
/// # Errors
/// When the file is missing, unreadable or holds another key than that.
pub(super) async fn open(
    config: &Config,
    foundations: &Foundations,
    store: &dyn Store,
) -> anyhow::Result<Key> {
    let known = store.read().await?.key_check().await?;
    // A new file would stand in the way of the right one.
    if known.is_some() && matches!(file(config).try_exists(), Ok(false)) {
        bail!(
            "the key file {} is missing, but the database was set up with one; {HELP}",
            file(config).display()
        );
    }
    let key = load_or_make(config, &*foundations.entropy)?;
    let check = key.check_value();
    let known = match known {
        Some(known) => known,
        None => note(store, &check).await?,
    };
    if !latchkey_secrets::matches(&known, &check) {
        bail!(
            "the key file {} is not the one the database was set up with; {HELP}",
            file(config).display()
        );
    }
    Ok(key)
}

const HELP: &str = "copy it from the node that started first or from the backup; if it is lost for \
                    good, `latchkey key adopt` makes the database accept another";

/// Notes what tells this key from others, unless another node was faster; returns what stands noted.
async fn note(store: &dyn Store, check: &str) -> anyhow::Result<String> {
    let mut unit = store.begin().await?;
    unit.note_key_check(check).await?;
    let known = unit.key_check().await?;
    unit.commit().await?;
    Ok(known.unwrap_or_default())
}

/// Reads the key file; makes it when there is none.
///
/// # Errors
/// What is wrong with the file or its folder.
pub(crate) fn load_or_make(config: &Config, entropy: &dyn Entropy) -> anyhow::Result<Key> {
    data_folder::make(config)?;
    Ok(Key::load_or_create(&file(config), entropy)?)
}

fn file(config: &Config) -> PathBuf {
    config.data_dir.join("latchkey.key")
}
