pub(crate) mod api;
mod audience;
mod desk_section;
pub(crate) mod edit_page;
mod fields;
mod form;
pub(crate) mod list_page;
mod score;
pub(crate) mod try_page;
