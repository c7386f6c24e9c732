//! The files of a site, their names, and how they are written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::{Error, compression};

/// Name of the file that maps logical names (`main.css`) to served ones (`main-<hash>.css`).
pub const MANIFEST: &str = "manifest.json";

/// The files of a site, by the path they are served under.
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    names: BTreeMap<String, String>,
}

impl Assets {
    /// Adds `stem.extension` under a name that carries a hash of its content; returns that name.
    pub(crate) fn add_hashed(
        &mut self,
        stem: &str,
        extension: &str,
        content: Vec<u8>,
    ) -> Result<String, Error> {
        let served = format!("{stem}-{}.{extension}", content_hash(&content));
        self.names
            .insert(format!("{stem}.{extension}"), served.clone());
        self.add(&served, content)?;
        Ok(served)
    }

    /// Adds a file under a fixed name.
    pub(crate) fn add(&mut self, name: &str, content: Vec<u8>) -> Result<(), Error> {
        match self.files.insert(name.to_owned(), content) {
            None => Ok(()),
            Some(_) => Err(Error::Twice {
                name: name.to_owned(),
            }),
        }
    }

    /// Adds a file that others may have added already, with the same content.
    pub(crate) fn add_shared(&mut self, name: &str, content: &[u8]) -> Result<(), Error> {
        if self.files.get(name).is_some_and(|there| there == content) {
            return Ok(());
        }
        self.add(name, content.to_vec())
    }

    /// The name a built file is served under: `main.css` gives `main-<hash>.css`. `None` when
    /// nothing of that name was built.
    #[must_use]
    pub fn served_name(&self, logical: &str) -> Option<&str> {
        self.names.get(logical).map(String::as_str)
    }

    /// Every file with its size in bytes, by name; the manifest and compressed copies not counted.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files
            .iter()
            .map(|(name, content)| (name.as_str(), content.len()))
    }

    /// Writes all files, their compressed copies and the manifest, replacing `folder`.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        let fresh = folder.with_extension("new");
        remove(&fresh)?;
        for (name, content) in &self.files {
            write_file(&fresh.join(name), content)?;
            if compression::is_worthwhile(name) {
                let compressed = compression::compress(content);
                write_file(&fresh.join(format!("{name}.br")), &compressed)?;
            }
        }
        write_file(&fresh.join(MANIFEST), self.manifest().as_bytes())?;
        remove(folder)?;
        fs::rename(&fresh, folder).map_err(Error::file(folder))
    }

    fn manifest(&self) -> String {
        format!("{:#}\n", serde_json::json!(self.names))
    }
}

/// The first 64 bits of the content's SHA-256: enough to tell builds apart.
fn content_hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(8)
        .fold(String::new(), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn write_file(path: &Path, content: &[u8]) -> Result<(), Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::file(parent))?;
    }
    fs::write(path, content).map_err(Error::file(path))
}

fn remove(folder: &Path) -> Result<(), Error> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(Error::file(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_follows_the_content() {
        let mut first = Assets::default();
        let mut second = Assets::default();
        let one = first.add_hashed("main", "css", b"a{}".to_vec()).unwrap();
        let other = second.add_hashed("main", "css", b"b{}".to_vec()).unwrap();
        assert_ne!(one, other);
        assert_eq!(first.served_name("main.css"), Some(one.as_str()));
        let hash = one.strip_prefix("main-").unwrap();
        assert_eq!(hash.len(), "0123456789abcdef.css".len(), "{one}");
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let mut assets = Assets::default();
        assets.add("robots.txt", Vec::new()).unwrap();
        let refused = assets.add("robots.txt", Vec::new());
        assert!(matches!(refused, Err(Error::Twice { .. })));
    }
}
