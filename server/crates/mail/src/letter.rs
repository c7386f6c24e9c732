use jiff::Timestamp;
use latchkey_domain::Purpose;
use latchkey_values::Code;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a mail can say. `Debug` shows only which letter it is.
#[derive(Clone)]
pub enum Letter {
    /// A code that proves the reader has this mailbox.
    Code {
        /// The code.
        code: Code,
        /// How long it works.
        minutes: u32,
        /// What it was asked for.
        purpose: Purpose,
    },
    /// A link behind which the portal makes the new password and shows it once.
    PasswordLink {
        /// The whole address.
        address: SecretString,
        /// How long it works.
        minutes: u32,
    },
    /// The password was changed. Goes to every address on file, so that a thief's change is noticed.
    PasswordChanged {
        /// When; the mail says it in UTC. `None` when only the change itself is known.
        at: Option<Timestamp>,
        /// Whether the account was locked before.
        unlocked: bool,
        /// Whether all sessions were ended.
        sessions_revoked: bool,
        /// Whose password, as the directory writes it.
        login: String,
    },
    /// The account was unlocked; the password is the old one.
    AccountUnlocked {
        /// When; `None` leaves the time out.
        at: Option<Timestamp>,
        /// Whose account it is.
        login: String,
    },
    /// The password ends soon.
    PasswordEnds {
        /// Whose password, as the directory writes it.
        login: String,
        /// Whole days left.
        days: u32,
        /// When it ends; the mail says it in UTC.
        at: Timestamp,
        /// The page where a new one is to be had.
        page: String,
    },
    /// The portal cannot help this person; says so and names the desk.
    NotServed {
        /// Why.
        reason: NotServedReason,
    },
    /// A code that the reader reads out to an agent of the service desk.
    DeskCode {
        /// The code.
        code: Code,
        /// How long it works.
        minutes: u32,
    },
    /// An agent of the service desk did something to the account.
    DeskAction {
        /// What.
        action: DeskNotice,
        /// When; `None` leaves the time out.
        at: Option<Timestamp>,
        /// Whose account it is.
        login: String,
    },
    /// Many people were blocked within a short time. Goes to those who look after the portal.
    ManyBlocked {
        /// How many, at least.
        people: u32,
        /// Within so many minutes.
        minutes: u32,
    },
}

impl Letter {
    /// Which letter it is; its templates and counts bear this name.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Code { .. } => "code",
            Self::PasswordLink { .. } => "password-link",
            Self::PasswordChanged { .. } => "password-changed",
            Self::AccountUnlocked { .. } => "account-unlocked",
            Self::PasswordEnds { .. } => "password-ends",
            Self::DeskCode { .. } => "desk-code",
            Self::DeskAction { .. } => "desk-action",
            Self::NotServed { .. } => "not-served",
            Self::ManyBlocked { .. } => "many-blocked",
        }
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Code { .. } => "Code",
            Self::PasswordLink { .. } => "PasswordLink",
            Self::PasswordChanged { .. } => "PasswordChanged",
            Self::AccountUnlocked { .. } => "AccountUnlocked",
            Self::PasswordEnds { .. } => "PasswordEnds",
            Self::DeskCode { .. } => "DeskCode",
            Self::DeskAction { .. } => "DeskAction",
            Self::NotServed { .. } => "NotServed",
            Self::ManyBlocked { .. } => "ManyBlocked",
        })
    }
}

/// What an agent did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskNotice {
    /// The account was unlocked.
    Unlocked,
    /// The person was signed out everywhere.
    SignedOut,
    /// The password has to be changed at the next sign-in.
    PasswordExpired,
    /// A code was read out with which the person goes on alone.
    HandoverCode,
}

/// Why the portal cannot help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotServedReason {
    /// The account is suspended.
    Suspended,
    /// The account is switched off.
    Deactivated,
    /// The account was never activated.
    NotYetActivated,
    /// The password is kept by a directory or identity provider other than Okta.
    ManagedElsewhere,
    /// The account may administer Okta, and the process does not serve such accounts.
    Administrator,
    /// So many codes were wrong in a row that none is accepted any more.
    TooManyWrongCodes,
}
