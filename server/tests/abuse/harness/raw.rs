//! What no well-behaved client sends, byte by byte.

use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// How long the portal may take before a test calls it stuck.
pub(crate) struct Wait;

impl Wait {
    pub(crate) const LONGEST: Duration = Duration::from_secs(45);
}

/// Sends bytes and reads until the portal closes. Empty when it closed without an answer.
pub(crate) async fn exchange(to: SocketAddr, sent: &[u8]) -> String {
    try_exchange(to, sent).await.unwrap_or_default()
}

/// The same; an error when the connection was reset.
async fn try_exchange(to: SocketAddr, sent: &[u8]) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(to).await?;
    // The portal may answer, and close, before it has taken everything.
    let sent = stream.write_all(sent).await;
    let mut answer = Vec::new();
    let read = timeout(Wait::LONGEST, stream.read_to_end(&mut answer)).await;
    let read = read.expect("the portal answers or closes");
    if answer.is_empty() {
        sent.and(read.map(drop))?;
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// The status of an answer; 0 when there is none.
pub(crate) fn status(answer: &str) -> u16 {
    let code = answer.split(' ').nth(1);
    code.and_then(|code| code.parse().ok()).unwrap_or(0)
}
