use crate::Mailbox;
use latchkey_values::EmailAddress;
use std::fmt;

/// A mail, ready to go. It may hold a code: `Debug` shows nothing but its id.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Who it is from.
    pub from: Mailbox,
    /// Whom it is for.
    pub to: EmailAddress,
    /// Its subject.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// What it says, as HTML.
    pub html: String,
    /// Its Message-ID without angle brackets; the same whenever it is sent again.
    pub message_id: String,
}

impl fmt::Debug for Mail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Mail")
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}
