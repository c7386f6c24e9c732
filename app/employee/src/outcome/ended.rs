use crate::{
    entrance::Entrance,
    place::{Address, Stage},
    visit::page_at,
    words::Words,
};
use latchkey_domain::{Purpose, RequestState};
use latchkey_processes::{RequestView, Step};
use latchkey_ui::{DeskLink, Page};
use leptos::prelude::*;

/// Says why a request is over, and how to go on.
#[component]
pub fn EndedPage(purpose: Purpose) -> impl IntoView {
    page_at(purpose, Stage::Ended, |request, found| {
        let not_possible = found.is_some_and(|found| found.is_not_possible());
        let (title, text) = ending(&request, not_possible);
        let beginning = Entrance::of(&request).identify(request.purpose);
        view! { <Ending beginning title text/> }
    })
}

fn ending(request: &RequestView, not_possible: bool) -> (String, String) {
    let words = Words::of(request.purpose);
    let name = words.request;
    match request.step {
        _ if not_possible => ("Not possible here".into(), words.not_possible.into()),
        Step::Ended(RequestState::Blocked) => (
            format!("This {name} was stopped"),
            "There were too many wrong codes. Nothing was changed. You can start again with a new \
             code."
                .into(),
        ),
        Step::Ended(RequestState::Cancelled) => {
            (format!("This {name} was ended"), words.ended.into())
        }
        _ => (
            "Time is up".into(),
            format!(
                "The {name} was not finished in time. Nothing was changed. You can start again."
            ),
        ),
    }
}

#[component]
fn Ending(beginning: Address, title: String, text: String) -> impl IntoView {
    let beginning = beginning.as_str().to_owned();
    view! {
        <Page title>
            <p class="lead">{text}</p>
            <p><a class="button" href=beginning>"Start again"</a></p>
            <p class="hint after-form">"If it keeps going wrong, the " <DeskLink/> " can help."</p>
        </Page>
    }
}
