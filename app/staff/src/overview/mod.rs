pub(crate) mod page;
