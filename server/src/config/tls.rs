use super::problem::Problems;
use crate::http::{CertificateError, CertificateFiles};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TlsSection {
    certificate_file: Spanned<PathBuf>,
    key_file: Spanned<PathBuf>,
}

impl TlsSection {
    /// Reads the files once, so that what does not fit is found before anything starts.
    pub(super) fn check(
        &self,
        folder: &Path,
        problems: &mut Problems<'_>,
    ) -> Option<CertificateFiles> {
        let files = CertificateFiles {
            certificate: folder.join(self.certificate_file.get_ref()),
            key: folder.join(self.key_file.get_ref()),
        };
        let Err(error) = files.read().and_then(|pair| pair.certified_key()) else {
            return Some(files);
        };
        let (key, at) = match &error {
            CertificateError::Unreadable { path, .. } if *path == files.key => {
                ("tls.key_file", self.key_file.span())
            }
            CertificateError::Unreadable { .. } | CertificateError::Certificate(_) => {
                ("tls.certificate_file", self.certificate_file.span())
            }
            CertificateError::Key(_) | CertificateError::Mismatch { .. } => {
                ("tls.key_file", self.key_file.span())
            }
        };
        problems.add(at, format_args!("{key}: {error}"));
        None
    }
}
