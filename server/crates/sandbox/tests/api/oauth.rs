//! The org authorization server, as browsers and clients see it.

mod access_to_the_api;
mod authorize;
mod browser;
pub(crate) mod client_keys;
mod code_flow;
mod dpop;
mod flaws;
mod log;
mod refresh;
mod service_app;
mod sign_in_page;
mod signing_keys;
