//! Choosing a new password: the same for a reset and a change.

pub(crate) mod checklist;
pub(crate) mod copy;
pub(crate) mod model;
pub(crate) mod reveal;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod check;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod finding;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod form;
#[cfg(not(target_arch = "wasm32"))]
mod rule_list;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod rule_text;
#[cfg(not(target_arch = "wasm32"))]
mod suggestion;
