use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// A gate between the portal and Okta. While it is closed, calls that change a person wait before it,
/// also when their sender is gone.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) address: SocketAddr,
    okta: SocketAddr,
    closed: Arc<AtomicBool>,
    waiting: Arc<Notify>,
    opened: Arc<Notify>,
}

impl Gate {
    /// An open gate.
    pub(crate) async fn before(okta: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port");
        let gate = Self {
            address: listener.local_addr().expect("an address"),
            okta,
            closed: Arc::default(),
            waiting: Arc::default(),
            opened: Arc::default(),
        };
        let accepting = gate.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(accepting.clone().pass(stream));
            }
        });
        gate
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    /// Waits until a call waits.
    pub(crate) async fn a_call_waits(&self) {
        self.waiting.notified().await;
    }

    /// Lets later calls pass. What waits goes on waiting.
    pub(crate) fn open(&self) {
        self.closed.store(false, Ordering::SeqCst);
    }

    /// Lets the call that waits reach Okta.
    pub(crate) fn pass_on(&self) {
        self.opened.notify_one();
    }

    /// One connection; `None` when it broke.
    async fn pass(self, mut portal: TcpStream) -> Option<()> {
        let mut okta = TcpStream::connect(self.okta).await.ok()?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            tokio::select! {
                read = portal.read(&mut buffer) => {
                    let request = &buffer[..read.ok().filter(|length| *length > 0)?];
                    if self.closed.load(Ordering::SeqCst) && is_write(request) {
                        self.waiting.notify_one();
                        self.opened.notified().await;
                        okta.write_all(request).await.ok()?;
                        // Closing the connection with its sender would take the call back.
                        copy(&mut okta, &mut tokio::io::sink()).await.ok()?;
                        return None;
                    }
                    okta.write_all(request).await.ok()?;
                }
                ready = okta.readable() => {
                    ready.ok()?;
                    let mut answer = vec![0; 64 * 1024];
                    let length = okta.read(&mut answer).await.ok().filter(|length| *length > 0)?;
                    portal.write_all(&answer[..length]).await.ok()?;
                }
            }
        }
    }
}

/// Whether these bytes begin a call that changes a person.
fn is_write(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes);
    let line = head.lines().next().unwrap_or_default();
    let changes = ["POST ", "PUT ", "DELETE "];
    changes.iter().any(|method| line.starts_with(method)) && line.contains("/api/v1/users/")
}
