use super::{
    problem::{Bounds, Problems},
    secret::Reference,
};
use latchkey_mail::{Encryption, Mailbox, SmtpCredentials, SmtpSettings};
use serde::Deserialize;
use std::{
    net::IpAddr,
    ops::Range,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// How mail leaves the portal.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The sender, as people see it.
    pub from: Mailbox,
    /// The way out.
    pub transport: MailTransport,
}

/// The ways mail can leave.
#[derive(Clone, Debug)]
pub enum MailTransport {
    /// To a mail server.
    Smtp(SmtpSettings),
    /// As files in this folder, for demonstrations and tests.
    File(PathBuf),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailSection {
    from: Spanned<String>,
    transport: Spanned<TransportKind>,
    smtp: Option<Spanned<SmtpSection>>,
    file: Option<FileSection>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TransportKind {
    Smtp,
    File,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SmtpSection {
    host: Spanned<String>,
    port: Option<Spanned<u32>>,
    encryption: Spanned<Encryption>,
    username: Option<String>,
    password_file: Option<Spanned<PathBuf>>,
    password_env: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSection {
    folder: PathBuf,
}

impl MailSection {
    pub(super) fn check(&self, folder: &Path, problems: &mut Problems<'_>) -> Option<Mail> {
        let expected = "write it as \"Password portal <portal@example.com>\"";
        let from = problems.parse("mail.from", &self.from, expected);
        let transport = match self.transport.get_ref() {
            TransportKind::Smtp => self.smtp_server(folder, problems).map(MailTransport::Smtp),
            TransportKind::File => self
                .file_folder(problems)
                .map(|name| MailTransport::File(folder.join(name))),
        };
        Some(Mail {
            from: from?,
            transport: transport?,
        })
    }

    fn smtp_server(&self, folder: &Path, problems: &mut Problems<'_>) -> Option<SmtpSettings> {
        let Some(section) = &self.smtp else {
            problems.add(
                self.transport.span(),
                "mail.transport = \"smtp\" needs a section [mail.smtp]",
            );
            return None;
        };
        section.get_ref().check(folder, section.span(), problems)
    }

    fn file_folder(&self, problems: &mut Problems<'_>) -> Option<&Path> {
        let Some(section) = &self.file else {
            problems.add(
                self.transport.span(),
                "mail.transport = \"file\" needs a section [mail.file] with folder = \"…\"",
            );
            return None;
        };
        Some(&section.folder)
    }
}

impl SmtpSection {
    fn check(
        &self,
        folder: &Path,
        section: Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<SmtpSettings> {
        let encryption = *self.encryption.get_ref();
        let host = self.host.get_ref().clone();
        if encryption == Encryption::None && !is_this_machine(&host) {
            let advice = "codes would travel readable: use encryption = \"starttls\" or \"tls\"; \"none\" is only for a server on localhost";
            problems.add(self.encryption.span(), advice);
        }
        let default = match encryption {
            Encryption::StartTls => 587,
            Encryption::Tls => 465,
            Encryption::None => 25,
        };
        let port = problems.within(
            "mail.smtp.port",
            self.port.as_ref(),
            Bounds {
                least: 1,
                most: 65_535,
                default,
            },
        );
        let credentials = self.credentials(folder, section, problems);
        if credentials.is_some() && encryption == Encryption::None {
            problems.add(
                self.encryption.span(),
                "a password needs encryption = \"starttls\" or \"tls\"",
            );
        }
        let timeout = SmtpSettings::DEFAULT_TIMEOUT;
        Some(SmtpSettings {
            host,
            port: u16::try_from(port).ok()?,
            encryption,
            credentials,
            timeout,
        })
    }

    fn credentials(
        &self,
        folder: &Path,
        section: Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<SmtpCredentials> {
        let password = Reference {
            key: "password",
            file: self.password_file.as_ref(),
            env: self.password_env.as_ref(),
        };
        match &self.username {
            Some(name) => {
                let password = password.read(folder, section, problems)?;
                Some(SmtpCredentials {
                    username: name.clone(),
                    password,
                })
            }
            None if password.is_given() => {
                problems.add(section, "mail.smtp: a password needs a username");
                None
            }
            None => None,
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
