pub(crate) mod api;
mod audience;
pub(crate) mod edit_page;
mod fields;
mod form;
pub(crate) mod list_page;
mod reset_section;
mod score;
pub(crate) mod try_page;
