//! The commands with which an operator looks after a portal.

pub(crate) mod audit;
pub(crate) mod blocks;
pub(crate) mod jobs;
pub(crate) mod key;
pub(crate) mod restored;
