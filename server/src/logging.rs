//! Logs: to stderr, for people on a terminal, one JSON object a line elsewhere.

use crate::config::LogFormat;
use std::{io::IsTerminal as _, panic::PanicHookInfo};
use tracing_subscriber::{EnvFilter, fmt, util::SubscriberInitExt as _};

/// What is logged unless `LATCHKEY_LOG` says otherwise.
const DEFAULT_FILTER: &str = "info";

/// Starts logging. A second call changes nothing.
pub(crate) fn start(format: LogFormat) {
    let filter =
        EnvFilter::try_from_env("LATCHKEY_LOG").unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let terminal = std::io::stderr().is_terminal();
    let lines = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(terminal);
    let json = format == LogFormat::Json || (format == LogFormat::Auto && !terminal);
    let started = if json {
        lines
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .finish()
            .try_init()
    } else {
        lines.finish().try_init()
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
}

/// One event for a panic. Texts made at run time can hold what a log must not, so only those that
/// stand in the source are kept; the place says the rest.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let cause = panic
        .payload()
        .downcast_ref::<&'static str>()
        .copied()
        .unwrap_or("(see the source)");
    let place = panic
        .location()
        .map(ToString::to_string)
        .unwrap_or_default();
    tracing::error!(place, cause, "panicked");
}
