//! Users: the record, and one file for each verb of `/api/v1/users`.

pub(crate) mod blocks;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod etag;
pub(crate) mod get;
pub(crate) mod links;
pub(crate) mod list;
pub(crate) mod list_groups;
pub(crate) mod profile;
pub(crate) mod replace;
pub(crate) mod sessions;
pub(crate) mod update;
pub(crate) mod view;

use std::fmt;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::passwords::Password;
use super::recovery::RecoveryToken;
use super::roles::RoleAssignment;

/// Okta's user statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Created, not activated.
    Staged,
    /// Activated without a password; the person has not set one yet.
    Provisioned,
    /// Can sign in.
    Active,
    /// Waits for the person to follow a reset link.
    Recovery,
    /// Must change the password at the next sign-in.
    PasswordExpired,
    /// Too many wrong passwords.
    LockedOut,
    /// Shut out by an administrator, keeping groups and apps.
    Suspended,
    /// Deactivated.
    Deprovisioned,
}

impl Status {
    /// The value in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staged => "STAGED",
            Self::Provisioned => "PROVISIONED",
            Self::Active => "ACTIVE",
            Self::Recovery => "RECOVERY",
            Self::PasswordExpired => "PASSWORD_EXPIRED",
            Self::LockedOut => "LOCKED_OUT",
            Self::Suspended => "SUSPENDED",
            Self::Deprovisioned => "DEPROVISIONED",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Who keeps a user's password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Provider {
    /// `OKTA`, `ACTIVE_DIRECTORY`, `LDAP`, `FEDERATION`, `SOCIAL` or `IMPORT`.
    pub(crate) kind: String,
    /// The directory's name; `OKTA` for Okta itself.
    pub(crate) name: String,
}

impl Provider {
    pub(crate) fn okta() -> Self {
        Self {
            kind: "OKTA".to_owned(),
            name: "OKTA".to_owned(),
        }
    }

    /// Whether Okta itself keeps the password. An imported hash counts: Okta checks it.
    pub(crate) fn keeps_password_in_okta(&self) -> bool {
        matches!(self.kind.as_str(), "OKTA" | "IMPORT")
    }
}

/// A recovery question; the answer is compared without regard to case.
#[derive(Debug, Clone)]
pub(crate) struct RecoveryQuestion {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// What sign-in has counted for a user.
#[derive(Debug, Clone, Default)]
pub(crate) struct SignIns {
    /// Wrong passwords in a row.
    pub(crate) failures: u32,
    /// When the lock fell; `None` while not locked.
    pub(crate) locked_at: Option<Timestamp>,
    /// Automatic unlocks in a row without a successful sign-in.
    pub(crate) automatic_unlocks: u32,
}

/// A user of the org.
#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) status: Status,
    pub(crate) created: Timestamp,
    pub(crate) activated: Option<Timestamp>,
    pub(crate) status_changed: Option<Timestamp>,
    pub(crate) last_login: Option<Timestamp>,
    pub(crate) last_updated: Timestamp,
    pub(crate) password_changed: Option<Timestamp>,
    pub(crate) profile: Map<String, Value>,
    pub(crate) password: Option<Password>,
    pub(crate) recovery_question: Option<RecoveryQuestion>,
    pub(crate) provider: Provider,
    pub(crate) roles: Vec<RoleAssignment>,
    pub(crate) sign_ins: SignIns,
    /// How often an administrator has ended this user's sessions.
    pub(crate) sessions_revoked: u32,
    /// The newest recovery or activation token; an older one is worthless.
    pub(crate) recovery_token: Option<RecoveryToken>,
}

impl User {
    /// A text attribute of the profile; empty when it is missing.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.profile.get(name).and_then(Value::as_str).unwrap_or("")
    }

    pub(crate) fn login(&self) -> &str {
        self.attribute("login")
    }

    /// The name that lists and the System Log show.
    pub(crate) fn display_name(&self) -> String {
        match self.attribute("displayName") {
            "" => format!(
                "{} {}",
                self.attribute("firstName"),
                self.attribute("lastName")
            ),
            name => name.to_owned(),
        }
    }

    /// Changes the status and stamps the change.
    pub(crate) fn move_to(&mut self, status: Status, now: Timestamp) {
        self.status = status;
        self.status_changed = Some(now);
        self.last_updated = now;
        if status != Status::LockedOut {
            self.sign_ins.locked_at = None;
            self.sign_ins.failures = 0;
        }
        if status == Status::Active && self.activated.is_none() {
            self.activated = Some(now);
        }
    }
}
