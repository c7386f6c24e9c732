use latchkey_values::UserStatus;

/// What an account that is not locked needs instead, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotLocked {
    /// The heading.
    pub(super) title: &'static str,
    /// What that means.
    pub(super) text: &'static str,
    /// Whether a new password helps.
    pub(super) is_mended_by_password: bool,
}

impl NotLocked {
    /// The words for `status`; `None` for an account that is locked.
    pub(super) fn of(status: Option<UserStatus>) -> Option<Self> {
        let (title, text) = match status {
            Some(UserStatus::LockedOut) => return None,
            Some(UserStatus::Active) => (
                "Your account is not locked",
                "There is no lock on it, so nothing was changed. If you still cannot sign in, the \
                 password is most likely the reason. Try once more with care, because Caps Lock \
                 and other keyboard languages are common traps; or you need a new one.",
            ),
            Some(UserStatus::PasswordExpired) => (
                "Your password has expired",
                "Your account is not locked. Its password has expired, and that is why you cannot \
                 sign in with it. You need a new one.",
            ),
            Some(UserStatus::Recovery) => (
                "Your account waits for a new password",
                "Your account is not locked. A reset was begun elsewhere, and until it is finished \
                 the old password does not work. A new one finishes it.",
            ),
            _ => return Some(Self::UNKNOWN),
        };
        Some(Self {
            title,
            text,
            is_mended_by_password: true,
        })
    }

    const UNKNOWN: Self = Self {
        title: "Your account is not locked",
        text: "There is no lock on it, so nothing was changed. Something else keeps you from \
               signing in, which this portal cannot mend.",
        is_mended_by_password: false,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locked_account_is_called_locked() {
        for status in UserStatus::ALL {
            let is_locked = NotLocked::of(Some(status)).is_none();
            assert_eq!(is_locked, status == UserStatus::LockedOut, "{status:?}");
        }
        assert_eq!(NotLocked::of(None), Some(NotLocked::UNKNOWN));
    }

    #[test]
    fn a_new_password_is_offered_only_where_it_helps() {
        let helps = |status| NotLocked::of(Some(status)).is_some_and(|it| it.is_mended_by_password);
        assert!(helps(UserStatus::Active));
        assert!(helps(UserStatus::PasswordExpired));
        assert!(helps(UserStatus::Recovery));
        assert!(!helps(UserStatus::Suspended));
        assert!(!helps(UserStatus::Deprovisioned));
    }
}
