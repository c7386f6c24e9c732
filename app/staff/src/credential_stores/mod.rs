pub(crate) mod api;
pub(crate) mod edit_page;
mod form;
pub(crate) mod list_page;
mod result;
