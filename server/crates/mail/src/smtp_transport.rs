use crate::{Mail, MailError, MailFault, Transport, message};
use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    transport::smtp::{
        self, PoolConfig,
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use std::{error::Error as _, io, time::Duration};

/// Where the mail relay is and how to talk to it.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Its host name; with encryption, the name its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// Whom we sign in as; `None` when the relay asks for nothing.
    pub credentials: Option<SmtpCredentials>,
    /// How long each step may take: connecting, each command.
    pub timeout: Duration,
}

/// How the connection to a mail relay is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Not at all: only for a relay on this machine.
    None,
    /// By STARTTLS; a relay that does not offer it gets no mail.
    StartTls,
    /// By TLS from the first byte.
    Tls,
}

/// A name and a password for a mail relay.
#[derive(Clone, Debug)]
pub struct SmtpCredentials {
    /// The name.
    pub username: String,
    /// The password.
    pub password: SecretString,
}

/// Why the settings cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpSetupError {
    /// The password would travel in the clear.
    #[error("a mail password needs encryption: set it to starttls or tls")]
    PasswordInClear,
    /// The host name cannot stand in a certificate, or TLS cannot be set up on this machine.
    #[error("cannot set up TLS for this mail host")]
    Tls,
}

/// Hands mails to a relay, over a few connections that are kept open.
#[derive(Clone, Debug)]
pub struct SmtpTransport(AsyncSmtpTransport<Tokio1Executor>);

impl SmtpSettings {
    /// How long each step may take unless set otherwise.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);
}

impl SmtpTransport {
    /// A transport to one relay. Opens no connection yet. To be made, and dropped, inside a Tokio
    /// runtime.
    ///
    /// # Errors
    /// [`SmtpSetupError`] when the settings cannot work.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SmtpSetupError> {
        if settings.encryption == Encryption::None && settings.credentials.is_some() {
            return Err(SmtpSetupError::PasswordInClear);
        }
        let trusted = || TlsParameters::new(settings.host.clone()).map_err(|_| SmtpSetupError::Tls);
        let tls = match settings.encryption {
            Encryption::None => Tls::None,
            Encryption::StartTls => Tls::Required(trusted()?),
            Encryption::Tls => Tls::Wrapper(trusted()?),
        };
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.clone())
                .port(settings.port)
                .tls(tls)
                .timeout(Some(settings.timeout))
                .pool_config(PoolConfig::new().max_size(4));
        if let Some(SmtpCredentials { username, password }) = &settings.credentials {
            builder = builder.credentials(Credentials::new(
                username.clone(),
                password.expose_secret().to_owned(),
            ));
        }
        Ok(Self(builder.build()))
    }
}

#[async_trait]
impl Transport for SmtpTransport {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = message::assemble(mail)?;
        let relay = self.0.clone();
        // A task of its own: if the caller gave up in the middle, the connection would go back to
        // the pool in the middle of a mail, and spoil the next one.
        match tokio::spawn(async move { relay.send(message).await }).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(classify(&error)),
            Err(_) => Err(MailError::Temporary(MailFault::Interrupted)),
        }
    }
}

/// Only a negative answer about this mail is final; whatever else is wrong can be put right.
fn classify(error: &smtp::Error) -> MailError {
    match error.status().map(u16::from) {
        // RFC 4954, section 6: all about signing in.
        Some(code @ (454 | 530 | 534 | 535 | 538)) => MailError::Temporary(MailFault::SignIn(code)),
        Some(code) if error.is_permanent() => MailError::Permanent(MailFault::Refused(code)),
        Some(code) => MailError::Temporary(MailFault::Refused(code)),
        None if error.is_tls() => MailError::Temporary(MailFault::Encryption),
        None if error.is_client() || error.is_response() => {
            MailError::Temporary(MailFault::Protocol)
        }
        None => MailError::Temporary(MailFault::Connection(io_kind(error))),
    }
}

fn io_kind(error: &smtp::Error) -> io::ErrorKind {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return error.kind();
        }
        cause = error.source();
    }
    io::ErrorKind::Other
}
