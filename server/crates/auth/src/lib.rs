//! Who is at the browser: sessions, kept in the database so that any node can serve the next
//! request.

mod cookie;
mod sessions;

pub use cookie::{SessionCookie, session_layer};
pub use sessions::DatabaseSessions;
