use crate::{place::Place, reset::steps, visit::page_at};
use http::{HeaderName, HeaderValue};
use latchkey_processes::Step;
use latchkey_ui::{DeskLink, Notice, NoticeKind, Page};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Says honestly that it is not known yet whether the password was set.
#[component]
pub fn WorkingPage() -> impl IntoView {
    page_at(Place::Working, |request, _| match request.step {
        Step::Unclear => unclear().into_any(),
        _ => checking().into_any(),
    })
}

fn checking() -> impl IntoView {
    look_again_after(5);
    view! {
        <Page title="We are checking whether it worked" trail=steps::PASSWORD>
            <p class="lead" role="status">
                "The directory did not give a clear answer when your password was set. The portal is "
                "finding out, and does not do anything twice."
            </p>
            <p>
                "This page looks again by itself every five seconds; you need not send anything "
                "again. You also get an email when it is done."
            </p>
            <p><a class="button button-secondary" href=Place::Working.path()>"Look again now"</a></p>
        </Page>
    }
}

fn unclear() -> impl IntoView {
    view! {
        <Page title="It is not clear whether it worked" trail=steps::PASSWORD>
            <Notice kind=NoticeKind::Warning>
                <p>
                    "We could not find out whether your new password was set. Try to sign in with it. "
                    "If that does not work, turn to the " <DeskLink/> "; a person has to look at this."
                </p>
            </Notice>
            <p><a class="button button-secondary" href=Place::Working.path()>"Look again"</a></p>
        </Page>
    }
}

/// Has the browser load the page anew, without any script.
fn look_again_after(seconds: u32) {
    expect_context::<ResponseOptions>().insert_header(
        HeaderName::from_static("refresh"),
        HeaderValue::from(seconds),
    );
}
