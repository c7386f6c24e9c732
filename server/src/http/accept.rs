use super::{PeerAddress, Timeouts, connection::Service};
use axum::Router;
use hyper_util::server::graceful::GracefulShutdown;
use ipnet::IpNet;
use std::{io, net::IpAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

/// Who may connect.
#[derive(Clone, Debug)]
pub(crate) enum Peers {
    /// Whoever reaches the address.
    Anyone,
    /// This machine and these proxies: what arrives is not encrypted.
    Proxies(Arc<[IpNet]>),
}

impl Peers {
    fn admit(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        match self {
            Self::Anyone => true,
            Self::Proxies(proxies) => {
                address.is_loopback() || proxies.iter().any(|proxy| proxy.contains(&address))
            }
        }
    }
}

/// The accept loop.
pub(crate) struct Acceptor {
    pub(crate) router: Router,
    pub(crate) peers: Peers,
    /// `None` serves plain HTTP.
    pub(crate) tls: Option<TlsAcceptor>,
    pub(crate) timeouts: Timeouts,
}

impl Acceptor {
    /// Accepts connections until `stop`, then lets what is being answered finish.
    pub(crate) async fn run(self, listener: TcpListener, stop: CancellationToken) {
        let places = Arc::new(Semaphore::new(self.timeouts.connections));
        let graceful = GracefulShutdown::new();
        let service = Service {
            router: self.router,
            tls: self.tls,
            timeouts: self.timeouts,
            stop: stop.clone(),
        };
        while let Some((stream, peer, place)) = next(&listener, &places, &stop).await {
            if !self.peers.admit(peer.0.ip()) {
                tracing::warn!(
                    "refused a connection from outside: only this machine and trusted_proxies may connect"
                );
                continue;
            }
            let serving = service.clone().serve(stream, peer, graceful.watcher());
            tokio::spawn(async move {
                let _place = place;
                serving.await;
            });
        }
        drop(listener);
        if timeout(self.timeouts.drain, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some connections were still open and were cut");
        }
    }
}

/// The next connection with its place; `None` once the portal stops. A place comes first, so that
/// who is too many waits in the system's queue.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    stop: &CancellationToken,
) -> Option<(TcpStream, PeerAddress, tokio::sync::OwnedSemaphorePermit)> {
    let accepted = async {
        let place = Arc::clone(places).acquire_owned().await.ok()?;
        let (stream, peer) = accept(listener).await;
        // Answers are written whole; waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
        Some((stream, PeerAddress(peer), place))
    };
    tokio::select! {
        biased;
        () = stop.cancelled() => None,
        connection = accepted => connection,
    }
}

/// Errors are about one connection, or about a lack of file handles that passes.
async fn accept(listener: &TcpListener) -> (TcpStream, std::net::SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(connection) => return connection,
            Err(error) if is_about_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot accept connections");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

fn is_about_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::net::{Ipv4Addr, SocketAddr};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    /// The clock is paused: a time limit passes as soon as nothing else can happen.
    async fn serving(
        timeouts: Timeouts,
        stop: &CancellationToken,
    ) -> (SocketAddr, tokio::task::JoinHandle<()>) {
        let router = Router::new()
            .route("/", get(|| async { "hello" }))
            .route(
                "/slow",
                get(|| async {
                    sleep(Duration::from_secs(7)).await;
                    "done"
                }),
            )
            .route("/endless", get(std::future::pending::<()>));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let acceptor = Acceptor {
            router,
            peers: Peers::Proxies(Arc::new([])),
            tls: None,
            timeouts,
        };
        (address, tokio::spawn(acceptor.run(listener, stop.clone())))
    }

    async fn exchange(address: SocketAddr, sent: &str) -> String {
        let mut stream = TcpStream::connect(address).await.expect("connected");
        stream.write_all(sent.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream
            .read_to_string(&mut answer)
            .await
            .expect("closed in order");
        answer
    }

    fn get_request(path: &str) -> String {
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n")
    }

    #[tokio::test(start_paused = true)]
    async fn item_87_a_silent_or_half_open_connection_is_closed() {
        let (address, _) = serving(Timeouts::default(), &CancellationToken::new()).await;
        for sent in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: localhost\r\n"] {
            let answer = exchange(address, sent).await;
            assert!(
                answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
                "{sent:?}: {answer}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_idle_connection_is_closed_after_its_answer() {
        let (address, _) = serving(Timeouts::default(), &CancellationToken::new()).await;
        let answer = exchange(address, &get_request("/")).await;
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello"),
            "{answer}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn item_87_who_is_too_many_waits_for_a_place() {
        let timeouts = Timeouts {
            connections: 1,
            ..Timeouts::default()
        };
        let (address, _) = serving(timeouts, &CancellationToken::new()).await;
        let _silent = TcpStream::connect(address).await.expect("connected");
        let answer = exchange(address, &get_request("/")).await;
        assert!(answer.ends_with("hello"), "{answer}");
    }

    #[tokio::test(start_paused = true)]
    async fn stopping_lets_answers_finish_and_cuts_what_does_not_end() {
        let stop = CancellationToken::new();
        let (address, serving) = serving(Timeouts::default(), &stop).await;
        let slow = tokio::spawn(async move { exchange(address, &get_request("/slow")).await });
        let mut endless = TcpStream::connect(address).await.expect("connected");
        endless
            .write_all(get_request("/endless").as_bytes())
            .await
            .expect("sent");
        // Both are with their handlers once the first one waits for its seven seconds.
        sleep(Duration::from_secs(1)).await;
        stop.cancel();
        serving.await.expect("ended");
        assert!(slow.await.expect("answered").ends_with("done"));
        assert!(
            TcpStream::connect(address).await.is_err(),
            "nobody listens any more"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn f11_stopping_waits_for_nobody_who_has_asked_for_nothing() {
        let stop = CancellationToken::new();
        let (address, serving) = serving(Timeouts::default(), &stop).await;
        let _silent = TcpStream::connect(address).await.expect("connected");
        // It is with its task when nothing else can happen.
        sleep(Duration::from_millis(1)).await;
        let before = tokio::time::Instant::now();
        stop.cancel();
        serving.await.expect("ended");
        assert_eq!(before.elapsed(), Duration::ZERO, "no limit had to pass");
    }

    #[test]
    fn only_this_machine_and_named_proxies_may_connect() {
        let peers = Peers::Proxies(Arc::new(["10.0.0.0/8".parse().expect("a network")]));
        let admitted = |address: &str| peers.admit(address.parse().expect("an address"));
        assert!(
            admitted("127.0.0.1")
                && admitted("::1")
                && admitted("10.1.2.3")
                && admitted("::ffff:10.1.2.3")
        );
        assert!(!admitted("192.0.2.1") && !admitted("2001:db8::1"));
    }
}
