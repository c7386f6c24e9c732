pub(crate) mod api;
pub(crate) mod edit_page;
mod form;
pub(crate) mod list_page;
pub(crate) mod token;
mod words;

pub(crate) use words::{after_colon as sentence_after_colon, sentence};
