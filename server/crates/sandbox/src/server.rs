//! Listening, serving, stopping.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::connection::{Connection, CuttableListener};

/// How long open connections may finish their work.
const GRACE: Duration = Duration::from_secs(2);

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves `router` on a listener that is bound already.
    pub(crate) fn start(listener: TcpListener, address: SocketAddr, router: Router) -> Self {
        let (stop, mut stopped) = watch::channel(false);
        let service = router.into_make_service_with_connect_info::<Connection>();
        let task = tokio::spawn(async move {
            let until_stopped = async move {
                // An error means that the handle is gone, which stops the server as well.
                let _ = stopped.wait_for(|stopped| *stopped).await;
            };
            let served = axum::serve(CuttableListener::new(listener), service)
                .with_graceful_shutdown(until_stopped)
                .await;
            if let Err(error) = served {
                tracing::error!(%error, "a server of the sandbox has failed");
            }
        });
        Self {
            address,
            stop,
            task,
        }
    }

    /// The address with `http://` before it and no slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Accepts nothing more and lets open connections finish for a moment.
    pub(crate) async fn stop(mut self) {
        let _ = self.stop.send(true);
        if tokio::time::timeout(GRACE, &mut self.task).await.is_err() {
            self.task.abort();
        }
    }
}
