use super::problem::Problems;
use secrecy::{SecretString, zeroize::Zeroize};
use std::{
    ops::Range,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// Where a secret is kept: a file or an environment variable, never the configuration itself.
pub(super) struct Reference<'file> {
    /// The key without its ending: `api_token` for `api_token_file` and `api_token_env`.
    pub(super) key: &'static str,
    pub(super) file: Option<&'file Spanned<PathBuf>>,
    pub(super) env: Option<&'file Spanned<String>>,
}

/// Where the file says that a secret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// In this file, as the configuration names it.
    File(PathBuf),
    /// In this environment variable.
    Env(String),
}

impl Reference<'_> {
    /// What was named; `None` when nothing was.
    pub(super) fn source(&self) -> Option<SecretSource> {
        let file = self
            .file
            .map(|file| SecretSource::File(file.get_ref().clone()));
        file.or_else(|| Some(SecretSource::Env(self.env?.get_ref().clone())))
    }

    /// Whether anything was named.
    pub(super) fn is_given(&self) -> bool {
        self.file.is_some() || self.env.is_some()
    }

    /// Reads a secret that may have several lines, such as a key in PEM form; `section` is where to
    /// complain when nothing is named.
    pub(super) fn read_lines(
        &self,
        folder: &Path,
        section: Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<SecretString> {
        self.read_if(folder, section, problems, |c| {
            c.is_control() && c != '\n' && c != '\r'
        })
    }

    /// Reads the secret; `section` is where to complain when nothing is named.
    pub(super) fn read(
        &self,
        folder: &Path,
        section: Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<SecretString> {
        self.read_if(folder, section, problems, char::is_control)
    }

    fn read_if(
        &self,
        folder: &Path,
        section: Range<usize>,
        problems: &mut Problems<'_>,
        is_wrong: fn(char) -> bool,
    ) -> Option<SecretString> {
        let key = self.key;
        match (self.file, self.env) {
            (Some(file), None) => self.read_file(folder, file, problems, is_wrong),
            (None, Some(name)) => self.read_env(name, problems, is_wrong),
            (None, None) => {
                problems.add(
                    section,
                    format_args!(
                        "name where the secret is: {key}_file = \"…\" or {key}_env = \"…\""
                    ),
                );
                None
            }
            (Some(_), Some(second)) => {
                problems.add(
                    second.span(),
                    format_args!("name only one of {key}_file and {key}_env"),
                );
                None
            }
        }
    }

    fn read_file(
        &self,
        folder: &Path,
        file: &Spanned<PathBuf>,
        problems: &mut Problems<'_>,
        is_wrong: fn(char) -> bool,
    ) -> Option<SecretString> {
        let path = folder.join(file.get_ref());
        match std::fs::read_to_string(&path) {
            Ok(text) => self.checked(text, file.span(), problems, is_wrong),
            Err(error) => {
                problems.add(
                    file.span(),
                    format_args!("{}_file: cannot read {}: {error}", self.key, path.display()),
                );
                None
            }
        }
    }

    fn read_env(
        &self,
        name: &Spanned<String>,
        problems: &mut Problems<'_>,
        is_wrong: fn(char) -> bool,
    ) -> Option<SecretString> {
        if let Ok(text) = std::env::var(name.get_ref()) {
            return self.checked(text, name.span(), problems, is_wrong);
        }
        let (key, name, at) = (self.key, name.get_ref(), name.span());
        problems.add(
            at,
            format_args!("{key}_env: the variable {name} is not set"),
        );
        None
    }

    /// Editors end a secret with a line break that is not part of it.
    fn checked(
        &self,
        mut text: String,
        at: Range<usize>,
        problems: &mut Problems<'_>,
        is_wrong: fn(char) -> bool,
    ) -> Option<SecretString> {
        let line = text.trim().to_owned();
        text.zeroize();
        if line.is_empty() || line.chars().any(is_wrong) {
            problems.add(
                at,
                format_args!(
                    "{}: the secret is empty or has more than one line",
                    self.key
                ),
            );
            return None;
        }
        Some(SecretString::from(line))
    }
}
