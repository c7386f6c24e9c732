use super::{
    api::{MakePassword, SendPasswordLink},
    finding::MadeFinding,
};
use crate::{
    context::clock,
    goals::{not_done, trail},
    place::Stage,
    request_field::RequestField,
    reset::password::page::{account_state, only_unlock_where_it_helps},
    time_left::TimeLeft,
    wording::{length_of, minutes_until},
};
use latchkey_processes::{MailedLink, RequestView};
use latchkey_ui::{ErrorSummary, Notice, NoticeKind, Page, Problem, texts};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// What stands above both ways to a made password.
pub(super) fn problems(request: &RequestView, finding: Option<&MadeFinding>) -> Vec<Problem> {
    finding.map_or_else(
        || not_done(request),
        |finding| finding.problems(texts(), request, clock().now()),
    )
}

/// Offers to make a new password and to show it here, after the proof.
#[component]
pub(crate) fn MakeStep(request: RequestView, finding: Option<MadeFinding>) -> impl IntoView {
    let problems = problems(&request, finding.as_ref());
    let words = &texts().made;
    let trail = trail(request.purpose, Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(&request);
    view! {
        <Page title=words.get_one() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {request.status.and_then(account_state)}
            <p class="lead">{words.makes_and_shows()}</p>
            <WhatFollows request=request.clone()/>
            <p>{words.have_at_hand()}</p>
            <form method="post" action=MakePassword::PATH>
                <RequestField id=request.id/>
                <TimeLeft until=request.expires_at/>
                <button class="button" type="submit">{words.make_one()}</button>
            </form>
            {only_unlock}
        </Page>
    }
}

/// Offers to mail a link to a new password, after the proof.
#[component]
pub(crate) fn LinkStep(request: RequestView, finding: Option<MadeFinding>) -> impl IntoView {
    let problems = problems(&request, finding.as_ref());
    let words = &texts().made;
    let trail = trail(request.purpose, Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(&request);
    let (title, label, class) = match request.link {
        None => (words.get_one(), words.mail_link(), "button"),
        Some(_) => (
            words.link_sent(),
            words.mail_another(),
            "button button-secondary",
        ),
    };
    view! {
        <Page title failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {request.link.map(|link| view! { <OnItsWay link/> })}
            {request.status.and_then(account_state)}
            <p class="lead">{words.mails_link()}</p>
            <WhatFollows request=request.clone()/>
            <p>{words.nothing_before()}</p>
            <form method="post" action=SendPasswordLink::PATH>
                <RequestField id=request.id/>
                <button class=class type="submit">{label}</button>
            </form>
            {only_unlock}
        </Page>
    }
}

#[component]
fn OnItsWay(link: MailedLink) -> impl IntoView {
    let words = &texts().made;
    let left = minutes_until(link.expires_at, clock().now());
    let works = left.map(|left| words.works_once(&length_of(&texts().time, left)));
    view! {
        <Notice kind=NoticeKind::Info>
            <p role="status">
                {words.on_its_way()}" "{works}" "{words.may_close()}
            </p>
        </Notice>
    }
}

/// What a made password means for the person.
#[component]
pub(super) fn WhatFollows(request: RequestView) -> impl IntoView {
    let words = &texts().made;
    view! {
        {request.reset.must_change.then(|| view! {
            <p>{words.sign_in_once()}</p>
        })}
        {request.revokes_sessions.then(|| view! {
            <p class="hint">{words.signed_out()}</p>
        })}
    }
}
