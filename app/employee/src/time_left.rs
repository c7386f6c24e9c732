use crate::{
    context::clock,
    wording::{length_of, minutes_until},
};
use jiff::Timestamp;
use leptos::prelude::*;

/// Says how much time is left to finish.
#[component]
pub(crate) fn TimeLeft(
    /// When the request ends by itself.
    until: Timestamp,
) -> impl IntoView {
    minutes_until(until, clock().now()).map(|minutes| {
        let left = length_of(minutes);
        view! { <p class="hint">{format!("You have {left} to finish; after that you start again.")}</p> }
    })
}
