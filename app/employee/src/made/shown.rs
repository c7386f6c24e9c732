use super::{api::NotedPassword, spelling::spelled};
use crate::{
    browser::Browser,
    context::engine,
    failure::Failure,
    goals::trail,
    new_password::copy::CopySuggestion,
    place::{Place, Stage},
    request_field::RequestField,
};
use axum::Extension;
use http::Method;
use latchkey_domain::{PasswordSource, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{Linked, LiveParts, Notice, NoticeKind, Page, texts};
use latchkey_values::NewPassword;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The made password of a request, the one time it is shown; `None` for everybody else. Whoever only
/// asks whether the page is there does not use that time up.
pub(crate) async fn take(request: &RequestView) -> Result<Option<NewPassword>, Failure> {
    let method: Method = leptos_axum::extract().await?;
    if request.purpose != Purpose::Reset || !request.reset.makes_password() || method != Method::GET
    {
        return Ok(None);
    }
    let Extension(network) = leptos_axum::extract().await?;
    let browser = Browser::of_this_call().await?;
    let link = browser.link().await?;
    let engine = engine();
    let shown = engine.show_password(request.id, link.as_ref(), network);
    Ok(shown.await?)
}

/// Shows a made password.
pub(crate) fn made_password(
    password: &NewPassword,
    request: &RequestView,
) -> impl IntoView + use<> {
    let (words, copy) = (&texts().made, &texts().password);
    let trail = trail(request.purpose, Stage::Done);
    let spelling = spelled(password.expose(), words)
        .map(|(character, words)| {
            view! { <li><code translate="no">{character}</code>" "{words}</li> }
        })
        .collect_view();
    let text = password.expose().to_owned();
    let (id, must_change) = (request.id, request.reset.must_change);
    view! {
        <Page title=words.title() trail>
            <p class="lead">{words.shown_once()}</p>
            <div class="suggestion-line" data-text-copy=copy.copy()
                data-text-copied=copy.copied() data-text-failed=copy.copy_failed()>
                <code class="suggestion-text" translate="no" dir="ltr">{text}</code>
                <CopySuggestion/>
            </div>
            <details class="suggestion">
                <summary>{words.spell()}</summary>
                <ol class="spelling">{spelling}</ol>
            </details>
            {must_change.then(|| view! {
                <Notice kind=NoticeKind::Info>
                    <p>{words.sign_in_once()}</p>
                </Notice>
            })}
            <form method="post" action=NotedPassword::PATH>
                <RequestField id/>
                <button class="button" type="submit">{words.noted()}</button>
            </form>
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// What there is to say about a made password that is not shown (any more). `None` for a chosen one.
pub(crate) fn no_longer_shown(request: &RequestView) -> Option<impl IntoView + use<>> {
    let words = &texts().made;
    let text = match request.reset.password {
        PasswordSource::Chosen => return None,
        PasswordSource::ShownOnce => words.was_shown(),
        PasswordSource::MailedLink => words.was_shown_behind_link(),
    };
    let beginning = Place::Way(Purpose::Reset, Stage::Identify).path();
    (request.purpose == Purpose::Reset).then(|| {
        view! {
            <p>
                {text}" "<Linked text=words.make_another() href=beginning/>
            </p>
        }
    })
}
