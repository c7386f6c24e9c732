use crate::{
    entrance::Entrance,
    goals::goal,
    own_words::own_words,
    place::{Address, Stage},
    visit::page_at,
};
use latchkey_domain::{MessageKind, Purpose, RequestState};
use latchkey_processes::{RequestView, Step};
use latchkey_ui::{DeskSentence, Page, texts};
use leptos::prelude::*;

/// Says why a request is over, and how to go on.
#[component]
pub fn EndedPage(purpose: Purpose) -> impl IntoView {
    page_at(purpose, Stage::Ended, |request, found| {
        let not_possible = found.is_some_and(|found| found.is_not_possible());
        let (title, text) = ending(&request, not_possible);
        let beginning = Entrance::of(&request).identify(request.purpose);
        view! { <Ending request beginning title text/> }
    })
}

fn ending(request: &RequestView, not_possible: bool) -> (&'static str, &'static str) {
    let goal = goal(texts(), request.purpose);
    let outcome = &texts().outcome;
    match request.step {
        _ if not_possible => (outcome.not_possible(), goal.not_possible()),
        Step::Ended(RequestState::Blocked) => (goal.stopped(), outcome.blocked()),
        Step::Ended(RequestState::Cancelled) => (goal.was_ended(), goal.ended()),
        _ => (outcome.time_up(), goal.out_of_time()),
    }
}

#[component]
fn Ending(
    request: RequestView,
    beginning: Address,
    title: &'static str,
    text: &'static str,
) -> impl IntoView {
    let beginning = beginning.as_str().to_owned();
    let outcome = &texts().outcome;
    view! {
        <Page title>
            <p class="lead">{text}</p>
            {own_words(&request.messages, MessageKind::Failure)}
            <p><a class="button" href=beginning>{outcome.start_again()}</a></p>
            <p class="hint after-form"><DeskSentence text=outcome.keeps_wrong()/></p>
        </Page>
    }
}
