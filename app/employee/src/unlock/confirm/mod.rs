pub(crate) mod api;
pub(crate) mod finding;
pub(crate) mod page;
mod state;
