use super::api::ChoosePassword;
use crate::{
    form_state::FormState,
    instead::form::GoOnWith,
    made::steps::{link_step, make_step},
    new_password::{finding::PasswordFinding, form::NewPasswordForm},
    place::Stage,
    visit::page_at,
    words::{Words, not_done},
};
use latchkey_domain::{PasswordSource, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{ErrorSummary, LiveParts, Notice, NoticeKind, Page};
use latchkey_values::{RequestId, UserStatus};
use leptos::{prelude::*, server_fn::ServerFn};

/// Takes the new password, after the proof.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    page_at(Purpose::Reset, Stage::Proven, |request, found| {
        let made = |found: Option<FormState>| found.and_then(FormState::made);
        match request.reset.password {
            PasswordSource::Chosen => {
                view! { <PasswordStep request finding=found.and_then(FormState::password)/> }
                    .into_any()
            }
            PasswordSource::ShownOnce => make_step(&request, made(found).as_ref()).into_any(),
            PasswordSource::MailedLink => link_step(&request, made(found).as_ref()).into_any(),
        }
    })
}

#[component]
fn PasswordStep(request: RequestView, finding: Option<PasswordFinding>) -> impl IntoView {
    let problems = finding
        .as_ref()
        .map_or_else(|| not_done(&request), |finding| finding.problems(&request));
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(&request);
    view! {
        <Page title="Choose a new password" failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {request.status.and_then(account_state)}
            <NewPasswordForm action=ChoosePassword::PATH request finding/>
            {only_unlock}
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// What the account's state means for the reset. `None` when there is nothing to say.
pub(crate) fn account_state(status: UserStatus) -> Option<impl IntoView> {
    let (kind, text) = match status {
        UserStatus::LockedOut => (
            NoticeKind::Locked,
            "Your account is locked. Setting a new password also unlocks it.",
        ),
        UserStatus::PasswordExpired => (
            NoticeKind::Info,
            "Your password has expired. With a new one you can sign in again.",
        ),
        UserStatus::Recovery => (
            NoticeKind::Info,
            "A reset was begun elsewhere. A new password set here completes it.",
        ),
        UserStatus::Provisioned => (
            NoticeKind::Info,
            "Your account has no password yet. The one you choose here is its first.",
        ),
        UserStatus::Active
        | UserStatus::Staged
        | UserStatus::Suspended
        | UserStatus::Deprovisioned
        | UserStatus::Unknown => return None,
    };
    Some(view! { <Notice kind><p>{text}</p></Notice> })
}

/// The way to keep the password, for somebody whose account is only locked.
pub(crate) fn only_unlock_where_it_helps(request: &RequestView) -> Option<impl IntoView + use<>> {
    let helps = request.status == Some(UserStatus::LockedOut) && request.offers.unlock;
    let id = request.id;
    helps.then(|| only_unlock(id))
}

fn only_unlock(request: RequestId) -> impl IntoView {
    view! {
        <section class="aside" aria-labelledby="only-unlock">
            <h2 id="only-unlock">"Do you know your password?"</h2>
            <p>"Then you need no new one: the lock can be lifted alone."</p>
            <GoOnWith request purpose=Purpose::Unlock label="Keep my password and unlock"/>
        </section>
    }
}
