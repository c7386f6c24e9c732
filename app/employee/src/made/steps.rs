use super::{
    api::{MakePassword, SendPasswordLink},
    finding::MadeFinding,
};
use crate::{
    context::clock,
    place::Stage,
    request_field::RequestField,
    reset::password::page::{account_state, only_unlock_where_it_helps},
    time_left::TimeLeft,
    wording::{length_of, minutes_until},
    words::{Words, not_done},
};
use latchkey_processes::{MailedLink, RequestView};
use latchkey_ui::{ErrorSummary, Notice, NoticeKind, Page, Problem};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// What stands above both ways to a made password.
pub(super) fn problems(request: &RequestView, finding: Option<&MadeFinding>) -> Vec<Problem> {
    finding.map_or_else(
        || not_done(request),
        |finding| finding.problems(request, clock().now()),
    )
}

/// Offers to make a new password and to show it here, after the proof.
pub(crate) fn make_step(
    request: &RequestView,
    finding: Option<&MadeFinding>,
) -> impl IntoView + use<> {
    let problems = problems(request, finding);
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(request);
    let follows = what_follows(request);
    let (id, status, until) = (request.id, request.status, request.expires_at);
    view! {
        <Page title="Get a new password" failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {status.and_then(account_state)}
            <p class="lead">"The portal makes a new password for you and shows it once."</p>
            {follows}
            <p>"Have something at hand to note it with, and see that nobody else looks at your screen."</p>
            <form method="post" action=MakePassword::PATH>
                <RequestField id/>
                <TimeLeft until/>
                <button class="button" type="submit">"Make a new password"</button>
            </form>
            {only_unlock}
        </Page>
    }
}

/// Offers to mail a link to a new password, after the proof.
pub(crate) fn link_step(
    request: &RequestView,
    finding: Option<&MadeFinding>,
) -> impl IntoView + use<> {
    let problems = problems(request, finding);
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(request);
    let follows = what_follows(request);
    let (id, status, link) = (request.id, request.status, request.link);
    let (title, label, class) = match link {
        None => ("Get a new password", "Mail me the link", "button"),
        Some(_) => (
            "A link is on its way",
            "Mail me another link",
            "button button-secondary",
        ),
    };
    view! {
        <Page title failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {link.map(|link| view! { <OnItsWay link/> })}
            {status.and_then(account_state)}
            <p class="lead">
                "The portal mails you a link. Behind it, it makes a new password and shows it once."
            </p>
            {follows}
            <p>"Nothing changes before you open the link and press the button there."</p>
            <form method="post" action=SendPasswordLink::PATH>
                <RequestField id/>
                <button class=class type="submit">{label}</button>
            </form>
            {only_unlock}
        </Page>
    }
}

#[component]
fn OnItsWay(link: MailedLink) -> impl IntoView {
    let left = minutes_until(link.expires_at, clock().now()).map(length_of);
    let works = left.map(|left| format!(" It works once, for {left}."));
    view! {
        <Notice kind=NoticeKind::Info>
            <p role="status">
                "A link is on its way to the address we have on file for you."{works}
                " You can close this page."
            </p>
        </Notice>
    }
}

/// What a made password means for the person.
pub(super) fn what_follows(request: &RequestView) -> impl IntoView + use<> {
    view! {
        {request.reset.must_change.then(|| view! {
            <p>"You sign in with it once. Okta then asks you to choose a password of your own."</p>
        })}
        {request.revokes_sessions.then(|| view! {
            <p class="hint">"You will be signed out everywhere."</p>
        })}
    }
}
