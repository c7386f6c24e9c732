//! What employees do with the portal themselves: prove who they are, choose a new password.
//!
//! Pages and server functions exist on the server only; the islands exist in the browser too.
#![expect(
    unreachable_pub,
    reason = "the component macro repeats each component's visibility on a hidden function"
)]

mod dom;
mod reset;

#[cfg(not(target_arch = "wasm32"))]
mod answer;
#[cfg(not(target_arch = "wasm32"))]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod caller;
#[cfg(not(target_arch = "wasm32"))]
mod context;
#[cfg(not(target_arch = "wasm32"))]
mod failure;
#[cfg(not(target_arch = "wasm32"))]
mod form;
#[cfg(not(target_arch = "wasm32"))]
mod form_field;
#[cfg(not(target_arch = "wasm32"))]
mod form_state;
#[cfg(not(target_arch = "wasm32"))]
mod home;
#[cfg(not(target_arch = "wasm32"))]
mod place;
#[cfg(not(target_arch = "wasm32"))]
mod visit;
#[cfg(not(target_arch = "wasm32"))]
mod wording;

pub use reset::islands::{CodeEntry, PasswordChecklist, ResendCountdown, RevealPasswords};

#[cfg(not(target_arch = "wasm32"))]
pub use self::{
    context::{SharedClock, SignInUrl},
    form::{FORMS, Form},
    home::page::HomePage,
    place::Place,
    reset::pages::{CodePage, DonePage, EndedPage, IdentifyPage, PasswordPage, WorkingPage},
};
