use super::work::WorkField;
use crate::{
    context::{clock, engine},
    failure::Failure,
    place::{Place, Stage},
    proof::forms::ProofForms,
    visit::{Detour, Visit, page},
    words::Words,
};
use axum::Extension;
use latchkey_domain::Purpose;
use latchkey_processes::{RequestView, WayIn};
use latchkey_ui::{ErrorSummary, Field, Input, Notice, NoticeKind, Page, Problem};
use leptos::prelude::*;

/// Asks who somebody is. Where the portal does not do what they want, the first page says who does.
#[component]
pub fn IdentifyPage(purpose: Purpose) -> impl IntoView {
    page(async move {
        let Extension(network) = leptos_axum::extract().await.map_err(Failure::from)?;
        let work = match engine().way_in(purpose, None, network).await? {
            WayIn::NotOffered => return Err(Detour::To(Place::Home)),
            WayIn::Open => None,
            WayIn::AfterWork(work) => Some(work),
        };
        let Visit { request, found } = Visit::of_this_call().await?;
        let finding = found.and_then(|found| found.identify(purpose));
        let problem = finding.and_then(|finding| finding.problem(clock().now()));
        let problems: Vec<_> = problem.into_iter().collect();
        let under_way = request.filter(is_under_way);
        Ok(view! { <WhoAreYou purpose problems under_way work/> })
    })
}

#[component]
fn WhoAreYou(
    purpose: Purpose,
    problems: Vec<Problem>,
    under_way: Option<RequestView>,
    work: Option<String>,
) -> impl IntoView {
    let trail = Words::of(purpose).trail(Stage::Identify);
    let error = Problem::first_of(&problems, "login");
    view! {
        <Page title="Who are you?" failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {under_way.map(|request| view! { <UnderWay request/> })}
            <form method="post" action=ProofForms::of(purpose).identify novalidate>
                <input type="hidden" name="form" value=engine().form_mark()/>
                <Field name="login" label="Username or email address" input=Input::Login
                    hint="What you sign in with, for example alice@example.com" error/>
                {work.map(|work| view! { <WorkField work/> })}
                <button class="button" type="submit">"Continue"</button>
            </form>
            <p class="hint after-form">
                "Next, you get an email with a six-digit code that proves it is you."
            </p>
        </Page>
    }
}

#[component]
fn UnderWay(request: RequestView) -> impl IntoView {
    let a_request = Words::of(request.purpose).a_request;
    view! {
        <Notice kind=NoticeKind::Info>
            <p>
                {format!("You have {a_request} under way in this browser. ")}
                <a href=Place::of(&request).path()>"Go on with it"</a> ", or start a new one below."
            </p>
        </Notice>
    }
}

fn is_under_way(request: &RequestView) -> bool {
    matches!(
        Place::of(request),
        Place::Way(_, Stage::Code | Stage::Proven | Stage::Working)
    )
}
