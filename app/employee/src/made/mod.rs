//! A new password that the portal makes: asked for on the page, or behind a mailed link, and shown once.

pub(crate) mod api;
pub(crate) mod finding;
pub(crate) mod link_page;
pub(crate) mod shown;
mod spelling;
pub(crate) mod steps;
