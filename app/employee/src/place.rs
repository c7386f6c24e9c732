use latchkey_domain::Purpose;
use latchkey_processes::{PASSWORD_LINK_PAGE, RequestView, Step};
use std::borrow::Cow;

/// A page of the portal that employees see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What the portal can do.
    Home,
    /// Where a code from the service desk is typed.
    Handover,
    /// A page on the way to what somebody came for.
    Way(Purpose, Stage),
    /// Where a mailed link to a made password leads.
    PasswordLink,
    /// The portal cannot do its work now.
    Unavailable,
}

/// The address of a page of this portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address(Cow<'static, str>);

impl Address {
    /// One that holds the path of a process.
    pub(crate) fn made(address: String) -> Self {
        Self(address.into())
    }

    /// It as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Place> for Address {
    fn from(place: Place) -> Self {
        Self(place.path().into())
    }
}

/// How far somebody has come. Each purpose has one page for each of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Saying who one is.
    Identify,
    /// Entering the code.
    Code,
    /// Having proven it: choosing the new password, or confirming the unlock.
    Proven,
    /// Waiting for an unclear outcome.
    Working,
    /// It is done.
    Done,
    /// It is over without success.
    Ended,
}

impl Stage {
    /// All stages, in the order people come to them.
    pub const ALL: [Self; 6] = [
        Self::Identify,
        Self::Code,
        Self::Proven,
        Self::Working,
        Self::Done,
        Self::Ended,
    ];

    /// Where a request that stands at `step` is.
    fn of(step: Step) -> Self {
        match step {
            Step::Code => Self::Code,
            Step::Password => Self::Proven,
            Step::Working | Step::Unclear => Self::Working,
            Step::Done => Self::Done,
            Step::Ended(_) => Self::Ended,
        }
    }
}

impl Place {
    /// Its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::Handover => "/handover",
            Self::Way(Purpose::Reset, stage) => reset(stage),
            Self::Way(Purpose::Unlock, stage) => unlock(stage),
            Self::Way(Purpose::Change, stage) => change(stage),
            Self::PasswordLink => PASSWORD_LINK_PAGE,
            Self::Unavailable => "/unavailable",
        }
    }

    /// Where a request goes on.
    pub(crate) fn of(request: &RequestView) -> Self {
        Self::Way(request.purpose, Stage::of(request.step))
    }
}

const fn reset(stage: Stage) -> &'static str {
    match stage {
        Stage::Identify => "/reset",
        Stage::Code => "/reset/code",
        Stage::Proven => "/reset/password",
        Stage::Working => "/reset/working",
        Stage::Done => "/reset/done",
        Stage::Ended => "/reset/ended",
    }
}

const fn unlock(stage: Stage) -> &'static str {
    match stage {
        Stage::Identify => "/unlock",
        Stage::Code => "/unlock/code",
        Stage::Proven => "/unlock/confirm",
        Stage::Working => "/unlock/working",
        Stage::Done => "/unlock/done",
        Stage::Ended => "/unlock/ended",
    }
}

const fn change(stage: Stage) -> &'static str {
    match stage {
        Stage::Identify => "/change",
        Stage::Code => "/change/code",
        Stage::Proven => "/change/password",
        Stage::Working => "/change/working",
        Stage::Done => "/change/done",
        Stage::Ended => "/change/ended",
    }
}
