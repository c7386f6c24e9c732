//! What the operator wrote in `latchkey.toml`, checked as a whole before anything starts.

mod alerts;
mod connection;
mod credential_store;
mod database;
mod file;
mod history;
mod limits;
mod listen;
mod mail;
mod passwords;
mod portal;
mod problem;
mod process;
mod public_url;
mod secret;
mod sign_in;
mod tls;
mod written_process;

pub use crate::http::CertificateFiles;
pub use database::Database;
pub use file::{Config, LogFormat};
pub use mail::{Mail, MailTransport};
pub use passwords::Passwords;
pub use portal::Portal;
pub use problem::{ConfigError, Problem};
pub use public_url::PublicUrl;
pub use sign_in::SignIn;
pub(crate) use written_process::WrittenProcess;
pub use written_process::write_processes;
