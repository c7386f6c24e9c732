use crate::{
    place::{Place, Stage},
    visit::page_at,
    words::Words,
};
use http::{HeaderName, HeaderValue};
use latchkey_domain::Purpose;
use latchkey_processes::Step;
use latchkey_ui::{DeskLink, Notice, NoticeKind, Page};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Says honestly that it is not known yet whether it worked.
#[component]
pub fn WorkingPage(purpose: Purpose) -> impl IntoView {
    page_at(purpose, Stage::Working, |request, _| match request.step {
        Step::Unclear => unclear(request.purpose).into_any(),
        _ => checking(request.purpose).into_any(),
    })
}

fn checking(purpose: Purpose) -> impl IntoView {
    look_again_after(5);
    let words = Words::of(purpose);
    view! {
        <Page title="We are checking whether it worked" trail=words.trail(Stage::Working)>
            <p class="lead" role="status">
                {words.no_clear_answer}
                " The portal is finding out, and does not do anything twice."
            </p>
            <p>
                "This page looks again by itself every five seconds; you need not send anything "
                "again. You also get an email when it is done."
            </p>
            <p>
                <a class="button button-secondary" href=here(purpose)>"Look again now"</a>
            </p>
        </Page>
    }
}

fn unclear(purpose: Purpose) -> impl IntoView {
    let words = Words::of(purpose);
    view! {
        <Page title="It is not clear whether it worked" trail=words.trail(Stage::Working)>
            <Notice kind=NoticeKind::Warning>
                <p>
                    {words.not_found_out} " If that does not work, turn to the " <DeskLink/>
                    "; a person has to look at this."
                </p>
            </Notice>
            <p><a class="button button-secondary" href=here(purpose)>"Look again"</a></p>
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
