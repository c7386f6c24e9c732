//! What employees do with the portal themselves: prove who they are, choose a new password, unlock
//! the account.
//!
//! Pages and server functions exist on the server only; the islands exist in the browser too.
#![expect(
    unreachable_pub,
    reason = "the component macro repeats each component's visibility on a hidden function"
)]

mod dom;
mod new_password;
mod proof;

#[cfg(not(target_arch = "wasm32"))]
mod answer;
#[cfg(not(target_arch = "wasm32"))]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod caller;
#[cfg(not(target_arch = "wasm32"))]
mod change;
#[cfg(not(target_arch = "wasm32"))]
mod context;
#[cfg(not(target_arch = "wasm32"))]
mod entrance;
#[cfg(not(target_arch = "wasm32"))]
mod failure;
#[cfg(not(target_arch = "wasm32"))]
mod form;
#[cfg(not(target_arch = "wasm32"))]
mod form_state;
#[cfg(not(target_arch = "wasm32"))]
mod goals;
#[cfg(not(target_arch = "wasm32"))]
mod handover;
#[cfg(not(target_arch = "wasm32"))]
mod home;
#[cfg(not(target_arch = "wasm32"))]
mod instead;
#[cfg(not(target_arch = "wasm32"))]
mod made;
#[cfg(not(target_arch = "wasm32"))]
mod not_found;
#[cfg(not(target_arch = "wasm32"))]
mod outcome;
#[cfg(not(target_arch = "wasm32"))]
mod own_words;
#[cfg(not(target_arch = "wasm32"))]
mod place;
#[cfg(not(target_arch = "wasm32"))]
mod request_field;
#[cfg(not(target_arch = "wasm32"))]
mod reset;
#[cfg(not(target_arch = "wasm32"))]
mod time_left;
#[cfg(not(target_arch = "wasm32"))]
mod unlock;
#[cfg(not(target_arch = "wasm32"))]
mod visit;
#[cfg(not(target_arch = "wasm32"))]
mod wording;

pub use new_password::{
    checklist::PasswordChecklist, copy::CopySuggestion, reveal::RevealPasswords,
};
pub use proof::code::{entry::CodeEntry, resend::ResendCountdown};

#[cfg(not(target_arch = "wasm32"))]
pub use self::{
    change::password::page::ChangePasswordPage,
    context::{SharedClock, SignInUrl},
    form::FORMS,
    handover::page::HandoverPage,
    home::page::HomePage,
    made::link_page::PasswordLinkPage,
    not_found::NotFoundPage,
    outcome::{done::DonePage, ended::EndedPage, working::WorkingPage},
    place::{Place, Stage},
    proof::{code::page::CodePage, identify::page::IdentifyPage},
    reset::password::page::ResetPasswordPage,
    unlock::confirm::page::UnlockConfirmPage,
};
