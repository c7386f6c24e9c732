use super::{api::ChangePassword, finding::ChangeFinding};
use crate::{
    context::clock,
    form_state::FormState,
    instead::form::GoOnWith,
    new_password::form::NewPasswordForm,
    place::Stage,
    time_left::TimeLeft,
    visit::page_at,
    words::{Words, not_done},
};
use latchkey_domain::{Offers, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{
    DeskLink, ErrorSummary, Field, Input, LiveParts, Notice, NoticeKind, Page, Problem,
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
            |finding| finding.problems(&request, clock().now()),
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
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    let (id, offers) = (request.id, request.offers);
    let error = Problem::first_of(&problems, "current");
    view! {
        <Page title="Current and new password" failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {request.status.and_then(account_state)}
            <NewPasswordForm action=ChangePassword::PATH request finding=finding.new>
                <Field name="current" label="Current password" input=Input::CurrentPassword error/>
            </NewPasswordForm>
            {offers.reset.then(|| without_the_old_one(id))}
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// What the account's state means for the change. `None` when there is nothing to say.
fn account_state(status: UserStatus) -> Option<impl IntoView> {
    let text = match status {
        UserStatus::PasswordExpired => {
            "Your password has expired. Here it still counts as the current one."
        }
        UserStatus::Recovery => {
            "A reset was begun elsewhere. If the current password is not accepted any more, set a \
             new one without it."
        }
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Info><p>{text}</p></Notice> })
}

fn without_the_old_one(request: RequestId) -> impl IntoView {
    view! {
        <section class="aside" aria-labelledby="without-the-old-one">
            <h2 id="without-the-old-one">"Not sure of your current password?"</h2>
            <p>"You have proven who you are, so you do not need it."</p>
            <GoOnWith request purpose=Purpose::Reset label="Set a new password without the old one"/>
        </section>
    }
}

/// Too many wrong current passwords.
#[component]
fn Closed(request: RequestView, problems: Vec<Problem>) -> impl IntoView {
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    view! {
        <Page title="Current and new password" failed=true trail>
            <ErrorSummary problems/>
            <WithoutWaiting request=request.id offers=request.offers/>
            <TimeLeft until=request.expires_at/>
        </Page>
    }
}

#[component]
fn WithoutWaiting(request: RequestId, offers: Offers) -> impl IntoView {
    if offers.reset {
        view! {
            <p>"You need not wait: you have proven who you are, so the old password is not needed."</p>
            <GoOnWith request purpose=Purpose::Reset label="Set a new password without the old one" first=true/>
        }
        .into_any()
    } else {
        view! { <p>"If you cannot wait, the " <DeskLink/> " can help."</p> }.into_any()
    }
}

/// The directory takes no password of a locked account, not even the right one.
#[component]
fn Locked(request: RequestView, problems: Vec<Problem>) -> impl IntoView {
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    view! {
        <Page title="Your account is locked" failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <Notice kind=NoticeKind::Locked>
                <p>"While it is locked, your password cannot be changed, not even by you."</p>
            </Notice>
            <WaysOutOfTheLock request=request.id offers=request.offers/>
            <TimeLeft until=request.expires_at/>
        </Page>
    }
}

#[component]
fn WaysOutOfTheLock(request: RequestId, offers: Offers) -> impl IntoView {
    let unlock = offers.unlock.then(|| {
        view! {
            <p>"Unlock it first, with the password as it is. After that you can change it."</p>
            <GoOnWith request purpose=Purpose::Unlock label="Go on to unlock it" first=true/>
        }
    });
    let reset = offers.reset.then(|| {
        view! {
            <p>"Or do both at once: set a new password without the old one, which also unlocks."</p>
            <GoOnWith request purpose=Purpose::Reset label="Set a new password without the old one"/>
        }
    });
    let neither = !offers.unlock && !offers.reset;
    view! {
        {unlock}
        {reset}
        {neither.then(|| view! { <p>"The " <DeskLink/> " can unlock it."</p> })}
    }
}
