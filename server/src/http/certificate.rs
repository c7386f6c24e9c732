use rustls::{
    InconsistentKeys,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    sign::CertifiedKey,
};
use secrecy::zeroize::Zeroizing;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Where a certificate and its key are, both in PEM form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFiles {
    /// The certificate, followed by those of the authorities between it and the root.
    pub certificate: PathBuf,
    /// Its private key, not encrypted.
    pub key: PathBuf,
}

/// Why a certificate cannot be served. Nothing of the files' content stands in it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CertificateError {
    #[error("cannot read {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} does not begin with a certificate in PEM form", .0.display())]
    Certificate(PathBuf),
    #[error("{} holds no usable private key: write an ECDSA, RSA or Ed25519 key in PEM form, not encrypted", .0.display())]
    Key(PathBuf),
    #[error("the key in {} does not belong to the certificate in {}", key.display(), certificate.display())]
    Mismatch { certificate: PathBuf, key: PathBuf },
}

/// The content of the files.
#[derive(PartialEq, Eq)]
pub(crate) struct CertificatePair {
    files: CertificateFiles,
    certificate: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

impl CertificateFiles {
    /// Reads both files.
    pub(crate) fn read(&self) -> Result<CertificatePair, CertificateError> {
        Ok(CertificatePair {
            files: self.clone(),
            certificate: read(&self.certificate)?,
            key: Zeroizing::new(read(&self.key)?),
        })
    }
}

impl CertificatePair {
    /// What TLS works with, if the two belong together.
    pub(crate) fn certified_key(&self) -> Result<CertifiedKey, CertificateError> {
        let CertificateFiles { certificate, key } = &self.files;
        let chain: Vec<_> = CertificateDer::pem_slice_iter(&self.certificate)
            .collect::<Result<_, _>>()
            .unwrap_or_default();
        if chain.is_empty() {
            return Err(CertificateError::Certificate(certificate.clone()));
        }
        let unusable = || CertificateError::Key(key.clone());
        let private_key = PrivateKeyDer::from_pem_slice(&self.key).map_err(|_| unusable())?;
        let provider = aws_lc_rs::default_provider();
        CertifiedKey::from_der(chain, private_key, &provider).map_err(|error| match error {
            rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                CertificateError::Mismatch {
                    certificate: certificate.clone(),
                    key: key.clone(),
                }
            }
            rustls::Error::InvalidCertificate(_) => {
                CertificateError::Certificate(certificate.clone())
            }
            _ => unusable(),
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, CertificateError> {
    std::fs::read(path).map_err(|source| CertificateError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
