use crate::{
    Letter, Mail, MailError, MailFault, Mailbox, PortalFacts, Transport, Wording,
    templates::{Rendered, Templates},
};
use latchkey_values::EmailAddress;
use metrics::counter;
use std::{
    fmt::{self, Write as _},
    sync::Arc,
};
use url::Url;

/// A letter as its reader would see it, without its HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// Writes letters and hands them to a transport. Clones are cheap and share everything.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    transport: Arc<dyn Transport>,
    sender: Mailbox,
    portal: PortalFacts,
    host: String,
    templates: Templates,
}

impl Mailer {
    /// A mailer for one portal, whose letters come from `sender`.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, sender: Mailbox, portal: PortalFacts) -> Self {
        let url = Url::parse(&portal.url).ok();
        let host = url
            .as_ref()
            .and_then(Url::host_str)
            .unwrap_or("localhost")
            .to_owned();
        Self(Arc::new(Inner {
            transport,
            sender,
            portal,
            host,
            templates: Templates::new(),
        }))
    }

    /// What the letters say about the portal.
    #[must_use]
    pub fn portal(&self) -> &PortalFacts {
        &self.0.portal
    }

    /// Sends a letter in English, as those who run the portal read it. See [`Mailer::send_worded`].
    ///
    /// # Errors
    /// [`MailError`]. After [`MailError::Temporary`] the letter may have been taken all the same.
    pub async fn send(
        &self,
        to: &EmailAddress,
        letter: &Letter,
        message_key: &str,
    ) -> Result<(), MailError> {
        self.send_worded(to, letter, &Wording::default(), message_key)
            .await
    }

    /// Sends a letter, worded for its reader. `message_key` names this mail for good (a challenge, an operation and its
    /// recipient): sent again, it has the same Message-ID, by which mail systems drop the double.
    ///
    /// # Errors
    /// [`MailError`]. After [`MailError::Temporary`] the letter may have been taken all the same.
    pub async fn send_worded(
        &self,
        to: &EmailAddress,
        letter: &Letter,
        wording: &Wording,
        message_key: &str,
    ) -> Result<(), MailError> {
        let mail = self.write(to, letter, wording, message_key)?;
        let sent = self.0.transport.send(&mail).await;
        let outcome = match &sent {
            Ok(()) => "sent",
            Err(MailError::Temporary(_)) => "temporary-failure",
            Err(MailError::Permanent(_)) => "permanent-failure",
        };
        counter!("latchkey_mails_total", "letter" => letter.name(), "outcome" => outcome)
            .increment(1);
        sent
    }

    /// A letter as its reader would see it; nothing is sent.
    ///
    /// # Errors
    /// [`MailError`] when it cannot be put together.
    pub fn preview(&self, letter: &Letter, wording: &Wording) -> Result<Preview, MailError> {
        let rendered = self.rendered(letter, wording)?;
        Ok(Preview {
            subject: rendered.subject,
            text: rendered.text,
        })
    }

    fn rendered(&self, letter: &Letter, wording: &Wording) -> Result<Rendered, MailError> {
        let Inner {
            portal, templates, ..
        } = &*self.0;
        let rendered = templates.render(letter, portal, wording);
        rendered.map_err(|_| MailError::Permanent(MailFault::Content))
    }

    fn write(
        &self,
        to: &EmailAddress,
        letter: &Letter,
        wording: &Wording,
        message_key: &str,
    ) -> Result<Mail, MailError> {
        let Inner { sender, host, .. } = &*self.0;
        let rendered = self.rendered(letter, wording)?;
        Ok(Mail {
            from: sender.clone(),
            to: to.clone(),
            subject: rendered.subject,
            text: rendered.text,
            html: rendered.html,
            message_id: format!("{}@{host}", as_id(message_key)),
        })
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Mailer")
            .field("host", &self.0.host)
            .finish_non_exhaustive()
    }
}

/// The key in characters that need no quoting in a Message-ID; two keys never give one id.
fn as_id(key: &str) -> String {
    key.bytes()
        .fold(String::with_capacity(key.len()), |mut id, byte| {
            if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
                id.push(char::from(byte));
            } else {
                // Writing to a String cannot fail.
                let _ = write!(id, "={byte:02X}");
            }
            id
        })
}
