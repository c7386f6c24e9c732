use super::data_folder;
use crate::config::Config;
use anyhow::{Context as _, bail};
use latchkey_domain::Store;
use latchkey_secrets::Key;
use latchkey_values::Entropy;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The installation's key: made at the first start, and at every later one the key the database was
/// set up with. With another, every code under way would be wrong and every limit would start anew,
/// and nobody would know why.
///
/// # Errors
/// When the file is missing, unreadable or holds another key than that.
pub(crate) async fn open(
    config: &Config,
    entropy: &dyn Entropy,
    store: &dyn Store,
) -> anyhow::Result<Key> {
    let known = store.read().await?.key_check().await?;
    if let Some(known) = &known {
        finish_rotation(config, known)?;
    }
    // A new file would stand in the way of the right one.
    if known.is_some() && matches!(file(config).try_exists(), Ok(false)) {
        bail!(
            "the key file {} is missing, but the database was set up with one; {HELP}",
            file(config).display()
        );
    }
    let key = load_or_make(config, entropy)?;
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

/// The name of the key file.
const FILE: &str = "latchkey.key";

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

/// Whether the key file in a data folder is the one that a database was set up with, as what the
/// database noted of its key tells.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn file_fits(data_dir: &Path, noted: &str) -> anyhow::Result<bool> {
    let key = Key::load(&data_dir.join(FILE))?;
    Ok(key.is_some_and(|key| latchkey_secrets::matches(noted, &key.check_value())))
}

/// Reads the key file; makes it when there is none.
///
/// # Errors
/// What is wrong with the file or its folder.
pub(crate) fn load_or_make(config: &Config, entropy: &dyn Entropy) -> anyhow::Result<Key> {
    data_folder::make(&config.data_dir)?;
    Ok(Key::load_or_create(&file(config), entropy)?)
}

/// The key in the key file; `None` when there is none yet.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn known(config: &Config) -> anyhow::Result<Option<Key>> {
    Ok(Key::load(&file(config))?)
}

/// The key before the last rotation; `None` when there is none.
///
/// # Errors
/// What is wrong with its file.
pub(crate) fn previous(config: &Config) -> anyhow::Result<Option<Key>> {
    Ok(Key::load(&beside(config, "previous"))?)
}

/// The key that a rotation is about to make the current one; made when there is none.
///
/// # Errors
/// What is wrong with its file.
pub(crate) fn load_or_make_next(config: &Config, entropy: &dyn Entropy) -> anyhow::Result<Key> {
    Ok(Key::load_or_create(&beside(config, "next"), entropy)?)
}

/// Puts the next key into its place, and keeps the one before. At no instant there is no key file.
///
/// # Errors
/// What the system says.
pub(crate) fn put_next_in_place(config: &Config) -> anyhow::Result<()> {
    let (current, next, previous) = (
        file(config),
        beside(config, "next"),
        beside(config, "previous"),
    );
    match fs::remove_file(&previous) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    if current.exists() {
        fs::hard_link(&current, &previous)?;
    }
    fs::rename(&next, &current)
        .with_context(|| format!("cannot put {} in its place", next.display()))
}

/// A rotation that was cut off after the database had taken the new key: its file is put in place.
fn finish_rotation(config: &Config, known: &str) -> anyhow::Result<()> {
    let Some(next) = Key::load(&beside(config, "next"))? else {
        return Ok(());
    };
    if latchkey_secrets::matches(known, &next.check_value()) {
        tracing::warn!("a rotation of the key was cut off; finishing it");
        put_next_in_place(config)?;
    }
    Ok(())
}

fn file(config: &Config) -> PathBuf {
    config.data_dir.join(FILE)
}

fn beside(config: &Config, which: &str) -> PathBuf {
    config.data_dir.join(format!("latchkey.key.{which}"))
}
