use serde::{Deserialize, Serialize};

/// An Okta user's status (management spec, schema `UserStatus`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UserStatus {
    /// Created, not activated.
    Staged,
    /// Activated, but no password yet.
    Provisioned,
    /// In order.
    Active,
    /// A reset was started elsewhere; only its link or a new password leads on.
    Recovery,
    /// Must choose a new password at the next sign-in.
    PasswordExpired,
    /// Too many failed sign-ins.
    LockedOut,
    /// Switched off for a time by an admin.
    Suspended,
    /// Switched off for good.
    Deprovisioned,
    /// A status this version does not know.
    #[serde(other)]
    Unknown,
}

impl UserStatus {
    /// All statuses Okta documents.
    pub const ALL: [Self; 8] = [
        Self::Staged,
        Self::Provisioned,
        Self::Active,
        Self::Recovery,
        Self::PasswordExpired,
        Self::LockedOut,
        Self::Suspended,
        Self::Deprovisioned,
    ];
}
