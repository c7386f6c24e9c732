use super::Timeouts;
use axum::{Router, extract::Request};
use hyper::{Request as HyperRequest, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::Watcher,
};
use std::net::SocketAddr;
use tokio::{net::TcpStream, time::timeout};
use tower::ServiceExt as _;

/// Who is at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeerAddress(pub(crate) SocketAddr);

/// Serves one connection until it ends, stalls, or the portal stops.
pub(super) async fn serve(
    stream: TcpStream,
    peer: PeerAddress,
    router: Router,
    timeouts: Timeouts,
    graceful: Watcher,
) {
    // hyper times the head of a request only from its first byte on.
    if !matches!(
        timeout(timeouts.first_byte, stream.readable()).await,
        Ok(Ok(()))
    ) {
        return;
    }
    let service = service_fn(move |mut request: HyperRequest<Incoming>| {
        request.extensions_mut().insert(peer);
        router
            .clone()
            .oneshot(Request::map(request, axum::body::Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(timeouts.head)
        .max_headers(64)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    // A client that breaks off or talks nonsense is no event of ours.
    let _ = graceful.watch(connection).await;
}
