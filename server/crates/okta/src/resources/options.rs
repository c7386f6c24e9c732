/// Whether Okta also enforces what it would let an administrator skip: minimum age, and for a
/// password that is set, history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strict {
    /// Enforced.
    Yes,
    /// Not enforced.
    No,
}

/// Whether Okta mails the person (or, for deactivation, the admin).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendEmail {
    /// Okta mails; links do not come back to us.
    Yes,
    /// Okta does not mail; links come back to us.
    No,
}

/// Whether the person's sign-in sessions at Okta end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevokeSessions {
    /// They end.
    Yes,
    /// They go on.
    No,
}

macro_rules! is_yes {
    ($($name:ident),*) => {$(
        impl $name {
            pub(crate) fn is_yes(self) -> bool {
                self == Self::Yes
            }
        }
    )*};
}

is_yes!(Strict, SendEmail, RevokeSessions);
