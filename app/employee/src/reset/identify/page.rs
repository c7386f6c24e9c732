use super::api::Identify;
use crate::{
    context::clock,
    form_state::FormState,
    place::Place,
    reset::steps,
    visit::{Visit, page},
};
use latchkey_processes::RequestView;
use latchkey_ui::{ErrorSummary, Field, Input, Notice, NoticeKind, Page, Problem};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks who somebody is.
#[component]
pub fn IdentifyPage() -> impl IntoView {
    page(|Visit { request, found }| {
        let finding = found.and_then(FormState::identify);
        let problems: Vec<_> = finding
            .and_then(|finding| finding.problem(clock().now()))
            .into_iter()
            .collect();
        Ok(view! { <IdentifyForm problems under_way=request.as_ref().and_then(under_way)/> })
    })
}

#[component]
fn IdentifyForm(problems: Vec<Problem>, under_way: Option<Place>) -> impl IntoView {
    let error = Problem::first_of(&problems, "login");
    view! {
        <Page title="Who are you?" failed=!problems.is_empty() trail=steps::IDENTIFY>
            <ErrorSummary problems/>
            {under_way.map(|place| view! { <UnderWay place/> })}
            <form method="post" action=Identify::PATH novalidate>
                <Field name="login" label="Username or email address" input=Input::Login
                    hint="What you sign in with, for example alice@example.com" error/>
                <button class="button" type="submit">"Continue"</button>
            </form>
            <p class="hint after-form">
                "Next, you get an email with a six-digit code that proves it is you."
            </p>
        </Page>
    }
}

#[component]
fn UnderWay(place: Place) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Info>
            <p>
                "You have a reset under way in this browser. "
                <a href=place.path()>"Go on with it"</a> ", or start a new one below."
            </p>
        </Notice>
    }
}

/// Where an unfinished request goes on; `None` when it is over.
fn under_way(request: &RequestView) -> Option<Place> {
    match Place::of(request.step) {
        place @ (Place::Code | Place::Password | Place::Working) => Some(place),
        _ => None,
    }
}
