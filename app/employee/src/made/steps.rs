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
pub(crate) fn make_step(
    request: &RequestView,
    finding: Option<&MadeFinding>,
) -> impl IntoView + use<> {
    let problems = problems(request, finding);
    let (id, until) = (request.id, request.expires_at);
    let state = request.status.and_then(account_state);
    let follows = what_follows(request);
    let words = &texts().made;
    let trail = trail(request.purpose, Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(request);
    view! {
        <Page title=words.get_one() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {state}
            <p class="lead">{words.makes_and_shows()}</p>
            {follows}
            <p>{words.have_at_hand()}</p>
            <form method="post" action=MakePassword::PATH>
                <RequestField id/>
                <TimeLeft until/>
                <button class="button" type="submit">{words.make_one()}</button>
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
    let id = request.id;
    let on_its_way = request.link.map(on_its_way);
    let state = request.status.and_then(account_state);
    let follows = what_follows(request);
    let words = &texts().made;
    let trail = trail(request.purpose, Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(request);
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
            {on_its_way}
            {state}
            <p class="lead">{words.mails_link()}</p>
            {follows}
            <p>{words.nothing_before()}</p>
            <form method="post" action=SendPasswordLink::PATH>
                <RequestField id/>
                <button class=class type="submit">{label}</button>
            </form>
            {only_unlock}
        </Page>
    }
}

fn on_its_way(link: MailedLink) -> impl IntoView {
    let words = &texts().made;
    let left = minutes_until(link.expires_at, clock().now());
    let how_long = left.map(|left| words.works_once(&length_of(&texts().time, left)));
    view! {
        <Notice kind=NoticeKind::Info>
            <p role="status">
                {words.on_its_way()}" "{how_long}" "{words.may_close()}
            </p>
        </Notice>
    }
}

/// What a made password means for the person.
pub(super) fn what_follows(request: &RequestView) -> impl IntoView + use<> {
    let words = &texts().made;
    let (must_change, signs_out) = (request.reset.must_change, request.revokes_sessions);
    view! {
        {must_change.then(|| view! {
            <p>{words.sign_in_once()}</p>
        })}
        {signs_out.then(|| view! {
            <p class="hint">{words.signed_out()}</p>
        })}
    }
}
