use crate::place::Place;
use leptos::prelude::*;

/// Leads whoever has a code from the service desk to where it is typed.
#[component]
pub(crate) fn HandoverLink() -> impl IntoView {
    view! {
        <p>
            <a href=Place::Handover.path()>"I have a code from an agent"</a>
        </p>
    }
}
