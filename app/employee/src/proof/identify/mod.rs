pub(crate) mod begin;
pub(crate) mod finding;
pub(crate) mod page;
pub(crate) mod work;
