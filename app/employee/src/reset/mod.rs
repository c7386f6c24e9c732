//! A new password for somebody who does not know the old one.

pub(crate) mod password;
