use super::work::WorkField;
use crate::{
    context::{clock, engine},
    entrance::{Entrance, FIELD},
    failure::Failure,
    goals::{goal, trail},
    own_words::own_words,
    place::{Place, Stage},
    proof::forms::ProofForms,
    visit::{Detour, Visit, page},
};
use axum::Extension;
use latchkey_domain::{MessageKind, ProcessMessages, Purpose};
use latchkey_processes::{RequestView, WayIn};
use latchkey_ui::{ErrorSummary, Field, Input, Linked, Notice, NoticeKind, Page, Problem, texts};
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
        let problem = finding.and_then(|finding| finding.problem(texts(), clock().now()));
        let problems: Vec<_> = problem.into_iter().collect();
        let under_way = request.filter(is_under_way);
        let messages = engine
            .messages_at(purpose, entrance.path(), network)
            .await?;
        Ok(view! { <WhoAreYou purpose entrance problems under_way work messages/> })
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
    messages: ProcessMessages,
) -> impl IntoView {
    let trail = trail(purpose, Stage::Identify);
    let words = &texts().identify;
    let error = Problem::first_of(&problems, "login");
    view! {
        <Page title=words.title() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {under_way.map(|request| view! { <UnderWay request/> })}
            {own_words(&messages, MessageKind::Start)}
            <form method="post" action=ProofForms::of(purpose).identify novalidate>
                <input type="hidden" name="form" value=engine().form_mark()/>
                {entrance.path().map(|path| view! { <input type="hidden" name=FIELD value=path.to_string()/> })}
                <Field name="login" label=words.label() input=Input::Login hint=words.hint() error/>
                {work.map(|work| view! { <WorkField work/> })}
                <button class="button" type="submit">{texts().frame.go_on()}</button>
            </form>
            <p class="hint after-form">{words.next()}</p>
        </Page>
    }
}

#[component]
fn UnderWay(request: RequestView) -> impl IntoView {
    let under_way = goal(texts(), request.purpose).under_way();
    view! {
        <Notice kind=NoticeKind::Info>
            <p><Linked text=under_way href=Place::of(&request).path()/></p>
        </Notice>
    }
}

fn is_under_way(request: &RequestView) -> bool {
    matches!(
        Place::of(request),
        Place::Way(_, Stage::Code | Stage::Proven | Stage::Working)
    )
}
