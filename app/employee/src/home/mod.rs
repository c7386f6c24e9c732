mod jobs;
pub(crate) mod page;
