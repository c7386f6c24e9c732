use crate::{
    TlsFailure,
    resolver::{RefusedAddress, ResolveFailed},
};
use std::{error::Error as StdError, io};

/// Why a call gave no answer, told by what the other side may have done.
///
/// It never holds a URL, a header or a body, so it can go into any log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The request surely did not reach the server.
    #[error("not sent: {0}")]
    NotSent(#[from] NotSent),
    /// The request may have reached the server, and may have had its effect.
    #[error("outcome unclear: {0}")]
    Unclear(#[from] Unclear),
}

/// What kept a request from leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The request cannot be expressed in HTTP.
    #[error("the request is not valid")]
    Invalid,
    /// The URL is not https, holds a user name, or leads to a private address.
    #[error("the target is not allowed")]
    RefusedTarget,
    /// The host name has no address; with an egress proxy, the proxy's name.
    #[error("the host name could not be resolved")]
    Dns,
    /// No connection, or none within the time limit; with an egress proxy, none to it.
    #[error("no connection")]
    Connect,
    /// The server's certificate or its TLS was not accepted.
    #[error("the TLS handshake failed: {0}")]
    Tls(TlsFailure),
    /// The egress proxy answered in the server's place: it wants other credentials (407), forbids
    /// the target, or cannot reach it.
    #[error("the proxy refused")]
    ProxyRefused,
}

/// What happened after the request may have left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// No complete answer within the time limit.
    #[error("timed out")]
    Timeout,
    /// The connection broke before the answer began.
    #[error("the connection broke")]
    ConnectionLost,
    /// The answer began and then broke off, or could not be decompressed.
    #[error("the answer is incomplete")]
    BodyIncomplete,
    /// The answer is larger than the client accepts.
    #[error("the answer is too large")]
    BodyTooLarge,
}

impl Error {
    /// Judges a failure before the answer's head arrived.
    pub(crate) fn before_answer(error: &reqwest::Error, has_proxy: bool) -> Self {
        if error.is_builder() {
            return NotSent::Invalid.into();
        }
        if error.is_connect() {
            return not_connected(error, has_proxy).into();
        }
        if error.is_timeout() {
            Unclear::Timeout.into()
        } else {
            Unclear::ConnectionLost.into()
        }
    }

    /// Whether other connections to the same place may be dead as well.
    pub(crate) fn doubts_connections(self) -> bool {
        match self {
            Self::NotSent(reason) => matches!(reason, NotSent::Connect | NotSent::Tls(_)),
            Self::Unclear(reason) => !matches!(reason, Unclear::BodyTooLarge),
        }
    }

    /// Judges a failure while the answer's body arrived.
    pub(crate) fn within_answer(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Unclear::Timeout.into()
        } else {
            Unclear::BodyIncomplete.into()
        }
    }
}

fn not_connected(error: &reqwest::Error, has_proxy: bool) -> NotSent {
    let mut broke = error.is_timeout();
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<RefusedAddress>() {
            return NotSent::RefusedTarget;
        }
        if error.is::<ResolveFailed>() {
            return NotSent::Dns;
        }
        if let Some(failure) = tls_failure(error) {
            return NotSent::Tls(failure);
        }
        broke |= error.is::<io::Error>();
        cause = error.source();
    }
    // A tunnel that failed while its connection works: the proxy said no.
    if has_proxy && !broke {
        NotSent::ProxyRefused
    } else {
        NotSent::Connect
    }
}

/// rustls hands its errors over inside `io::Error`s, whose `source` skips the value they hold.
fn tls_failure(error: &(dyn StdError + 'static)) -> Option<TlsFailure> {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(error.into());
    }
    tls_failure(error.downcast_ref::<io::Error>()?.get_ref()?)
}
