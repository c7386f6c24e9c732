use async_trait::async_trait;
use latchkey_mail::{Mail, MailError, Transport};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use tokio::sync::Notify;

/// Takes mails and hands out the codes in them.
#[derive(Default)]
pub(super) struct Post {
    codes: Mutex<HashMap<String, String>>,
    arrived: Notify,
}

impl Post {
    /// Waits for the code mailed to an address, and takes it.
    pub(super) async fn code(&self, address: &str) -> String {
        loop {
            let arrived = self.arrived.notified();
            tokio::pin!(arrived);
            // From here on a mail wakes us, also one that comes before we wait.
            arrived.as_mut().enable();
            if let Some(code) = self.take(address) {
                return code;
            }
            arrived.await;
        }
    }

    fn take(&self, address: &str) -> Option<String> {
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.remove(address)
    }
}

#[async_trait]
impl Transport for Post {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        if let Some(code) = crate::mailbox::code_in(&mail.text) {
            let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
            codes.insert(mail.to.as_str().to_owned(), code);
        }
        self.arrived.notify_waiters();
        Ok(())
    }
}
