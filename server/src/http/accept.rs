use super::{
    PeerAddress, Timeouts,
    connection::Service,
    places::{Place, Places},
};
use axum::Router;
use hyper_util::server::graceful::GracefulShutdown;
use ipnet::IpNet;
use std::{io, net::IpAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    time::{Instant, sleep, timeout, timeout_at},
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
        let places = Places::new(self.timeouts.connections);
        let graceful = GracefulShutdown::new();
        let serve = |newcomer| self.serve(newcomer, &stop, &graceful);
        while let Some(Some(newcomer)) = stop.run_until_cancelled(next(&listener, &places)).await {
            serve(newcomer);
        }
        // Who stands in the system's queue was told to be connected, and may have asked already.
        let end = Instant::now() + self.timeouts.last_call;
        while let Ok(Some(newcomer)) = timeout_at(end, next(&listener, &places)).await {
            serve(newcomer);
        }
        drop(listener);
        if timeout(self.timeouts.drain, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some connections were still open and were cut");
        }
    }

    fn serve(&self, newcomer: Newcomer, stop: &CancellationToken, graceful: &GracefulShutdown) {
        let Newcomer {
            stream,
            peer,
            place,
        } = newcomer;
        if !self.peers.admit(peer.0.ip()) {
            tracing::warn!(
                "refused a connection from outside: only this machine and trusted_proxies may connect"
            );
            return;
        }
        let service = Service {
            router: self.router.clone(),
            tls: self.tls.clone(),
            timeouts: self.timeouts,
            stop: stop.clone(),
        };
        tokio::spawn(service.serve(stream, peer, place, graceful.watcher()));
    }
}

/// A connection that was accepted.
struct Newcomer {
    stream: TcpStream,
    peer: PeerAddress,
    place: Place,
}

/// The next connection, once there is a place for it.
async fn next(listener: &TcpListener, places: &Places) -> Option<Newcomer> {
    let (stream, peer) = accept(listener).await;
    // Answers are written whole; waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    Some(Newcomer {
        stream,
        peer: PeerAddress(peer),
        place: places.take().await?,
    })
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
