//! An end to the lock, with the password left as it is.

pub(crate) mod confirm;
