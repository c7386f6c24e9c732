//! What stands between the network and the pages: one file a layer. `router.rs` has their order.

pub(crate) mod client_network;
pub(crate) mod device;
pub(crate) mod error_page;
pub(crate) mod forged_request;
pub(crate) mod host;
pub(crate) mod language;
pub(crate) mod leptos_query;
pub(crate) mod panic;
pub(crate) mod path_spelling;
pub(crate) mod redirect;
pub(crate) mod referer;
pub(crate) mod render;
pub(crate) mod request_body;
pub(crate) mod request_id;
pub(crate) mod security_headers;
pub(crate) mod staff;
