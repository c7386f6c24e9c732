mod live;
pub(crate) mod page;
