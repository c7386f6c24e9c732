use crate::{
    goals::{goal, trail},
    own_words::own_words,
    place::{Place, Stage},
    visit::page_at,
};
use http::{HeaderName, HeaderValue};
use latchkey_domain::{MessageKind, ProcessMessages, Purpose};
use latchkey_processes::Step;
use latchkey_ui::{DeskSentence, Notice, NoticeKind, Page, texts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Says honestly that it is not known yet whether it worked.
#[component]
pub fn WorkingPage(purpose: Purpose) -> impl IntoView {
    page_at(purpose, Stage::Working, |request, _| match request.step {
        Step::Unclear => unclear(request.purpose, &request.messages).into_any(),
        _ => checking(request.purpose).into_any(),
    })
}

fn checking(purpose: Purpose) -> impl IntoView {
    look_again_after(5);
    let goal = goal(texts(), purpose);
    let outcome = &texts().outcome;
    view! {
        <Page title=outcome.checking() trail=trail(purpose, Stage::Working)>
            <p class="lead" role="status">{goal.no_clear_answer()} " " {outcome.finding_out()}</p>
            <p>{outcome.looks_again()}</p>
            <p>
                <a class="button button-secondary" href=here(purpose)>{outcome.look_now()}</a>
            </p>
        </Page>
    }
}

fn unclear(purpose: Purpose, messages: &ProcessMessages) -> impl IntoView + use<> {
    let goal = goal(texts(), purpose);
    let outcome = &texts().outcome;
    let own_words = own_words(messages, MessageKind::Failure);
    view! {
        <Page title=outcome.unclear() trail=trail(purpose, Stage::Working)>
            <Notice kind=NoticeKind::Warning>
                <p>{goal.not_found_out()} " " <DeskSentence text=outcome.ask_desk()/></p>
            </Notice>
            {own_words}
            <p><a class="button button-secondary" href=here(purpose)>{outcome.look_again()}</a></p>
        </Page>
    }
}

fn here(purpose: Purpose) -> &'static str {
    Place::Way(purpose, Stage::Working).path()
}

/// Has the browser load the page anew, without any script.
fn look_again_after(seconds: u32) {
    expect_context::<ResponseOptions>().insert_header(
        HeaderName::from_static("refresh"),
        HeaderValue::from(seconds),
    );
}
