//! The installation's key, the keyed digests under which secrets and personal data are remembered, and
//! the sealing of secrets that have to be read again.
//!
//! The database holds only digests of codes and logins. Without the key, which lives in a file
//! beside it, a stolen database lets nobody try all million codes or a list of employees.
//!
//! A secret that has to be read again (a connection's token) is sealed with XChaCha20-Poly1305 under a
//! [`DataKey`] of its owner, and bound to its [`Place`]; the data key is wrapped by a [`Keyring`], which
//! derives from the installation's key. Another key wraps the data keys anew and touches no secret.

mod data_key;
mod digests;
mod envelope;
mod key;
mod key_check;
mod keyring;

pub use data_key::DataKey;
pub use digests::{Digests, matches};
pub use envelope::{CannotOpen, Place};
pub use key::{Key, KeyError};
pub use keyring::{Keyring, UnwrapError};
