use super::{
    Database, Mail, Passwords, Place, Portal, PublicUrl, SignIn,
    alerts::AlertsSection,
    connection::{ConnectionSection, SecretSources},
    credential_store::CredentialStoreSection,
    database::DatabaseKeys,
    history::{self, HistorySection},
    limits::LimitsSection,
    listen,
    mail::MailSection,
    passwords::PasswordsSection,
    portal::PortalSection,
    problem::{ConfigError, Problem, Problems},
    process::ProcessSection,
    sign_in::SignInSection,
    tls::TlsSection,
};
use crate::http::CertificateFiles;
use ipnet::IpNet;
use latchkey_administration::{FileConnection, Retention, monitoring::BlockAlert};
use latchkey_domain::{CredentialStoreRecord, Process};
use latchkey_processes::Limits;
use latchkey_values::Alias;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// The whole configuration; every part of it was checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address people use.
    pub public_url: PublicUrl,
    /// Where the portal listens.
    pub listen: SocketAddr,
    /// The certificate to serve; `None` when TLS ends before the portal.
    pub tls: Option<CertificateFiles>,
    /// Where monitoring reads metrics; `None` for nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// Where the key file is, and the database unless it is elsewhere.
    pub data_dir: PathBuf,
    /// Where the data is.
    pub database: Database,
    /// Proxies in front of the portal; only these may say who the client is.
    pub trusted_proxies: Vec<IpNet>,
    /// How logs are written.
    pub log_format: LogFormat,
    /// What the portal says about itself.
    pub portal: Portal,
    /// How mail leaves.
    pub mail: Mail,
    /// Outside systems.
    pub connections: BTreeMap<Alias, FileConnection>,
    /// Where the secrets of each are that the file refers to.
    pub secret_sources: BTreeMap<Alias, SecretSources>,
    /// Where passwords live.
    pub credential_stores: BTreeMap<Alias, CredentialStoreRecord>,
    /// How often things may be tried.
    pub limits: Limits,
    /// What new passwords have to keep beyond the directory's policy.
    pub passwords: Passwords,
    /// When many blocked people are worth an alert.
    pub block_alert: BlockAlert,
    /// How long history is kept.
    pub retention: Retention,
    /// How staff sign in at the directory; `None` leaves local administrators alone.
    pub sign_in: Option<SignIn>,
    /// What is offered to whom.
    pub processes: Vec<Process>,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people on a terminal, JSON elsewhere.
    #[default]
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    public_url: Spanned<String>,
    listen: Spanned<String>,
    metrics_listen: Option<Spanned<String>>,
    tls: Option<TlsSection>,
    data_dir: PathBuf,
    database: Option<Spanned<String>>,
    database_file: Option<Spanned<PathBuf>>,
    database_password_file: Option<Spanned<PathBuf>>,
    database_password_env: Option<Spanned<String>>,
    #[serde(default)]
    trusted_proxies: Vec<Spanned<String>>,
    #[serde(default)]
    log_format: LogFormat,
    portal: PortalSection,
    mail: MailSection,
    #[serde(default)]
    connections: BTreeMap<Spanned<String>, Spanned<ConnectionSection>>,
    #[serde(default)]
    credential_stores: BTreeMap<Spanned<String>, Spanned<CredentialStoreSection>>,
    #[serde(default)]
    limits: LimitsSection,
    #[serde(default)]
    passwords: PasswordsSection,
    sign_in: Option<Spanned<SignInSection>>,
    #[serde(default)]
    alerts: AlertsSection,
    #[serde(default)]
    requests: HistorySection,
    #[serde(default)]
    audit: HistorySection,
    #[serde(default)]
    processes: Vec<ProcessSection>,
}

impl Config {
    /// Reads and checks a configuration file, and the secrets it refers to. Relative paths in it
    /// start at its folder.
    ///
    /// # Errors
    /// [`ConfigError`] with everything that is wrong.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        load(path, Document::check)
    }

    /// Checks the text of a configuration file whose relative paths start at `folder`.
    ///
    /// # Errors
    /// Everything that is wrong, by line. What the text's syntax hides is found on the next try.
    pub fn parse(source: &str, folder: &Path) -> Result<Self, Vec<Problem>> {
        parse(source, folder, Document::check)
    }
}

/// Reads a configuration file, as far as `check` looks at it.
pub(super) fn load<T>(
    path: &Path,
    check: impl FnOnce(Document, &Path, &mut Problems<'_>) -> Option<T>,
) -> Result<T, ConfigError> {
    let source = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    parse(&source, folder, check).map_err(|problems| ConfigError::Invalid {
        path: path.to_owned(),
        problems,
    })
}

fn parse<T>(
    source: &str,
    folder: &Path,
    check: impl FnOnce(Document, &Path, &mut Problems<'_>) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    let mut problems = Problems::new(source);
    let checked = match toml::from_str::<Document>(source) {
        Ok(document) => check(document, folder, &mut problems),
        Err(error) => {
            problems.add(error.span().unwrap_or_default(), error.message().trim());
            None
        }
    };
    let found = problems.into_found();
    match checked {
        Some(checked) if found.is_empty() => Ok(checked),
        _ => Err(found),
    }
}

impl Document {
    fn check(self, folder: &Path, problems: &mut Problems<'_>) -> Option<Config> {
        let public_url = self.checked_public_url(problems);
        let trusted_proxies = listen::proxies(&self.trusted_proxies, problems);
        let tls_or_proxy = self.tls.is_some() || !self.trusted_proxies.is_empty();
        let listen = listen::public(&self.listen, tls_or_proxy, problems);
        let metrics_listen = listen::metrics(self.metrics_listen.as_ref(), listen, problems);
        let tls = self.tls.as_ref().map(|tls| tls.check(folder, problems));
        let place = self.place(folder, problems);
        let portal = self.portal.check(problems);
        let mail = self.mail.check(folder, problems);
        let connections = by_alias(&self.connections, problems, |alias, section, problems| {
            section
                .get_ref()
                .check(alias, folder, section.span(), problems)
        });
        let sources = |(name, section): (&Spanned<String>, &Spanned<ConnectionSection>)| {
            Some((name.get_ref().parse().ok()?, section.get_ref().sources()))
        };
        let secret_sources = self.connections.iter().filter_map(sources).collect();
        let stores = &self.credential_stores;
        let credential_stores = by_alias(stores, problems, |alias, section, problems| {
            let at = section.span();
            section.get_ref().check(alias, &connections, at, problems)
        });
        let sign_in = self.sign_in.as_ref().map(|section| {
            let at = section.span();
            let section = section.get_ref();
            section.check(folder, at, &connections, problems)
        });
        let limits = self.limits.check(problems);
        let processes = self.checked_processes(&credential_stores, problems);
        let retention = history::retention(&self.requests, &self.audit, problems);
        let desk = portal
            .as_ref()
            .and_then(|portal| portal.desk.email.as_deref());
        let block_alert = self.alerts.check(desk, problems);
        let passwords = self.passwords.check(folder, problems);
        let Place { data_dir, database } = place?;
        Some(Config {
            public_url: public_url?,
            listen: listen?,
            // What is given and wrong was recorded, so `None` is never taken for "not given".
            metrics_listen,
            tls: tls.flatten(),
            data_dir,
            database,
            trusted_proxies,
            log_format: self.log_format,
            portal: portal?,
            mail: mail?,
            connections: all(connections)?,
            secret_sources,
            credential_stores: all(credential_stores)?,
            limits,
            passwords,
            block_alert,
            retention,
            sign_in: sign_in.flatten(),
            processes,
        })
    }

    fn checked_public_url(&self, problems: &mut Problems<'_>) -> Option<PublicUrl> {
        let reason = match self.public_url.get_ref().parse::<PublicUrl>() {
            Ok(url) if url.is_https() || self.tls.is_none() => return Some(url),
            Ok(_) => "with [tls], browsers reach the portal under https://".to_owned(),
            Err(reason) => reason.to_string(),
        };
        problems.add(
            self.public_url.span(),
            format_args!("public_url = {:?}: {reason}", self.public_url.get_ref()),
        );
        None
    }

    pub(super) fn place(&self, folder: &Path, problems: &mut Problems<'_>) -> Option<Place> {
        let data_dir = folder.join(&self.data_dir);
        let database = self.database_keys().check(folder, &data_dir, problems);
        Some(Place {
            database: database?,
            data_dir,
        })
    }

    fn database_keys(&self) -> DatabaseKeys<'_> {
        DatabaseKeys {
            address: self.database.as_ref(),
            file: self.database_file.as_ref(),
            password_file: self.database_password_file.as_ref(),
            password_env: self.database_password_env.as_ref(),
        }
    }

    fn checked_processes(
        &self,
        stores: &BTreeMap<Alias, Option<CredentialStoreRecord>>,
        problems: &mut Problems<'_>,
    ) -> Vec<Process> {
        let mut processes: Vec<Process> = Vec::new();
        for section in &self.processes {
            let Some(process) = section.check(stores, problems) else {
                continue;
            };
            if processes
                .iter()
                .any(|earlier| earlier.alias == process.alias)
            {
                problems.add(
                    section.alias.span(),
                    format_args!(
                        "alias = {:?}: another process has this alias",
                        process.alias.as_str()
                    ),
                );
            }
            let has_page =
                |earlier: &&Process| earlier.path().is_some() && earlier.path() == process.path();
            if let Some(earlier) = processes.iter().find(has_page) {
                let owner = earlier.alias.as_str();
                problems.add(
                    section.alias.span(),
                    format_args!("path: the page belongs to the process {owner:?} already"),
                );
            }
            processes.push(process);
        }
        processes
    }
}

/// Checks the sections that an operator named; a wrong section stays as `None`, so that what refers
/// to it is not reported as well.
fn by_alias<S, T>(
    sections: &BTreeMap<Spanned<String>, S>,
    problems: &mut Problems<'_>,
    check: impl Fn(Option<&Alias>, &S, &mut Problems<'_>) -> Option<T>,
) -> BTreeMap<Alias, Option<T>> {
    let mut checked = BTreeMap::new();
    for (name, section) in sections {
        let alias: Option<Alias> = problems.parse(
            "alias",
            name,
            "use 1 to 40 lower-case letters, digits and hyphens",
        );
        let value = check(alias.as_ref(), section, problems);
        if let Some(alias) = alias {
            checked.insert(alias, value);
        }
    }
    checked
}

fn all<T>(sections: BTreeMap<Alias, Option<T>>) -> Option<BTreeMap<Alias, T>> {
    sections
        .into_iter()
        .map(|(alias, section)| Some((alias, section?)))
        .collect()
}
