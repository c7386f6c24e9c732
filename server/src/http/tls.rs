//! TLS of our own: one certificate, which follows its files.

use super::{
    CertificateFiles,
    certificate::{CertificateError, CertificatePair},
};
use anyhow::Context as _;
use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use std::{
    error::Error,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use tokio::{task::spawn_blocking, time::interval};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// The certificate that is served, and the files it comes from.
pub(crate) struct Tls {
    files: CertificateFiles,
    served: Arc<Served>,
    acceptor: TlsAcceptor,
    /// What the files held when they were last looked at; `None` when they could not be read.
    seen: Option<CertificatePair>,
}

/// The certificate for new connections.
#[derive(Debug)]
struct Served(RwLock<Arc<CertifiedKey>>);

impl Tls {
    /// Reads the files.
    ///
    /// # Errors
    /// [`CertificateError`] says what is wrong with which file.
    pub(crate) fn open(files: CertificateFiles) -> anyhow::Result<Self> {
        let pair = files.read()?;
        let served = Arc::new(Served(RwLock::new(Arc::new(pair.certified_key()?))));
        Ok(Self {
            files,
            acceptor: TlsAcceptor::from(Arc::new(settings(Arc::clone(&served))?)),
            served,
            seen: Some(pair),
        })
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }

    /// Serves what the files hold as it changes, until `stop`. While they hold nothing that can be
    /// served (one is written after the other), the certificate stays the one of before.
    pub(crate) async fn follow_files(mut self, stop: CancellationToken) {
        let mut looks = interval(LOOK_EVERY);
        while stop.run_until_cancelled(looks.tick()).await.is_some() {
            let files = self.files.clone();
            // The content is compared, not the times: they need not tell (a restored file, a link
            // that was switched).
            if let Ok(found) = spawn_blocking(move || files.read()).await {
                self.take(found);
            }
        }
    }

    fn take(&mut self, found: Result<CertificatePair, CertificateError>) {
        let certified = match &found {
            Ok(pair) if self.seen.as_ref() == Some(pair) => return,
            Ok(pair) => pair.certified_key(),
            // Said once, not at every look.
            Err(_) if self.seen.is_none() => return,
            Err(error) => {
                refuse(error);
                self.seen = None;
                return;
            }
        };
        match certified {
            Ok(certified) => {
                self.served.replace(certified);
                tracing::info!("the TLS certificate was read anew");
            }
            Err(error) => refuse(&error),
        }
        self.seen = found.ok();
    }
}

fn refuse(error: &CertificateError) {
    let error = error as &dyn Error;
    tracing::error!(error, "the TLS certificate stays the one of before");
}

/// TLS 1.2 and 1.3. Only HTTP/1.1 is offered: the time limits of `accept` and `connection` are made
/// for one request after the other, and would not bind what HTTP/2 does inside a connection.
fn settings(served: Arc<Served>) -> anyhow::Result<ServerConfig> {
    let mut settings = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
        .with_safe_default_protocol_versions()
        .context("the TLS library lacks a protocol version")?
        .with_no_client_auth()
        .with_cert_resolver(served);
    settings.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(settings)
}

impl Served {
    fn replace(&self, certified: CertifiedKey) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(certified);
    }
}

impl ResolvesServerCert for Served {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let served = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&served))
    }
}

#[cfg(test)]
mod tests;
