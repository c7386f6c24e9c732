use super::ConfigFile;
use crate::{
    config::Config,
    logging, metrics,
    startup::{Foundations, Portal},
};
use anyhow::{Context as _, bail};
use std::{io, net::SocketAddr};
use tokio::{
    net::{TcpListener, TcpSocket},
    signal::unix::{SignalKind, signal},
};

/// `latchkey serve`: runs until SIGINT or SIGTERM.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    logging::start(config.log_format);
    let listener = listen(config.listen)?;
    let portal = start(&config, listener).await?;
    until_stopped(portal).await
}

/// Connections that the system keeps until we come to them. With the usual 128 it turns people away
/// for a second as soon as many come at once.
const QUEUE: u32 = 1_024;

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let bound = || -> io::Result<TcpListener> {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()?
        } else {
            TcpSocket::new_v6()?
        };
        // So that a portal that starts again gets its address back at once.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(QUEUE)
    };
    bound().with_context(|| format!("cannot listen on {address}"))
}

/// Starts the portal on a listener.
pub(super) async fn start(config: &Config, listener: TcpListener) -> anyhow::Result<Portal> {
    let address = listener.local_addr()?;
    let monitoring = match config.metrics_listen {
        Some(address) => Some((listen(address)?, metrics::install()?)),
        None => None,
    };
    let mut portal = Portal::compose(config, Foundations::of_this_machine()?).await?;
    if let Some((listener, metrics)) = monitoring {
        portal.report(listener, metrics);
    }
    portal.answer(listener);
    portal.work();
    tracing::info!(%address, public_url = config.public_url.as_str(), "the portal is ready");
    Ok(portal)
}

/// Waits for the signal to stop, then stops in good order.
pub(super) async fn until_stopped(mut portal: Portal) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = portal.failed() => bail!("a part of the portal ended by itself; the log says why"),
    }
    tracing::info!("stopping");
    portal.stop().await;
    Ok(())
}
