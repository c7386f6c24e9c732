//! The installation's key, and the keyed digests under which secrets and personal data are remembered.
//!
//! The database holds only digests of codes and logins. Without the key, which lives in a file
//! beside it, a stolen database lets nobody try all million codes or a list of employees.

mod digests;
mod key;
mod key_check;

pub use digests::{Digests, matches};
pub use key::{Key, KeyError};
