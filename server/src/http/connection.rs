use super::{Timeouts, places::Place};
use axum::{Router, extract::Request};
use hyper::{Request as HyperRequest, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::Watcher,
};
use std::{net::SocketAddr, pin::Pin};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::{sleep, timeout},
};
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// Who is at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeerAddress(pub(crate) SocketAddr);

/// What connections are served with.
#[derive(Clone)]
pub(super) struct Service {
    pub(super) router: Router,
    /// `None` serves plain HTTP.
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) timeouts: Timeouts,
    pub(super) stop: CancellationToken,
}

impl Service {
    /// Serves one connection until it ends, stalls, gives way, or the portal stops.
    pub(super) async fn serve(
        self,
        stream: TcpStream,
        peer: PeerAddress,
        place: Place,
        graceful: Watcher,
    ) {
        let gives_way = place.gives_way();
        let served = self.attend(stream, peer, place, graceful);
        gives_way.run_until_cancelled(served).await;
    }

    async fn attend(self, stream: TcpStream, peer: PeerAddress, place: Place, graceful: Watcher) {
        if !self.said_something(&stream).await {
            return;
        }
        let stream = self.giving_up_on_who_never_reads(stream);
        let Some(tls) = &self.tls else {
            return self.answer(stream, peer, place, graceful).await;
        };
        let handshake = timeout(self.timeouts.handshake, tls.accept(stream));
        // Whoever fails at this, or is too slow, is no event of ours.
        if let Some(Ok(Ok(stream))) = self.unless_too_late(handshake).await {
            self.answer(stream, peer, place, graceful).await;
        }
    }

    /// Before that, nobody has asked for anything that could be left unanswered.
    async fn said_something(&self, stream: &TcpStream) -> bool {
        let first_byte = timeout(self.timeouts.first_byte, stream.readable());
        matches!(self.unless_too_late(first_byte).await, Some(Ok(Ok(()))))
    }

    /// `None` when the portal has stopped meanwhile, and the last call is over.
    async fn unless_too_late<T>(&self, asking: impl Future<Output = T>) -> Option<T> {
        let too_late = async {
            self.stop.cancelled().await;
            sleep(self.timeouts.last_call).await;
        };
        tokio::select! {
            biased;
            asked = asking => Some(asked),
            () = too_late => None,
        }
    }

    /// Nobody keeps a place by asking for much and taking nothing.
    fn giving_up_on_who_never_reads(
        &self,
        stream: TcpStream,
    ) -> Pin<Box<TimeoutStream<TcpStream>>> {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.timeouts.write));
        Box::pin(stream)
    }

    async fn answer<S>(&self, stream: S, peer: PeerAddress, place: Place, graceful: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let service = service_fn(|mut request: HyperRequest<Incoming>| {
            place.keep();
            request.extensions_mut().insert(peer);
            self.router
                .clone()
                .oneshot(Request::map(request, axum::body::Body::new))
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.timeouts.head)
            .max_headers(64)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(stream), service);
        // A client that breaks off or talks nonsense is no event of ours.
        let _ = graceful.watch(connection).await;
    }
}
