//! How a request ends: the same for every purpose.

pub(crate) mod done;
pub(crate) mod ended;
pub(crate) mod working;
