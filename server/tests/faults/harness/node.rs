use super::Patience;
use crate::whole_portal::Browser;
use std::{net::SocketAddr, process::ExitStatus};
use tokio::process::{Child, Command};

/// A running `latchkey serve`. Dropping it kills it.
pub(crate) struct Node {
    address: SocketAddr,
    process: Child,
}

impl Node {
    /// Starts it and waits until it answers. `Err` when it ended instead.
    pub(crate) async fn start(mut serve: Command, address: SocketAddr) -> Result<Self, ExitStatus> {
        let process = serve.kill_on_drop(true).spawn().expect("the binary runs");
        let mut node = Self { address, process };
        let patience = Patience::of(60, "a portal that answers");
        let mut probe = node.browser();
        loop {
            if let Some(status) = node.process.try_wait().expect("a child") {
                return Err(status);
            }
            let asked = probe.page("/readyz");
            if probe
                .attempt(asked)
                .await
                .is_ok_and(|answer| answer.status == 200)
            {
                return Ok(node);
            }
            patience.look_again().await;
        }
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process.id().expect("it runs")
    }

    /// Ends it at once: SIGKILL.
    pub(crate) async fn kill(mut self) {
        self.process.kill().await.expect("killed");
    }

    /// Asks it to end: SIGTERM.
    pub(crate) async fn ask_to_end(&self) {
        let process = self.process_id().to_string();
        let asked = Command::new("sh")
            .args(["-c", "kill -TERM \"$0\"", &process])
            .status();
        assert!(asked.await.expect("a shell").success());
    }

    /// Waits for its end.
    pub(crate) async fn ended(mut self) -> ExitStatus {
        self.process.wait().await.expect("a child")
    }
}
