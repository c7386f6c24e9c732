use crate::DatabaseSessions;
use jiff::SignedDuration;
use latchkey_domain::Store;
use latchkey_values::Clock;
use std::sync::Arc;
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

/// How the browser holds its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionCookie {
    /// Whether the portal is reached over https. `false` only on loopback.
    pub secure: bool,
    /// Minutes without a request after which the session ends.
    pub idle_minutes: u32,
}

impl SessionCookie {
    /// The cookie's name. Browsers keep a `__Host-` cookie only when it is secure and for this host
    /// alone, so a neighbour under the same domain cannot plant one.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self.secure {
            "__Host-latchkey"
        } else {
            "latchkey"
        }
    }
}

/// The layer that gives each request its session. A visitor whose session holds nothing gets no
/// cookie, and nothing is written.
///
/// The cookie goes when the browser closes (people reset passwords on shared machines); the idle
/// time is kept on the server.
#[must_use]
pub fn session_layer(
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    cookie: SessionCookie,
) -> SessionManagerLayer<DatabaseSessions> {
    let idle = SignedDuration::from_mins(i64::from(cookie.idle_minutes));
    SessionManagerLayer::new(DatabaseSessions::new(store, clock, idle))
        .with_name(cookie.name())
        .with_secure(cookie.secure)
        .with_http_only(true)
        // Strict would lose the session on the way back from a sign-in at the directory.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}
