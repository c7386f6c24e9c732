//! Installs what a command needs and finds missing. Quick when all is there.

pub(crate) mod browser;
pub(crate) mod node;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod rust;
pub(crate) mod wrk;

pub(crate) mod apt;
