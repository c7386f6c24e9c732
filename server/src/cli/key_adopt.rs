use super::{ConfigFile, operator};
use crate::startup::{load_or_make_key, open_store};
use latchkey_domain::{AuditKind, Store as _};
use latchkey_values::{Clock as _, OsEntropy, SystemClock};

/// `latchkey key adopt`: for whoever lost the key the database was set up with.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    let check = load_or_make_key(&config, &OsEntropy)?.check_value();
    let mut unit = store.begin().await?;
    if unit.key_check().await?.as_ref() == Some(&check) {
        println!("the database knows this key already");
        return Ok(());
    }
    unit.replace_key_check(&check).await?;
    unit.append_audit(
        SystemClock.now(),
        operator::event(AuditKind::KeyReplaced, []),
    )
    .await?;
    unit.commit().await?;
    println!("the database accepts this key from now on; codes sent before are invalid");
    Ok(())
}
