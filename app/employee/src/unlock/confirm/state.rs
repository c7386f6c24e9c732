use latchkey_text::Unlock;
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
    pub(super) fn of(status: Option<UserStatus>, words: &Unlock) -> Option<Self> {
        let (title, text, is_mended_by_password) = match status {
            Some(UserStatus::LockedOut) => return None,
            Some(UserStatus::Active) => (words.not_locked(), words.not_locked_text(), true),
            Some(UserStatus::PasswordExpired) => (words.expired(), words.expired_text(), true),
            Some(UserStatus::Recovery) => (words.waits(), words.waits_text(), true),
            _ => (words.not_locked(), words.other_reason(), false),
        };
        Some(Self {
            title,
            text,
            is_mended_by_password,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_text::Texts;
    use latchkey_values::Language;

    fn found(status: Option<UserStatus>) -> Option<NotLocked> {
        NotLocked::of(status, &Texts::of(Language::English).lock)
    }

    #[test]
    fn only_a_locked_account_is_called_locked() {
        for status in UserStatus::ALL {
            let is_locked = found(Some(status)).is_none();
            assert_eq!(is_locked, status == UserStatus::LockedOut, "{status:?}");
        }
        assert!(found(None).is_some());
    }

    #[test]
    fn a_new_password_is_offered_only_where_it_helps() {
        let helps = |status| found(Some(status)).is_some_and(|it| it.is_mended_by_password);
        assert!(helps(UserStatus::Active));
        assert!(helps(UserStatus::PasswordExpired));
        assert!(helps(UserStatus::Recovery));
        assert!(!helps(UserStatus::Suspended));
        assert!(!helps(UserStatus::Deprovisioned));
    }
}
