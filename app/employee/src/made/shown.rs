use super::{api::NotedPassword, spelling::spelled};
use crate::{
    browser::Browser,
    context::engine,
    failure::Failure,
    new_password::copy::CopySuggestion,
    place::{Place, Stage},
    request_field::RequestField,
    words::Words,
};
use axum::Extension;
use http::Method;
use latchkey_domain::{PasswordSource, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{LiveParts, Notice, NoticeKind, Page};
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
    let link = Browser::of_this_call().await?.link().await?;
    let engine = engine();
    let shown = engine.show_password(request.id, link.as_ref(), network);
    Ok(shown.await?)
}

/// Shows a made password.
pub(crate) fn made_password(
    password: &NewPassword,
    request: &RequestView,
) -> impl IntoView + use<> {
    let trail = Words::of(request.purpose).trail(Stage::Done);
    let spelling = spelled(password.expose())
        .map(|(character, words)| {
            view! { <li><code translate="no">{character}</code>" "{words}</li> }
        })
        .collect_view();
    let text = password.expose().to_owned();
    let (id, must_change) = (request.id, request.reset.must_change);
    view! {
        <Page title="Your new password" trail>
            <p class="lead">
                "It works now. It is shown here once and kept nowhere: note it before you go on."
            </p>
            <div class="suggestion-line" data-text-copy="Copy" data-text-copied="Copied."
                data-text-failed="Your browser does not allow that; select the text instead.">
                <code class="suggestion-text" translate="no">{text}</code>
                <CopySuggestion/>
            </div>
            <details class="suggestion">
                <summary>"Spell it out"</summary>
                <ol class="spelling">{spelling}</ol>
            </details>
            {must_change.then(|| view! {
                <Notice kind=NoticeKind::Info>
                    <p>"Sign in with it once. Okta then asks you to choose a password of your own."</p>
                </Notice>
            })}
            <form method="post" action=NotedPassword::PATH>
                <RequestField id/>
                <button class="button" type="submit">"I have noted it"</button>
            </form>
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// What there is to say about a made password that is not shown (any more). `None` for a chosen one.
pub(crate) fn no_longer_shown(request: &RequestView) -> Option<impl IntoView + use<>> {
    let text = match request.reset.password {
        PasswordSource::Chosen => return None,
        PasswordSource::ShownOnce => "Your new password was shown once and is kept nowhere.",
        PasswordSource::MailedLink => {
            "Your new password was shown once, where the link was opened, and is kept nowhere."
        }
    };
    let beginning = Place::Way(Purpose::Reset, Stage::Identify).path();
    (request.purpose == Purpose::Reset).then(|| {
        view! {
            <p>
                {text}" Did you not see it, or not note it? "
                <a href=beginning>"Start again"</a>
                "; that makes another one."
            </p>
        }
    })
}
