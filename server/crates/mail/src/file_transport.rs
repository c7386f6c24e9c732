use crate::{Mail, MailError, MailFault, Transport, message};
use async_trait::async_trait;
use latchkey_values::{Clock, Entropy};
use std::{
    fmt, fs,
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

/// Puts mails into a folder, one `.eml` file each, for another program to deliver or a person to
/// read. The names sort by time, and a name that ends in `.eml` is a complete mail.
#[derive(Clone)]
pub struct FileTransport {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    written: Arc<AtomicU32>,
}

impl FileTransport {
    /// Writes into `folder`, which is made, for its owner alone, when it is not there.
    #[must_use]
    pub fn new(folder: PathBuf, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            folder,
            clock,
            entropy,
            written: Arc::default(),
        }
    }

    /// Time, then order within this process, then chance against another process.
    fn next_name(&self) -> String {
        let millis = self.clock.now().as_millisecond();
        let order = self.written.fetch_add(1, Ordering::Relaxed);
        let mut chance = [0; 4];
        self.entropy.fill(&mut chance);
        format!(
            "{millis:014}-{order:010}-{:08x}",
            u32::from_be_bytes(chance)
        )
    }
}

#[async_trait]
impl Transport for FileTransport {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let content = message::assemble(mail)?.formatted();
        let (folder, name) = (self.folder.clone(), self.next_name());
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &content)).await;
        match written {
            Ok(result) => {
                result.map_err(|error| MailError::Temporary(MailFault::Folder(error.kind())))
            }
            Err(_) => Err(MailError::Temporary(MailFault::Interrupted)),
        }
    }
}

impl fmt::Debug for FileTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FileTransport")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// Under another name first, so that no reader finds half a mail.
fn write(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let unfinished = folder.join(format!(".{name}.tmp"));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&unfinished)?;
    let moved = file
        .write_all(content)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&unfinished, folder.join(format!("{name}.eml"))));
    if moved.is_err() {
        // It holds half a mail, perhaps with a code; the first error is the one to report.
        let _ = fs::remove_file(&unfinished);
    }
    moved
}
