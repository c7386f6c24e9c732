use async_trait::async_trait;
use latchkey_mail::{Mail, MailError, MailFault, Transport};
use std::sync::Mutex;

/// A transport that keeps every mail, and fails when told to.
#[derive(Default)]
pub(crate) struct Mailbox {
    mails: Mutex<Vec<Mail>>,
    failures: Mutex<u32>,
}

impl Mailbox {
    /// Fails the next `count` mails as a server does that is down.
    pub(crate) fn fail_next(&self, count: u32) {
        *self.failures.lock().expect("unpoisoned") = count;
    }

    /// Takes all mails out.
    pub(crate) fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.mails.lock().expect("unpoisoned"))
    }

    /// The code in the newest mail, and the address it went to.
    pub(crate) fn take_code(&self) -> (String, String) {
        let mail = self.take().pop().expect("a mail");
        let digits = |word: &&str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
        let code = mail
            .text
            .split_whitespace()
            .find(digits)
            .expect("a code in the mail");
        (code.to_owned(), mail.to.as_str().to_owned())
    }
}

#[async_trait]
impl Transport for Mailbox {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let mut failures = self.failures.lock().expect("unpoisoned");
        if *failures > 0 {
            *failures -= 1;
            return Err(MailError::Temporary(MailFault::Interrupted));
        }
        self.mails.lock().expect("unpoisoned").push(mail.clone());
        Ok(())
    }
}
