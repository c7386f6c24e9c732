use crate::{
    form_state::FormState,
    place::Place,
    reset::{findings::PasswordFinding, password::finding::NOT_POSSIBLE},
    visit::page_at,
};
use latchkey_domain::RequestState;
use latchkey_processes::Step;
use latchkey_ui::{DeskLink, Page};
use leptos::prelude::*;

/// Says why a request is over, and how to go on.
#[component]
pub fn EndedPage() -> impl IntoView {
    page_at(Place::Ended, |request, found| {
        let not_possible = found == Some(FormState::Password(PasswordFinding::NotPossible));
        let (title, text) = match request.step {
            _ if not_possible => ("Not possible here", NOT_POSSIBLE),
            Step::Ended(RequestState::Blocked) => BLOCKED,
            Step::Ended(RequestState::Cancelled) => CANCELLED,
            _ => EXPIRED,
        };
        view! { <Ending title text/> }
    })
}

const BLOCKED: (&str, &str) = (
    "This reset was stopped",
    "There were too many wrong codes. Nothing was changed. You can start again with a new code.",
);
const CANCELLED: (&str, &str) = (
    "This reset was ended",
    "It was ended before a new password was set. Nothing was changed.",
);
const EXPIRED: (&str, &str) = (
    "Time is up",
    "The reset was not finished in time. Nothing was changed. You can start again.",
);

#[component]
fn Ending(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <Page title>
            <p class="lead">{text}</p>
            <p><a class="button" href=Place::Identify.path()>"Start again"</a></p>
            <p class="hint after-form">"If it keeps going wrong, the " <DeskLink/> " can help."</p>
        </Page>
    }
}
