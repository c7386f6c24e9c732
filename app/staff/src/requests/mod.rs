pub(crate) mod export;
pub(crate) mod list_page;
pub(crate) mod query;
pub(crate) mod story_page;
