//! Connections that can be cut: a fault may drop one before a single byte of an answer has left.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// A listener whose connections can be cut.
#[derive(Debug)]
pub(crate) struct CuttableListener(TcpListener);

impl CuttableListener {
    pub(crate) fn new(listener: TcpListener) -> Self {
        Self(listener)
    }
}

impl Listener for CuttableListener {
    type Io = CuttableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        // The trait's own accept, which waits and goes on when a connection cannot be accepted.
        let (tcp, peer) = Listener::accept(&mut self.0).await;
        let cut = Arc::default();
        (CuttableStream { tcp, cut }, peer)
    }

    fn local_addr(&self) -> Result<Self::Addr> {
        self.0.local_addr()
    }
}

/// What a call knows about the connection it came over.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    peer: SocketAddr,
    cut: Arc<AtomicBool>,
}

impl Connection {
    pub(crate) fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// Lets no further byte out. The next attempt to write resets the connection.
    pub(crate) fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        Self {
            peer: *stream.remote_addr(),
            cut: stream.io().cut.clone(),
        }
    }
}

/// A connection's stream of bytes.
#[derive(Debug)]
pub(crate) struct CuttableStream {
    tcp: TcpStream,
    cut: Arc<AtomicBool>,
}

impl CuttableStream {
    /// Fails when the connection has been cut, and sees to it that closing then sends a reset.
    fn check(&self) -> Result<()> {
        if !self.cut.load(Ordering::SeqCst) {
            return Ok(());
        }
        self.tcp.set_zero_linger()?;
        Err(Error::new(
            ErrorKind::ConnectionAborted,
            "a fault cut this connection",
        ))
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        match self.check() {
            Ok(()) => Pin::new(&mut self.tcp).poll_write(context, bytes),
            Err(error) => Poll::Ready(Err(error)),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        match self.check() {
            Ok(()) => Pin::new(&mut self.tcp).poll_write_vectored(context, pieces),
            Err(error) => Poll::Ready(Err(error)),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        // An orderly end would come before the reset.
        match self.check() {
            Ok(()) => Pin::new(&mut self.tcp).poll_shutdown(context),
            Err(error) => Poll::Ready(Err(error)),
        }
    }
}
