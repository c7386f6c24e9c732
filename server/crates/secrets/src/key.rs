use base64::{Engine as _, engine::general_purpose::STANDARD};
use latchkey_values::Entropy;
use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The installation's key: 32 unpredictable bytes, wiped from memory when dropped. `Debug` hides it.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Key([u8; Key::BYTES]);

/// Why there is no key. Nothing of the key stands in the message.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("cannot read or create the key file {}", path.display())]
    File {
        /// The key file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others than the owner may read or write the file.
    #[error(
        "others may use the key file {}: its mode is {mode:04o}, make it 0600 (chmod 600)",
        path.display()
    )]
    OpenToOthers {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file does not hold a key.
    #[error("the key file {} does not hold 32 bytes in base64", path.display())]
    NotAKey {
        /// The key file.
        path: PathBuf,
    },
}

impl Key {
    /// How many bytes a key has.
    pub const BYTES: usize = 32;

    /// A key from known bytes, for tests.
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// Reads the key from the file at `path`; makes the file, with a new key, when there is none.
    ///
    /// The file holds base64 text and belongs to its owner alone (mode 0600). An existing file is
    /// never changed.
    ///
    /// # Errors
    /// [`KeyError`], which names the file and what is wrong with it.
    pub fn load_or_create(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeyError> {
        match Self::load(path)? {
            Some(key) => Ok(key),
            None => Self::create(path, entropy),
        }
    }

    /// Reads the key from the file at `path`; `None` when there is none.
    ///
    /// # Errors
    /// [`KeyError`], which names the file and what is wrong with it.
    pub fn load(path: &Path) -> Result<Option<Self>, KeyError> {
        match File::open(path) {
            Ok(file) => Self::read(path, file).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(KeyError::File {
                path: path.to_owned(),
                source,
            }),
        }
    }

    fn read(path: &Path, file: File) -> Result<Self, KeyError> {
        let failed = |source| KeyError::File {
            path: path.to_owned(),
            source,
        };
        // The opened file is asked, so that nobody can swap it between the look and the reading.
        let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o7777;
        if mode & 0o077 != 0 {
            return Err(KeyError::OpenToOthers {
                path: path.to_owned(),
                mode,
            });
        }
        let mut text = Zeroizing::new([0; 256]);
        let length = read_up_to(file, &mut text[..]).map_err(failed)?;
        Self::decode(&text[..length]).ok_or_else(|| KeyError::NotAKey {
            path: path.to_owned(),
        })
    }

    fn decode(text: &[u8]) -> Option<Self> {
        let decoded = Zeroizing::new(STANDARD.decode(text.trim_ascii()).ok()?);
        decoded.as_slice().try_into().ok().map(Self)
    }

    fn create(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeyError> {
        let mut key = Self([0; Self::BYTES]);
        entropy.fill(&mut key.0);
        match key.write(path, entropy) {
            Ok(()) => Ok(key),
            // Another process made one first: that one counts.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let file = File::open(path).map_err(|source| KeyError::File {
                    path: path.to_owned(),
                    source,
                })?;
                Self::read(path, file)
            }
            Err(source) => Err(KeyError::File {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// Writes aside and links into place: the file appears complete or not at all, and replaces none.
    fn write(&self, path: &Path, entropy: &dyn Entropy) -> io::Result<()> {
        let mut suffix = [0; 8];
        entropy.fill(&mut suffix);
        let aside = path.with_extension(format!("{:016x}.new", u64::from_be_bytes(suffix)));
        let written = self
            .write_new(&aside)
            .and_then(|()| fs::hard_link(&aside, path));
        // Without it there is nothing to remove, and the first error is the one to report.
        let _ = fs::remove_file(&aside);
        written?;
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()
    }

    fn write_new(&self, path: &Path) -> io::Result<()> {
        let mut text = Zeroizing::new(STANDARD.encode(self.0));
        text.push('\n');
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    pub(crate) fn bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Key(…)")
    }
}

/// Reads at most as much as `buffer` holds, into memory that the caller wipes.
fn read_up_to(mut file: File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match file.read(&mut buffer[length..])? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn file_with(folder: &tempfile::TempDir, text: &[u8], mode: u32) -> PathBuf {
        let path = folder.path().join("key");
        fs::write(&path, text).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
        path
    }

    #[test]
    fn the_first_start_makes_a_private_file_and_the_second_reads_it() {
        let folder = folder();
        let path = folder.path().join("key");
        let made = Key::load_or_create(&path, &SeededEntropy::new(1)).expect("made");
        let read = Key::load_or_create(&path, &SeededEntropy::new(2)).expect("read");
        assert_eq!(made.bytes(), read.bytes());
        assert_ne!(made.bytes(), &[0; Key::BYTES]);
        assert_eq!(
            fs::metadata(&path).expect("there").permissions().mode() & 0o7777,
            0o600
        );
        assert_eq!(
            fs::read_dir(folder.path()).expect("listed").count(),
            1,
            "nothing else stays behind"
        );
    }

    #[test]
    fn two_first_starts_at_once_agree_on_one_key() {
        let folder = folder();
        let path = folder.path().join("key");
        let first = Key([7; Key::BYTES]);
        first.write(&path, &SeededEntropy::new(1)).expect("written");
        // The other process saw no file before, so it goes on to create one.
        let second = Key::create(&path, &SeededEntropy::new(2)).expect("taken over");
        assert_eq!(second.bytes(), first.bytes());
    }

    #[test]
    fn a_file_others_may_use_is_refused_with_what_to_do() {
        let folder = folder();
        let text = STANDARD.encode([9; Key::BYTES]);
        for mode in [0o640, 0o604, 0o620, 0o644, 0o666] {
            let path = file_with(&folder, text.as_bytes(), mode);
            let error = Key::load_or_create(&path, &SeededEntropy::new(1)).expect_err("refused");
            let message = error.to_string();
            assert!(
                message.contains("chmod 600") && message.contains(&format!("{mode:04o}")),
                "{message}"
            );
        }
        assert!(
            Key::load_or_create(
                &file_with(&folder, text.as_bytes(), 0o400),
                &SeededEntropy::new(1)
            )
            .is_ok()
        );
    }

    #[test]
    fn a_file_without_exactly_one_key_is_refused_and_left_alone() {
        let folder = folder();
        let short = STANDARD.encode([9; 31]);
        let long = STANDARD.encode([9; 33]);
        let endless = STANDARD.encode([9; 3000]);
        for text in ["", "\n", "not base64!", &short, &long, &endless] {
            let path = file_with(&folder, text.as_bytes(), 0o600);
            let error = Key::load_or_create(&path, &SeededEntropy::new(1)).expect_err("refused");
            assert!(matches!(error, KeyError::NotAKey { .. }), "{error}");
            assert_eq!(fs::read_to_string(&path).expect("there"), text);
        }
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_the_file() {
        let path = folder().path().join("nowhere/key");
        let error = Key::load_or_create(&path, &SeededEntropy::new(1)).expect_err("refused");
        assert!(error.to_string().contains("nowhere/key"), "{error}");
    }

    #[test]
    fn debug_output_hides_the_key() {
        assert_eq!(format!("{:?}", Key::from_bytes([65; Key::BYTES])), "Key(…)");
    }
}
