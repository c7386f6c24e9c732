use super::{
    api::OpenPasswordLink,
    finding::MadeFinding,
    steps::{problems, what_follows},
};
use crate::{
    browser::Browser,
    context::engine,
    failure::Failure,
    form_state::FormState,
    goals::trail,
    place::{Place, Stage},
    visit::page,
};
use http::StatusCode;
use latchkey_domain::{Digest, PasswordLink, Purpose};
use latchkey_processes::{RequestView, Step};
use latchkey_ui::{DeskSentence, ErrorSummary, Page, texts};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_query_map;

/// Where a mailed link leads. The token goes into the session and out of the address before anything is
/// shown, and nothing happens before the button is pressed: mail scanners open links, too.
#[component]
pub fn PasswordLinkPage() -> impl IntoView {
    let token = use_query_map().get_untracked().get("token");
    page(async move {
        let browser = Browser::of_this_call().await?;
        if let Some(token) = token {
            let link = PasswordLink::digest_of(&token);
            if !opens(&browser, &link).await? {
                return Ok(view! { <NoLink/> }.into_any());
            }
            browser.keep_link(&link).await?;
            return Err(Place::PasswordLink.into());
        }
        let Some(request) = linked(&browser).await? else {
            return Ok(view! { <NoLink/> }.into_any());
        };
        let finding = browser.form_state().await?.and_then(FormState::made);
        let has_pressed = browser.request().await? == Some(request.id);
        match request.step {
            Step::Password => Ok(ready(&request, finding.as_ref()).into_any()),
            _ if has_pressed => Err(Place::of(&request).into()),
            _ => Ok(view! { <NoLink/> }.into_any()),
        }
    })
}

/// Whether a link opens anything in this browser: once a password was made behind it, only in the one
/// that it was made in.
async fn opens(browser: &Browser, link: &Digest) -> Result<bool, Failure> {
    let Some(request) = engine().password_link(link).await? else {
        return Ok(false);
    };
    let view = engine().view(request).await?;
    let is_unused = view.is_some_and(|request| request.step == Step::Password);
    Ok(is_unused || browser.link().await?.is_some_and(|known| known == *link))
}

/// The request behind the link that this browser opened.
async fn linked(browser: &Browser) -> Result<Option<RequestView>, Failure> {
    let Some(link) = browser.link().await? else {
        return Ok(None);
    };
    match engine().password_link(&link).await? {
        Some(request) => Ok(engine().view(request).await?),
        None => Ok(None),
    }
}

fn ready(request: &RequestView, finding: Option<&MadeFinding>) -> impl IntoView + use<> {
    let problems = problems(request, finding);
    let follows = what_follows(request);
    let words = &texts().made;
    let trail = trail(Purpose::Reset, Stage::Proven);
    view! {
        <Page title=words.link_works() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <p class="lead">{words.makes_now()}</p>
            {follows}
            <p>{words.have_at_hand()}</p>
            <form method="post" action=OpenPasswordLink::PATH>
                <button class="button" type="submit">{words.make_mine()}</button>
            </form>
        </Page>
    }
}

#[component]
fn NoLink() -> impl IntoView {
    expect_context::<ResponseOptions>().set_status(StatusCode::NOT_FOUND);
    let words = &texts().made;
    let beginning = Place::Way(Purpose::Reset, Stage::Identify).path();
    view! {
        <Page title=words.dead_link()>
            <p class="lead">{words.dead_link_why()}</p>
            <p><a class="button" href=beginning>{words.start_new()}</a></p>
            <p class="hint after-form"><DeskSentence text=texts().outcome.keeps_wrong()/></p>
        </Page>
    }
}
