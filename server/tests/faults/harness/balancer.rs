use super::Patience;
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy},
    net::{TcpListener, TcpStream},
};

/// What a balancer says when a node took a request and gave no answer.
const BAD_GATEWAY: u16 = 502;

/// A trivial balancer: nodes take turns, whoever refuses a connection is passed over, and nothing is
/// sent twice. Each connection carries one request.
#[derive(Clone)]
pub(crate) struct Balancer {
    pub(crate) address: SocketAddr,
    nodes: Arc<Mutex<Vec<SocketAddr>>>,
    turn: Arc<AtomicUsize>,
    answers: Arc<Mutex<Vec<(SocketAddr, u16)>>>,
}

impl Balancer {
    /// A balancer without nodes.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port");
        let balancer = Self {
            address: listener.local_addr().expect("an address"),
            nodes: Arc::default(),
            turn: Arc::default(),
            answers: Arc::default(),
        };
        let accepting = balancer.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(accepting.clone().pass(stream));
            }
        });
        balancer
    }

    pub(crate) fn spread_over(&self, nodes: impl IntoIterator<Item = SocketAddr>) {
        *self.nodes.lock().expect("a lock") = nodes.into_iter().collect();
    }

    /// Every answer so far: whose, and its status.
    pub(crate) fn answers(&self) -> Vec<(SocketAddr, u16)> {
        self.answers.lock().expect("a lock").clone()
    }

    /// Waits until this node has given so many answers.
    pub(crate) async fn has_answers_of(&self, node: SocketAddr, number: usize) {
        let patience = Patience::of(60, "answers of a node");
        let given = || {
            let answers = self.answers();
            answers.iter().filter(|(by, _)| *by == node).count()
        };
        while given() < number {
            patience.look_again().await;
        }
    }

    /// One request; `None` when the client hung up.
    async fn pass(self, client: TcpStream) -> Option<()> {
        let (mut from_client, mut to_client) = client.into_split();
        let mut request = vec![0; 64 * 1024];
        let length = from_client.read(&mut request).await.ok()?;
        let line = request[..length]
            .windows(2)
            .position(|end| end == b"\r\n")?
            + 2;
        let (node, address) = self.connect().await;
        let (mut from_node, mut to_node) = node.into_split();
        tokio::spawn(async move {
            to_node.write_all(&request[..line]).await?;
            to_node.write_all(b"connection: close\r\n").await?;
            to_node.write_all(&request[line..length]).await?;
            copy(&mut from_client, &mut to_node).await
        });
        let mut answer = Vec::new();
        // What came before a connection broke is judged like any other answer.
        let _ = from_node.read_to_end(&mut answer).await;
        let status = status(&answer).unwrap_or(BAD_GATEWAY);
        self.answers.lock().expect("a lock").push((address, status));
        to_client.write_all(&answer).await.ok()
    }

    /// A connection to the next node that takes one.
    async fn connect(&self) -> (TcpStream, SocketAddr) {
        let patience = Patience::of(20, "a node that takes connections");
        loop {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed);
            let node = {
                let nodes = self.nodes.lock().expect("a lock");
                nodes[turn % nodes.len()]
            };
            if let Ok(stream) = TcpStream::connect(node).await {
                return (stream, node);
            }
            patience.look_again().await;
        }
    }
}

/// The status of an answer; `None` when it has none.
fn status(answer: &[u8]) -> Option<u16> {
    let code = answer.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
    std::str::from_utf8(code).ok()?.parse().ok()
}
