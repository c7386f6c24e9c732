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
mod tests;
