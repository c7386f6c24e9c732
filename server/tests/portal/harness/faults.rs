//! A relay between the portal and the simulated Okta that can lose an answer.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::Notify,
};

/// What happens to Okta's answer to a new password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It arrives.
    #[default]
    None,
    /// The connection breaks instead.
    CutAnswer,
    /// It never comes, and the connection stays open.
    HoldAnswer,
}

/// The relay.
#[derive(Clone)]
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    fault: Arc<Mutex<Fault>>,
    held: Arc<Notify>,
}

impl Relay {
    pub(crate) async fn before(okta: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let relay = Self {
            address,
            fault: Arc::default(),
            held: Arc::default(),
        };
        let accepting = relay.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(accepting.clone().relay(stream, okta));
            }
        });
        relay
    }

    pub(crate) fn set(&self, fault: Fault) {
        *self.fault.lock().expect("a lock") = fault;
    }

    /// Waits until an answer is being held back.
    pub(crate) async fn answer_held(&self) {
        self.held.notified().await;
    }

    async fn relay(self, portal: TcpStream, okta: SocketAddr) {
        let okta = TcpStream::connect(okta).await.expect("Okta listens");
        let (from_portal, to_portal) = portal.into_split();
        let (from_okta, to_okta) = okta.into_split();
        let struck = Arc::new(Mutex::new(Fault::None));
        let requests = self
            .clone()
            .requests(from_portal, to_okta, Arc::clone(&struck));
        tokio::join!(requests, self.answers(from_okta, to_portal, struck));
    }

    async fn requests(
        self,
        mut from: OwnedReadHalf,
        mut to: OwnedWriteHalf,
        struck: Arc<Mutex<Fault>>,
    ) {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut buffer).await {
            let head = String::from_utf8_lossy(&buffer[..length]);
            let line = head.lines().next().unwrap_or_default();
            if !line.starts_with("GET") && line.contains("/api/v1/users/") {
                *struck.lock().expect("a lock") = *self.fault.lock().expect("a lock");
            }
            if to.write_all(&buffer[..length]).await.is_err() {
                break;
            }
        }
    }

    async fn answers(
        self,
        mut from: OwnedReadHalf,
        mut to: OwnedWriteHalf,
        struck: Arc<Mutex<Fault>>,
    ) {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut buffer).await {
            let fault = *struck.lock().expect("a lock");
            match fault {
                Fault::None => {
                    if to.write_all(&buffer[..length]).await.is_err() {
                        break;
                    }
                }
                Fault::CutAnswer => break,
                Fault::HoldAnswer => {
                    self.held.notify_one();
                    std::future::pending::<()>().await;
                }
            }
        }
    }
}
