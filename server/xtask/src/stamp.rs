//! Remembers what a step was last done for, so that it is not done again for the same.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::workspace;

/// A hash over the content of files and folders.
#[derive(Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Takes in a file, or every file below a folder, with its path. What is not there counts as
    /// absent.
    pub(crate) fn add(&mut self, path: &Path) -> Result<()> {
        path.hash(&mut self.0);
        if path.is_dir() {
            for entry in sorted(path).with_context(|| path.display().to_string())? {
                self.add(&entry)?;
            }
        } else if path.exists() {
            fs::read(path)
                .with_context(|| path.display().to_string())?
                .hash(&mut self.0);
        }
        Ok(())
    }

    fn text(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Does `work` unless it was last done for the same inputs and its `result` is still there.
pub(crate) fn once(
    name: &str,
    inputs: &[PathBuf],
    result: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = workspace::target().join("xtask/stamps").join(name);
    once_at(&stamp, inputs, result, work)
}

fn once_at(
    stamp: &Path,
    inputs: &[PathBuf],
    result: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let mut fingerprint = Fingerprint::default();
    for input in inputs {
        fingerprint.add(input)?;
    }
    let done = fs::read_to_string(stamp).is_ok_and(|text| text == fingerprint.text());
    if done && result.exists() {
        return Ok(());
    }
    // A step that fails half-way must not look done.
    let _ = fs::remove_file(stamp);
    work()?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(stamp, fingerprint.text()).with_context(|| stamp.display().to_string())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use anyhow::anyhow;

    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("latchkey-stamp-{name}-{}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("input"), "one").unwrap();
            fs::write(folder.join("result"), "").unwrap();
            Self(folder)
        }

        fn once(&self, work: impl FnOnce() -> Result<()>) -> Result<()> {
            let at = |name| self.0.join(name);
            once_at(&at("stamp"), &[at("input")], &at("result"), work)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn work_is_done_again_only_for_changed_inputs_or_a_lost_result() {
        let folder = Folder::new("again");
        let times = Cell::new(0);
        let work = || {
            folder.once(|| {
                times.set(times.get() + 1);
                Ok(())
            })
        };
        work().unwrap();
        fs::write(folder.0.join("input"), "one").unwrap();
        work().unwrap();
        assert_eq!(times.get(), 1);
        fs::write(folder.0.join("input"), "two").unwrap();
        work().unwrap();
        assert_eq!(times.get(), 2);
        fs::remove_file(folder.0.join("result")).unwrap();
        work().unwrap();
        assert_eq!(times.get(), 3);
    }

    #[test]
    fn failed_work_is_not_taken_for_done() {
        let folder = Folder::new("failed");
        folder.once(|| Ok(())).unwrap();
        fs::write(folder.0.join("input"), "two").unwrap();
        folder.once(|| Err(anyhow!("no"))).unwrap_err();
        fs::write(folder.0.join("input"), "one").unwrap();
        let done = Cell::new(false);
        folder
            .once(|| {
                done.set(true);
                Ok(())
            })
            .unwrap();
        assert!(done.get());
    }
}
