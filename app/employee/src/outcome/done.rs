use crate::{
    context::SignInUrl,
    goals::{goal, trail},
    made::shown::{made_password, no_longer_shown, take},
    own_words::own_words,
    place::Stage,
    visit::{page, request_at},
};
use latchkey_domain::{MessageKind, Purpose};
use latchkey_processes::RequestView;
use latchkey_text::Outcome as Words;
use latchkey_ui::{DeskSentence, Icon, IconName, Notice, NoticeKind, Page, texts};
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
    let words = &texts().outcome;
    let done = goal(texts(), request.purpose).done();
    let is_unlock = request.purpose == Purpose::Unlock;
    let is_also_unlocked = request.unlocked && !is_unlock;
    let next = if is_unlock {
        words.same_password()
    } else {
        sessions(&request, words)
    };
    let made = no_longer_shown(&request);
    view! {
        <Page title=done trail=trail(request.purpose, Stage::Done)>
            <ul class="outcome">
                {is_also_unlocked.then(|| view! { <Fact text=words.also_unlocked()/> })}
                <Fact text=next/>
                <Fact text=words.confirmation()/>
            </ul>
            {made}
            {own_words(&request.messages, MessageKind::Success)}
            {request.redirect_url.or(sign_in_url).map(|url| view! { <p><a class="button" href=url>{words.sign_in()}</a></p> })}
            <Notice kind=NoticeKind::Warning>
                <p><DeskSentence text=words.not_you()/></p>
            </Notice>
        </Page>
    }
}

/// What a new password meant for the places where the person was signed in.
fn sessions(request: &RequestView, words: &Words) -> &'static str {
    if request.sessions_revoked {
        words.signed_out()
    } else if request.revokes_sessions {
        words.being_signed_out()
    } else {
        words.stay_signed_in()
    }
}

#[component]
fn Fact(text: &'static str) -> impl IntoView {
    view! { <li><Icon name=IconName::Check/><span>{text}</span></li> }
}
