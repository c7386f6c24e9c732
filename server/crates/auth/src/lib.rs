//! Who is at the browser and what they may do: sessions, kept in the database so that any node can
//! serve the next request, sign-in, and permissions.

pub mod access;
mod cookie;
mod device_cookie;
mod sessions;

pub use cookie::{SessionCookie, session_layer};
pub use device_cookie::DeviceCookie;
pub use sessions::DatabaseSessions;
