//! The pages of one process, below `/p/<path>`.

pub(crate) mod pages;
pub(crate) mod reminders;
