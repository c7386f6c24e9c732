use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// The wire between the portal and the org, with a note of what the portal says.
#[derive(Clone)]
pub(crate) struct Wire {
    pub(crate) address: SocketAddr,
    said: Arc<Mutex<Vec<u8>>>,
}

impl Wire {
    pub(crate) async fn to(okta: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port");
        let wire = Self {
            address: listener.local_addr().expect("an address"),
            said: Arc::default(),
        };
        let accepting = wire.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(accepting.clone().carry(stream, okta));
            }
        });
        wire
    }

    async fn carry(self, portal: TcpStream, okta: SocketAddr) {
        let okta = TcpStream::connect(okta).await.expect("the org listens");
        let (mut from_portal, mut to_portal) = portal.into_split();
        let (mut from_okta, mut to_okta) = okta.into_split();
        let requests = async {
            let mut buffer = vec![0; 64 * 1024];
            while let Ok(length @ 1..) = from_portal.read(&mut buffer).await {
                self.said
                    .lock()
                    .expect("a lock")
                    .extend_from_slice(&buffer[..length]);
                if to_okta.write_all(&buffer[..length]).await.is_err() {
                    break;
                }
            }
        };
        // It ends when either side hangs up; how is no matter.
        let _ = tokio::join!(requests, tokio::io::copy(&mut from_okta, &mut to_portal));
    }

    /// Everything that was said so far.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.said.lock().expect("a lock")).into_owned()
    }

    /// The first lines of all requests so far.
    pub(crate) fn request_lines(&self) -> Vec<String> {
        let text = self.text();
        let lines = text
            .lines()
            .filter_map(|line| line.strip_suffix(" HTTP/1.1"));
        // A body ends without a line break, and the next request follows at once.
        let line = |line: &str| {
            let verbs = ["GET /", "POST /", "PUT /", "DELETE /"];
            let start = verbs.iter().filter_map(|verb| line.rfind(verb)).min();
            line[start.unwrap_or(0)..].to_owned()
        };
        lines.map(line).collect()
    }
}
