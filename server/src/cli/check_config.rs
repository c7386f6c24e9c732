use super::ConfigFile;

/// `latchkey check-config`: says "ok", or everything that is wrong.
pub(super) fn run(file: &ConfigFile) -> anyhow::Result<()> {
    file.load()?;
    println!("{}: ok", file.path.display());
    Ok(())
}
