//! Where somebody goes on whom an agent of the service desk has read out a code.

pub(crate) mod api;
pub(crate) mod finding;
pub(crate) mod link;
pub(crate) mod page;
