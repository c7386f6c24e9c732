//! A new password in place of the current one, which is known.

pub(crate) mod password;
