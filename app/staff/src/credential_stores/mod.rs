pub(crate) mod api;
pub(crate) mod edit_page;
mod form;
mod generator_section;
pub(crate) mod list_page;
mod result;
