//! Going on with something else than one came for, on the same proof.

pub(crate) mod api;
pub(crate) mod form;
