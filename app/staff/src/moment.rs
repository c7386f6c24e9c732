use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

/// A moment, in UTC, as people write it.
#[component]
pub(crate) fn Moment(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    view! { <time class="time" datetime=at.to_string()>{written(at)}</time> }
}

/// A moment that may not have come.
#[component]
pub(crate) fn MomentOr(
    /// When; `None` when it has not come.
    at: Option<Timestamp>,
    /// What to say then.
    otherwise: &'static str,
) -> impl IntoView {
    match at {
        Some(at) => view! { <Moment at/> }.into_any(),
        None => otherwise.into_any(),
    }
}

/// `22 Nov 2026, 06:12:08 UTC`.
pub(crate) fn written(at: Timestamp) -> String {
    at.strftime("%-d %b %Y, %H:%M:%S UTC").to_string()
}

/// A length of time in its two largest units.
pub(crate) fn span(length: SignedDuration) -> String {
    let seconds = length.as_secs().max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min {} s", seconds % 60),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_has_two_units_at_most() {
        let spans = [0, 59, 61, 3_600, 90_000].map(|s| span(SignedDuration::from_secs(s)));
        assert_eq!(spans, ["0 s", "59 s", "1 min 1 s", "1 h 0 min", "1 d 1 h"]);
    }

    #[test]
    fn a_moment_is_written_with_its_zone() {
        let at = "2026-11-22T06:12:08Z".parse().expect("a time");
        assert_eq!(written(at), "22 Nov 2026, 06:12:08 UTC");
    }
}
