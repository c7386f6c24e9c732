use super::Foundations;
use crate::config::{Config, MailTransport};
use anyhow::Context as _;
use latchkey_mail::{FileTransport, Mailer, PortalFacts, SmtpTransport, Transport};
use std::sync::Arc;

/// What pages and mails say about this portal.
pub(super) fn portal_facts(config: &Config) -> PortalFacts {
    PortalFacts {
        name: config.portal.name.clone(),
        url: config.public_url.as_str().to_owned(),
        desk: config.portal.desk.clone(),
    }
}

/// The mailer over the configured way out.
pub(super) fn mailer(config: &Config, foundations: &Foundations) -> anyhow::Result<Mailer> {
    let transport: Arc<dyn Transport> = match &config.mail.transport {
        MailTransport::Smtp(settings) => {
            Arc::new(SmtpTransport::new(settings).context("mail.smtp")?)
        }
        MailTransport::File(folder) => {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
            let Foundations { clock, entropy, .. } = foundations.clone();
            Arc::new(FileTransport::new(folder.clone(), clock, entropy))
        }
    };
    Ok(Mailer::new(
        transport,
        config.mail.from.clone(),
        portal_facts(config),
    ))
}
