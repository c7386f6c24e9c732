use crate::{
    context::SignInUrl,
    made::shown::{made_password, no_longer_shown, take},
    place::Stage,
    visit::{page, request_at},
    words::Words,
};
use latchkey_domain::Purpose;
use latchkey_processes::RequestView;
use latchkey_ui::{DeskLink, Icon, IconName, Notice, NoticeKind, Page};
use leptos::prelude::*;

/// Says what was done. A password that the portal made stands here the first time.
#[component]
pub fn DonePage(purpose: Purpose) -> impl IntoView {
    page(async move {
        let (request, _) = request_at(purpose, Stage::Done).await?;
        Ok(match take(&request).await? {
            Some(password) => made_password(&password, &request).into_any(),
            None => view! { <Outcome request/> }.into_any(),
        })
    })
}

#[component]
fn Outcome(request: RequestView) -> impl IntoView {
    let SignInUrl(sign_in_url) = use_context().unwrap_or_default();
    let words = Words::of(request.purpose);
    let is_unlock = request.purpose == Purpose::Unlock;
    let is_also_unlocked = request.unlocked && !is_unlock;
    let next = if is_unlock {
        "Your password is still the same. Sign in with it."
    } else {
        sessions(&request)
    };
    let made = no_longer_shown(&request);
    view! {
        <Page title=words.done trail=words.trail(Stage::Done)>
            <ul class="outcome">
                {is_also_unlocked.then(|| view! { <Fact text="Your account is unlocked."/> })}
                <Fact text=next/>
                <Fact text="A confirmation is on its way to your email addresses."/>
            </ul>
            {made}
            {request.redirect_url.or(sign_in_url).map(|url| view! { <p><a class="button" href=url>"Sign in"</a></p> })}
            <Notice kind=NoticeKind::Warning>
                <p>"Was this not you? Call the " <DeskLink/> " at once."</p>
            </Notice>
        </Page>
    }
}

/// What a new password meant for the places where the person was signed in.
fn sessions(request: &RequestView) -> &'static str {
    if request.sessions_revoked {
        "You were signed out everywhere. Sign in with the new password."
    } else if request.revokes_sessions {
        "You are being signed out everywhere; that can take a moment."
    } else {
        "Where you are signed in already, you stay signed in."
    }
}

#[component]
fn Fact(text: &'static str) -> impl IntoView {
    view! { <li><Icon name=IconName::Check/><span>{text}</span></li> }
}
