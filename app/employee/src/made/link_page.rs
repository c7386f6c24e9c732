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
    place::{Place, Stage},
    visit::{Detour, page},
    words::Words,
};
use http::StatusCode;
use latchkey_domain::{PasswordLink, Purpose};
use latchkey_processes::{RequestView, Step};
use latchkey_ui::{DeskLink, ErrorSummary, Page};
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
            if engine().password_link(&link).await?.is_none() {
                return Ok(view! { <NoLink/> }.into_any());
            }
            browser.keep_link(&link).await?;
            return Err(Detour::To(Place::PasswordLink));
        }
        let Some(request) = linked(&browser).await? else {
            return Ok(view! { <NoLink/> }.into_any());
        };
        let finding = browser.form_state().await?.and_then(FormState::made);
        let has_pressed = browser.request().await? == Some(request.id);
        match request.step {
            Step::Password => Ok(ready(&request, finding.as_ref()).into_any()),
            _ if has_pressed => Err(Detour::To(Place::of(&request))),
            _ => Ok(view! { <NoLink/> }.into_any()),
        }
    })
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
    let trail = Words::of(Purpose::Reset).trail(Stage::Proven);
    let follows = what_follows(request);
    view! {
        <Page title="Your link works" failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <p class="lead">"The portal makes a new password for you now and shows it once."</p>
            {follows}
            <p>"Have something at hand to note it with, and see that nobody else looks at your screen."</p>
            <form method="post" action=OpenPasswordLink::PATH>
                <button class="button" type="submit">"Make my new password"</button>
            </form>
        </Page>
    }
}

#[component]
fn NoLink() -> impl IntoView {
    expect_context::<ResponseOptions>().set_status(StatusCode::NOT_FOUND);
    let beginning = Place::Way(Purpose::Reset, Stage::Identify).path();
    view! {
        <Page title="This link does not work">
            <p class="lead">
                "It was used, a newer one took its place, its time is over, or your account changed since."
            </p>
            <p><a class="button" href=beginning>"Start a new reset"</a></p>
            <p class="hint after-form">"If it keeps going wrong, the " <DeskLink/> " can help."</p>
        </Page>
    }
}
