//! Reads the codes that the portal mails.

use anyhow::{Result, bail};
use mail_parser::MessageParser;
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(4);

/// The folder into which the portal writes mails. Mails that were read are removed.
pub(crate) struct Mailbox {
    folder: PathBuf,
    read: Mutex<Read>,
}

#[derive(Default)]
struct Read {
    /// The newest code, by recipient.
    codes: HashMap<String, String>,
    mails_with_code: usize,
}

impl Mailbox {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            read: Mutex::default(),
        }
    }

    /// Waits for the code mailed to an address, and takes it.
    pub(crate) async fn code(&self, address: &str) -> Result<String> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(code) = self.look()?.codes.remove(address) {
                return Ok(code);
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("no code was mailed to {address}")
    }

    /// How many codes were mailed so far.
    pub(crate) fn mailed_codes(&self) -> Result<usize> {
        Ok(self.look()?.mails_with_code)
    }

    fn look(&self) -> Result<std::sync::MutexGuard<'_, Read>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_none_or(|extension| extension != "eml") {
                continue;
            }
            let mail = fs::read(&path)?;
            fs::remove_file(&path)?;
            if let Some((address, code)) = parse(&mail) {
                read.codes.insert(address, code);
                read.mails_with_code += 1;
            }
        }
        Ok(read)
    }
}

/// Recipient and code; `None` for a mail without a code.
fn parse(mail: &[u8]) -> Option<(String, String)> {
    let message = MessageParser::default().parse(mail)?;
    let address = message.to()?.first()?.address()?.to_owned();
    let text = message.body_text(0)?;
    Some((address, code_in(&text)?))
}

/// The first six digits that stand alone.
pub(crate) fn code_in(text: &str) -> Option<String> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
}
