//! Everything employees read, in every language: the pages, their forms' answers, the mails. Used on the
//! server only; what a page's live parts say stands in its markup.
//!
//! One file of definitions for each part of the portal (`pages`, `password`, `mail`) says which texts there
//! are and what is filled in; one folder for each language holds them. A text that a language lacks does
//! not compile.
#![expect(
    missing_docs,
    reason = "each text is named for what it says, and the English one says it"
)]

mod counted;
mod dates;
mod table;

mod handover;
mod made;
mod mail;
mod pages;
mod password;

mod arabic;
mod english;
mod french;
mod german;
mod japanese;
mod portuguese;
mod spanish;

pub use counted::Counted;
pub use dates::{Dates, Moment};
pub use handover::Handover;
pub use made::Made;
pub use mail::Mail;
pub use pages::{Code, Errors, Frame, Goal, Home, Identify, Outcome, Time, Trouble};
pub use password::{Change, Password, Refusals, Rules, Unlock};

use latchkey_values::Language;

/// All texts of one language.
#[derive(Debug)]
pub struct Texts {
    /// What stands around every page.
    pub frame: Frame,
    /// The first page.
    pub home: Home,
    /// Saying who one is.
    pub identify: Identify,
    /// Entering the code.
    pub code: Code,
    /// Lengths of time.
    pub time: Time,
    /// A new password without the old one.
    pub reset: Goal,
    /// An end to the lock.
    pub unlock: Goal,
    /// A new password in place of the old one.
    pub change: Goal,
    /// How a request ends.
    pub outcome: Outcome,
    /// Pages that are not there, and a portal that does not work.
    pub trouble: Trouble,
    /// Refusals and faults without a page of their own.
    pub errors: Errors,
    /// Choosing a password.
    pub password: Password,
    /// What a password needs.
    pub rules: Rules,
    /// Why a password was refused.
    pub refusals: Refusals,
    /// The page that lifts a lock.
    pub lock: Unlock,
    /// The page that takes the current password.
    pub current: Change,
    /// A code that an agent read out.
    pub handover: Handover,
    /// A password that the portal makes.
    pub made: Made,
    /// Mails.
    pub mail: Mail,
    /// Dates.
    pub dates: Dates,
}

impl Texts {
    /// Those of `language`.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::TEXTS,
            Language::German => &german::TEXTS,
            Language::French => &french::TEXTS,
            Language::Spanish => &spanish::TEXTS,
            Language::Portuguese => &portuguese::TEXTS,
            Language::Japanese => &japanese::TEXTS,
            Language::Arabic => &arabic::TEXTS,
        }
    }
}

#[cfg(test)]
mod tests;
