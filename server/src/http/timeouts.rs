use std::time::Duration;

/// How long a connection may keep us waiting, and how many there may be. Times for bodies are in
/// `edge/request_body.rs`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    /// From accepting to the first byte.
    pub(crate) first_byte: Duration,
    /// For agreeing on encryption.
    pub(crate) handshake: Duration,
    /// For the head of a request; also how long an idle connection is kept.
    pub(crate) head: Duration,
    /// For the next bit of an answer to be taken.
    pub(crate) write: Duration,
    /// For those who connected just before the portal stops, to ask for what they came for.
    pub(crate) last_call: Duration,
    /// For what is being answered when the portal stops.
    pub(crate) drain: Duration,
    /// Connections at once. When there are more, those who ask for nothing give way; if there are
    /// none, the others wait in the system's queue.
    pub(crate) connections: usize,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            first_byte: Duration::from_secs(5),
            handshake: Duration::from_secs(10),
            head: Duration::from_secs(10),
            // As long as a phone may be without a network and still get its page.
            write: Duration::from_secs(30),
            last_call: Duration::from_millis(250),
            drain: Duration::from_secs(10),
            connections: 1_024,
        }
    }
}
