use crate::{
    context::clock,
    wording::{length_of, minutes_until},
};
use jiff::Timestamp;
use latchkey_ui::texts;
use leptos::prelude::*;

/// Says how much time is left to finish.
#[component]
pub(crate) fn TimeLeft(
    /// When the request ends by itself.
    until: Timestamp,
) -> impl IntoView {
    minutes_until(until, clock().now()).map(|minutes| {
        let time = &texts().time;
        view! { <p class="hint">{time.left(&length_of(time, minutes))}</p> }
    })
}
