use crate::{context::SignInUrl, place::Place, reset::steps, visit::page_at};
use latchkey_processes::RequestView;
use latchkey_ui::{DeskLink, Icon, IconName, Notice, NoticeKind, Page};
use leptos::prelude::*;

/// Says what was done.
#[component]
pub fn DonePage() -> impl IntoView {
    page_at(Place::Done, |request, _| view! { <Outcome request/> })
}

#[component]
fn Outcome(request: RequestView) -> impl IntoView {
    let SignInUrl(sign_in_url) = use_context().unwrap_or_default();
    let sessions = if request.sessions_revoked {
        "You were signed out everywhere. Sign in with the new password."
    } else if request.revokes_sessions {
        "You are being signed out everywhere; that can take a moment."
    } else {
        "Where you are signed in already, you stay signed in."
    };
    view! {
        <Page title="Your new password is set" trail=steps::DONE>
            <ul class="outcome">
                {request.unlocked.then(|| view! { <Fact text="Your account is unlocked."/> })}
                <Fact text=sessions/>
                <Fact text="A confirmation is on its way to your email addresses."/>
            </ul>
            {sign_in_url.map(|url| view! { <p><a class="button" href=url>"Sign in"</a></p> })}
            <Notice kind=NoticeKind::Warning>
                <p>"Was this not you? Call the " <DeskLink/> " at once."</p>
            </Notice>
        </Page>
    }
}

#[component]
fn Fact(text: &'static str) -> impl IntoView {
    view! { <li><Icon name=IconName::Check/><span>{text}</span></li> }
}
