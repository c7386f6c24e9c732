use super::{api::ChangePassword, finding::ChangeFinding};
use crate::{
    context::clock,
    form_state::FormState,
    goals::{not_done, trail},
    instead::form::GoOnWith,
    new_password::form::NewPasswordForm,
    place::Stage,
    time_left::TimeLeft,
    visit::page_at,
};
use latchkey_domain::{Offers, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{
    DeskSentence, ErrorSummary, Field, Input, LiveParts, Notice, NoticeKind, Page, Problem, texts,
};
use latchkey_values::{RequestId, UserStatus};
use leptos::{prelude::*, server_fn::ServerFn};

/// Takes the current password and the new one, after the proof.
#[component]
pub fn ChangePasswordPage() -> impl IntoView {
    page_at(Purpose::Change, Stage::Proven, |request, found| {
        let finding = found.and_then(FormState::change);
        let problems = finding.as_ref().map_or_else(
            || not_done(&request),
            |finding| finding.problems(texts(), &request, clock().now()),
        );
        let finding = finding.unwrap_or_default();
        if request.status == Some(UserStatus::LockedOut) {
            view! { <Locked request problems/> }.into_any()
        } else if finding.is_closed(clock().now()) {
            view! { <Closed request problems/> }.into_any()
        } else {
            view! { <BothPasswords request finding problems/> }.into_any()
        }
    })
}

#[component]
fn BothPasswords(
    request: RequestView,
    finding: ChangeFinding,
    problems: Vec<Problem>,
) -> impl IntoView {
    let trail = trail(request.purpose, Stage::Proven);
    let words = &texts().current;
    let (id, offers) = (request.id, request.offers);
    let error = Problem::first_of(&problems, "current");
    view! {
        <Page title=words.title() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {request.status.and_then(account_state)}
            <NewPasswordForm action=ChangePassword::PATH request finding=finding.new>
                <Field name="current" label=words.label() input=Input::CurrentPassword error/>
            </NewPasswordForm>
            {offers.reset.then(|| without_the_old_one(id))}
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// What the account's state means for the change. `None` when there is nothing to say.
fn account_state(status: UserStatus) -> Option<impl IntoView> {
    let words = &texts().current;
    let text = match status {
        UserStatus::PasswordExpired => words.expired(),
        UserStatus::Recovery => words.recovery(),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Info><p>{text}</p></Notice> })
}

fn without_the_old_one(request: RequestId) -> impl IntoView {
    let words = &texts().current;
    view! {
        <section class="aside" aria-labelledby="without-the-old-one">
            <h2 id="without-the-old-one">{words.unsure()}</h2>
            <p>{words.unsure_text()}</p>
            <GoOnWith request purpose=Purpose::Reset label=words.without_old()/>
        </section>
    }
}

/// Too many wrong current passwords.
#[component]
fn Closed(request: RequestView, problems: Vec<Problem>) -> impl IntoView {
    let trail = trail(request.purpose, Stage::Proven);
    view! {
        <Page title=texts().current.title() failed=true trail>
            <ErrorSummary problems/>
            <WithoutWaiting request=request.id offers=request.offers/>
            <TimeLeft until=request.expires_at/>
        </Page>
    }
}

#[component]
fn WithoutWaiting(request: RequestId, offers: Offers) -> impl IntoView {
    let words = &texts().current;
    if offers.reset {
        view! {
            <p>{words.need_not_wait()}</p>
            <GoOnWith request purpose=Purpose::Reset label=words.without_old() first=true/>
        }
        .into_any()
    } else {
        view! { <p><DeskSentence text=words.cannot_wait()/></p> }.into_any()
    }
}

/// The directory takes no password of a locked account, not even the right one.
#[component]
fn Locked(request: RequestView, problems: Vec<Problem>) -> impl IntoView {
    let trail = trail(request.purpose, Stage::Proven);
    view! {
        <Page title=texts().lock.locked() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <Notice kind=NoticeKind::Locked>
                <p>{texts().current.locked()}</p>
            </Notice>
            <WaysOutOfTheLock request=request.id offers=request.offers/>
            <TimeLeft until=request.expires_at/>
        </Page>
    }
}

#[component]
fn WaysOutOfTheLock(request: RequestId, offers: Offers) -> impl IntoView {
    let words = &texts().current;
    let unlock = offers.unlock.then(|| {
        view! {
            <p>{words.unlock_first()}</p>
            <GoOnWith request purpose=Purpose::Unlock label=words.go_on_unlock() first=true/>
        }
    });
    let reset = offers.reset.then(|| {
        view! {
            <p>{words.both_at_once()}</p>
            <GoOnWith request purpose=Purpose::Reset label=words.without_old()/>
        }
    });
    let neither = !offers.unlock && !offers.reset;
    view! {
        {unlock}
        {reset}
        {neither.then(|| view! { <p><DeskSentence text=words.desk_unlocks()/></p> })}
    }
}
