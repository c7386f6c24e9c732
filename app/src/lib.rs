//! The portal's pages as one router: document shell, routes, and what every page may ask for.
//!
//! The server puts its edge around [`routes()`]: it inserts a `latchkey_domain::Network`, a
//! `latchkey_values::Language` and a [`CspNonce`] into each request, adds the session layer, and answers forms by [`form()`].
#![cfg(not(target_arch = "wasm32"))]
// The type of a page holds the types of all its parts, one within the other.
#![recursion_limit = "256"]
#![expect(
    unreachable_pub,
    reason = "the component macro repeats each component's visibility on a hidden function"
)]

mod context;
mod forms;
mod language;
mod process_routes;
mod purpose_routes;
mod routes;
mod shell;
mod sign_in_routes;
mod staff_routes;
mod unavailable;

pub use context::{Context, CspNonce};
pub use forms::form;
pub use language::language_of;
pub use latchkey_employee::{FORMS, Place, Stage};
pub use latchkey_staff::{FORMS as STAFF_FORMS, Section, StaffForm, TOKEN_RETURN};
pub use latchkey_ui::{Assets, CHOOSE_LANGUAGE, Form, InvalidManifest};
pub use routes::routes;
