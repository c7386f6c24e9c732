//! The org authorization server, as browsers and clients see it.

mod authorize;
mod browser;
mod code_flow;
mod flaws;
mod sign_in_page;
mod signing_keys;
