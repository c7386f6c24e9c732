pub(crate) mod checklist;
pub(crate) mod model;
pub(crate) mod reveal;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod api;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod finding;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod page;
#[cfg(not(target_arch = "wasm32"))]
mod rule_list;
#[cfg(not(target_arch = "wasm32"))]
mod rule_text;
