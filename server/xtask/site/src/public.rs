//! Files that are served as they are: icons, `robots.txt`.

use std::fs;
use std::path::Path;

use crate::{Assets, Error};

/// Adds every file under `folder`, by its path inside it. Dot files stay out. A missing folder is
/// an empty one.
pub(crate) fn add(folder: &Path, assets: &mut Assets) -> Result<(), Error> {
    if !folder.exists() {
        return Ok(());
    }
    add_under(folder, "", assets)
}

fn add_under(folder: &Path, prefix: &str, assets: &mut Assets) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            add_under(&path, &format!("{prefix}{name}/"), assets)?;
        } else {
            let content = fs::read(&path).map_err(Error::file(&path))?;
            assets.add(&format!("{prefix}{name}"), content)?;
        }
    }
    Ok(())
}
