pub(crate) mod entry;
pub(crate) mod model;
pub(crate) mod resend;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod finding;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod page;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod send_again;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod submit;
