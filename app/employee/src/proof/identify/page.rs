use super::work::WorkField;
use crate::{
    context::{clock, engine},
    entrance::{Entrance, FIELD},
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

/// Asks who somebody is. Where what they want is not done, the page before says who does.
#[component]
pub fn IdentifyPage(purpose: Purpose) -> impl IntoView {
    page(async move {
        let entrance = Entrance::of_this_page().await?.ok_or(Detour::NotFound)?;
        let Extension(network) = leptos_axum::extract().await.map_err(Failure::from)?;
        let engine = engine();
        let way_in = engine.way_in(purpose, entrance.path(), network).await?;
        let work = match way_in {
            WayIn::NotOffered => return Err(not_offered(&entrance).await?),
            WayIn::Open => None,
            WayIn::AfterWork(work) => Some(work),
        };
        let Visit { request, found } = Visit::of_this_call().await?;
        let finding = found.and_then(|found| found.identify(&entrance, purpose));
        let problem = finding.and_then(|finding| finding.problem(clock().now()));
        let problems: Vec<_> = problem.into_iter().collect();
        let under_way = request.filter(is_under_way);
        Ok(view! { <WhoAreYou purpose entrance problems under_way work/> })
    })
}

/// Where people go who want what is not offered here.
async fn not_offered(entrance: &Entrance) -> Result<Detour, Detour> {
    let Some(path) = entrance.path() else {
        return Ok(Place::Home.into());
    };
    let page = engine().process_page(path).await?;
    Ok(page.map_or(Detour::NotFound, |_| Detour::To(entrance.home())))
}

#[component]
fn WhoAreYou(
    purpose: Purpose,
    entrance: Entrance,
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
                {entrance.path().map(|path| view! { <input type="hidden" name=FIELD value=path.to_string()/> })}
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
