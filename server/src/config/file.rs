use super::{
    Connection, CredentialStore, Mail, Passwords, Portal, PublicUrl,
    connection::ConnectionSection,
    credential_store::CredentialStoreSection,
    limits::LimitsSection,
    mail::MailSection,
    passwords::PasswordsSection,
    portal::PortalSection,
    problem::{ConfigError, Problem, Problems},
    process::ProcessSection,
};
use ipnet::IpNet;
use latchkey_domain::Process;
use latchkey_processes::StartLimits;
use latchkey_values::Alias;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
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
    /// Where the database and the key file are.
    pub data_dir: PathBuf,
    /// Proxies in front of the portal; only these may say who the client is.
    pub trusted_proxies: Vec<IpNet>,
    /// How logs are written.
    pub log_format: LogFormat,
    /// What the portal says about itself.
    pub portal: Portal,
    /// How mail leaves.
    pub mail: Mail,
    /// Outside systems.
    pub connections: BTreeMap<Alias, Connection>,
    /// Where passwords live.
    pub credential_stores: BTreeMap<Alias, CredentialStore>,
    /// How often things may be tried.
    pub limits: StartLimits,
    /// What new passwords have to keep beyond the directory's policy.
    pub passwords: Passwords,
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
struct File {
    public_url: Spanned<String>,
    listen: Spanned<String>,
    data_dir: PathBuf,
    #[serde(default)]
    trusted_proxies: Vec<Spanned<String>>,
    #[serde(default)]
    log_format: LogFormat,
    portal: PortalSection,
    mail: MailSection,
    connections: BTreeMap<Spanned<String>, Spanned<ConnectionSection>>,
    credential_stores: BTreeMap<Spanned<String>, CredentialStoreSection>,
    #[serde(default)]
    limits: LimitsSection,
    #[serde(default)]
    passwords: PasswordsSection,
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
        let source = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        Self::parse(&source, folder).map_err(|problems| ConfigError::Invalid {
            path: path.to_owned(),
            problems,
        })
    }

    /// Checks the text of a configuration file whose relative paths start at `folder`.
    ///
    /// # Errors
    /// Everything that is wrong, by line. What the text's syntax hides is found on the next try.
    pub fn parse(source: &str, folder: &Path) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::new(source);
        let config = match toml::from_str::<File>(source) {
            Ok(file) => file.check(folder, &mut problems),
            Err(error) => {
                problems.add(error.span().unwrap_or_default(), error.message().trim());
                None
            }
        };
        let found = problems.into_found();
        match config {
            Some(config) if found.is_empty() => Ok(config),
            _ => Err(found),
        }
    }
}

impl File {
    fn check(self, folder: &Path, problems: &mut Problems<'_>) -> Option<Config> {
        let public_url = self.checked_public_url(problems);
        let trusted_proxies = self.checked_proxies(problems);
        let listen = self.checked_listen(problems);
        let portal = self.portal.check(problems);
        let mail = self.mail.check(folder, problems);
        let connections = by_alias(&self.connections, problems, |section, problems| {
            section.get_ref().check(folder, section.span(), problems)
        });
        let credential_stores = by_alias(&self.credential_stores, problems, |section, problems| {
            section.check(&connections, problems)
        });
        let limits = self.limits.check(problems);
        let processes = self.checked_processes(&credential_stores, problems);
        let passwords = self.passwords.check(folder, problems);
        Some(Config {
            public_url: public_url?,
            listen: listen?,
            data_dir: folder.join(self.data_dir),
            trusted_proxies,
            log_format: self.log_format,
            portal: portal?,
            mail: mail?,
            connections: all(connections)?,
            credential_stores: all(credential_stores)?,
            limits,
            passwords,
            processes,
        })
    }

    fn checked_public_url(&self, problems: &mut Problems<'_>) -> Option<PublicUrl> {
        match self.public_url.get_ref().parse() {
            Ok(url) => Some(url),
            Err(reason) => {
                problems.add(
                    self.public_url.span(),
                    format_args!("public_url = {:?}: {reason}", self.public_url.get_ref()),
                );
                None
            }
        }
    }

    fn checked_proxies(&self, problems: &mut Problems<'_>) -> Vec<IpNet> {
        let mut proxies = Vec::new();
        for text in &self.trusted_proxies {
            let address = text.get_ref().parse::<IpAddr>().map(IpNet::from);
            match address.or_else(|_| text.get_ref().parse()) {
                Ok(proxy) => proxies.push(proxy),
                Err(_) => problems.add(
                    text.span(),
                    format_args!("trusted_proxies: {:?} is neither an address nor a network such as 10.0.0.0/8", text.get_ref()),
                ),
            }
        }
        proxies
    }

    /// Passwords arrive here without TLS, so whoever connects must be this machine or a named proxy.
    fn checked_listen(&self, problems: &mut Problems<'_>) -> Option<SocketAddr> {
        let address: SocketAddr = problems.parse(
            "listen",
            &self.listen,
            "use an address and a port such as 127.0.0.1:8080",
        )?;
        if address.ip().is_loopback() || !self.trusted_proxies.is_empty() {
            return Some(address);
        }
        let advice = "listen on a loopback address, or name the proxy that holds the TLS certificate in trusted_proxies";
        problems.add(
            self.listen.span(),
            format_args!("listen = {:?}: {advice}", self.listen.get_ref()),
        );
        None
    }

    fn checked_processes(
        &self,
        stores: &BTreeMap<Alias, Option<CredentialStore>>,
        problems: &mut Problems<'_>,
    ) -> Vec<Process> {
        if self.processes.is_empty() {
            problems.add(
                0..0,
                "nothing is offered to anybody: add a section [[processes]]",
            );
        }
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
    check: impl Fn(&S, &mut Problems<'_>) -> Option<T>,
) -> BTreeMap<Alias, Option<T>> {
    let mut checked = BTreeMap::new();
    for (name, section) in sections {
        let alias = problems.parse(
            "alias",
            name,
            "use 1 to 40 lower-case letters, digits and hyphens",
        );
        let value = check(section, problems);
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
