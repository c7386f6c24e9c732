//! Tells whether a new password is one that attackers try first, and suggests one that is not.
//!
//! [`Screen`] refuses passwords that are guessable, known from leaks, or built around the company's
//! name, and says which ([`Weakness`]). [`EarlierPasswords`] tells whether one was in use before. Leaked passwords are looked up offline in a
//! [`BreachedFilter`], which the operator imports once from a list, and, where configured, at a
//! range service ([`RangeLookup`]). [`passphrase::suggest`] offers a few random words, and [`generate`]
//! makes a password as an administrator wants it.
//!
//! NOTICE: the words of the passphrases are EFF's Long Wordlist by the Electronic Frontier
//! Foundation, licensed under Creative Commons Attribution 3.0 United States.

mod breached;
mod common_passwords;
mod company_words;
mod earlier_passwords;
mod generated;
mod guessability;
pub mod passphrase;
mod range_lookup;
mod screen;
mod weakness;

pub use breached::{
    BreachedFilter, FilterKind, ImportError, ImportOptions, ImportReport, LineForm, NotBuilt,
    OpenError, import,
};
pub use common_passwords::common_passwords;
pub use earlier_passwords::EarlierPasswords;
pub use generated::generate;
pub use range_lookup::{InvalidRangeUrl, RangeLookup};
pub use screen::{InvalidMinScore, Screen, ScreenSettings};
pub use weakness::{Pattern, Weakness};
