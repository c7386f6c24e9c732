use latchkey_processes::Step;

/// A page of the portal that employees see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What the portal can do.
    Home,
    /// Saying who one is.
    Identify,
    /// Entering the code.
    Code,
    /// Choosing the new password.
    Password,
    /// Waiting for an unclear outcome.
    Working,
    /// It is done.
    Done,
    /// It is over without success.
    Ended,
    /// The portal cannot do its work now.
    Unavailable,
}

impl Place {
    /// Its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::Identify => "/reset",
            Self::Code => "/reset/code",
            Self::Password => "/reset/password",
            Self::Working => "/reset/working",
            Self::Done => "/reset/done",
            Self::Ended => "/reset/ended",
            Self::Unavailable => "/unavailable",
        }
    }

    /// Where a request that stands at `step` goes on.
    pub(crate) fn of(step: Step) -> Self {
        match step {
            Step::Code => Self::Code,
            Step::Password => Self::Password,
            Step::Working | Step::Unclear => Self::Working,
            Step::Done => Self::Done,
            Step::Ended(_) => Self::Ended,
        }
    }
}
