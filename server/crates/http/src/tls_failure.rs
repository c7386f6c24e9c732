use rustls::{AlertDescription, CertificateError, Error, PeerIncompatible};

/// Why no TLS connection came about, as far as it helps whoever has to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TlsFailure {
    /// The server's certificate is no longer valid.
    #[error("the server's certificate has expired")]
    Expired,
    /// The server's certificate is not valid yet; or this machine's clock is behind.
    #[error("the server's certificate is not valid yet; check this machine's clock")]
    NotYetValid,
    /// The server's certificate is for other names.
    #[error("the server's certificate is for another name")]
    WrongName,
    /// No authority this machine trusts vouches for the server's certificate: it is self-signed, an
    /// authority is missing here, or a certificate between the two is missing there.
    #[error(
        "the server's certificate is self-signed or from an authority this machine does not trust"
    )]
    Untrusted,
    /// The server's certificate was refused for another reason, such as a wrong signature.
    #[error("the server's certificate is not acceptable")]
    Unacceptable,
    /// The server offers nothing from TLS 1.2 on.
    #[error("the server speaks neither TLS 1.2 nor TLS 1.3")]
    OldProtocol,
    /// Something else; perhaps this is no TLS at all.
    #[error("the server and we do not agree")]
    Other,
}

impl From<&Error> for TlsFailure {
    fn from(error: &Error) -> Self {
        match error {
            Error::InvalidCertificate(reason) => reason.into(),
            Error::PeerIncompatible(
                PeerIncompatible::ServerDoesNotSupportTls12Or13
                | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
            )
            | Error::AlertReceived(AlertDescription::ProtocolVersion) => Self::OldProtocol,
            _ => Self::Other,
        }
    }
}

impl From<&CertificateError> for TlsFailure {
    fn from(reason: &CertificateError) -> Self {
        match reason {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Self::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Self::NotYetValid
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Self::WrongName
            }
            CertificateError::UnknownIssuer => Self::Untrusted,
            _ => Self::Unacceptable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_of_a_refusal_has_its_own_words() {
        for (error, failure) in [
            (
                Error::InvalidCertificate(CertificateError::Expired),
                TlsFailure::Expired,
            ),
            (
                Error::InvalidCertificate(CertificateError::NotValidYet),
                TlsFailure::NotYetValid,
            ),
            (
                Error::InvalidCertificate(CertificateError::NotValidForName),
                TlsFailure::WrongName,
            ),
            (
                Error::InvalidCertificate(CertificateError::UnknownIssuer),
                TlsFailure::Untrusted,
            ),
            (
                Error::InvalidCertificate(CertificateError::BadSignature),
                TlsFailure::Unacceptable,
            ),
            (
                Error::AlertReceived(AlertDescription::ProtocolVersion),
                TlsFailure::OldProtocol,
            ),
            (
                Error::AlertReceived(AlertDescription::HandshakeFailure),
                TlsFailure::Other,
            ),
        ] {
            assert_eq!(TlsFailure::from(&error), failure, "{error}");
        }
    }
}
