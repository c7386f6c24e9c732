use latchkey_processes::Engine;
use latchkey_values::Clock;
use leptos::prelude::*;
use std::{fmt, sync::Arc};

/// Where people sign in once they have a password again; `None` when the portal was not told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInUrl(pub Option<String>);

/// The clock pages count minutes with.
#[derive(Clone)]
pub struct SharedClock(pub Arc<dyn Clock>);

impl fmt::Debug for SharedClock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SharedClock")
    }
}

/// The process engine. The router provides it to every page and server function.
pub(crate) fn engine() -> Engine {
    expect_context()
}

/// The clock. The router provides it to every page and server function.
pub(crate) fn clock() -> Arc<dyn Clock> {
    expect_context::<SharedClock>().0
}
