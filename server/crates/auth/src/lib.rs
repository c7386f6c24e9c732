//! Who is at the browser: sessions, kept in the database so that any node can serve the next
//! request.

mod cookie;
mod device_cookie;
mod sessions;

pub use cookie::{SessionCookie, session_layer};
pub use device_cookie::DeviceCookie;
pub use sessions::DatabaseSessions;
