mod code;
mod password;

#[cfg(not(target_arch = "wasm32"))]
mod cancel;
#[cfg(not(target_arch = "wasm32"))]
mod done;
#[cfg(not(target_arch = "wasm32"))]
mod ended;
#[cfg(not(target_arch = "wasm32"))]
mod identify;
#[cfg(not(target_arch = "wasm32"))]
mod steps;
#[cfg(not(target_arch = "wasm32"))]
mod time_left;
#[cfg(not(target_arch = "wasm32"))]
mod working;

pub(crate) mod islands {
    pub use super::code::{entry::CodeEntry, resend::ResendCountdown};
    pub use super::password::{checklist::PasswordChecklist, reveal::RevealPasswords};
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod pages {
    pub use super::code::page::CodePage;
    pub use super::done::page::DonePage;
    pub use super::ended::page::EndedPage;
    pub use super::identify::page::IdentifyPage;
    pub use super::password::page::PasswordPage;
    pub use super::working::page::WorkingPage;
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod api {
    pub(crate) use super::cancel::api::CancelReset;
    pub(crate) use super::code::api::{ResendCode, SubmitCode};
    pub(crate) use super::identify::api::Identify;
    pub(crate) use super::password::api::ChoosePassword;
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod findings {
    pub(crate) use super::code::finding::CodeFinding;
    pub(crate) use super::identify::finding::IdentifyFinding;
    pub(crate) use super::password::finding::PasswordFinding;
}
