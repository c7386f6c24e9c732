//! Who is at the browser and what they may do: sessions, kept in the database so that any node can
//! serve the next request, sign-in, and permissions.

pub mod access;
mod cookie;
mod device_cookie;
pub mod local;
pub mod oidc;
mod sessions;
pub mod sign_in;

pub use cookie::{SessionCookie, session_layer};
pub use device_cookie::DeviceCookie;
pub use sessions::DatabaseSessions;
