//! Mails to people: what they say, how they look and how they leave the house.
//!
//! Nothing is queued or retried here; [`MailError`] tells the job that sends whether to try again.

mod error;
mod file_transport;
mod letter;
mod mail;
mod mailbox;
mod mailer;
mod message;
mod portal_facts;
mod sentences;
mod smtp_transport;
mod templates;
mod transport;
mod wording;

pub use error::{MailError, MailFault};
pub use file_transport::FileTransport;
pub use letter::{DeskNotice, Letter, NotServedReason};
pub use mail::Mail;
pub use mailbox::{InvalidMailbox, Mailbox};
pub use mailer::{Mailer, Preview};
pub use portal_facts::{Desk, PortalFacts};
pub use smtp_transport::{
    Encryption, SmtpCredentials, SmtpSettings, SmtpSetupError, SmtpTransport,
};
pub use transport::Transport;
pub use wording::Wording;
