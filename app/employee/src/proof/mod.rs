//! Saying who one is and proving it: the same for every purpose.

pub(crate) mod code;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod cancel;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod forms;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod identify;
