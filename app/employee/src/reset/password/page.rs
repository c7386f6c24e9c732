use super::api::ChoosePassword;
use crate::{
    form_state::FormState,
    goals::{not_done, trail},
    instead::form::GoOnWith,
    new_password::{finding::PasswordFinding, form::NewPasswordForm},
    place::Stage,
    visit::page_at,
};
use latchkey_domain::Purpose;
use latchkey_processes::RequestView;
use latchkey_ui::{ErrorSummary, LiveParts, Notice, NoticeKind, Page, texts};
use latchkey_values::{RequestId, UserStatus};
use leptos::{prelude::*, server_fn::ServerFn};

/// Takes the new password, after the proof.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    page_at(Purpose::Reset, Stage::Proven, |request, found| {
        view! { <PasswordStep request finding=found.and_then(FormState::password)/> }
    })
}

#[component]
fn PasswordStep(request: RequestView, finding: Option<PasswordFinding>) -> impl IntoView {
    let problems = finding.as_ref().map_or_else(
        || not_done(&request),
        |finding| finding.problems(texts(), &request),
    );
    let trail = trail(request.purpose, Stage::Proven);
    let id = request.id;
    let may_only_unlock = request.status == Some(UserStatus::LockedOut) && request.offers.unlock;
    view! {
        <Page title=texts().password.title() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            {request.status.and_then(account_state)}
            <NewPasswordForm action=ChoosePassword::PATH request finding/>
            {may_only_unlock.then(|| only_unlock(id))}
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// What the account's state means for the reset. `None` when there is nothing to say.
fn account_state(status: UserStatus) -> Option<impl IntoView> {
    let words = &texts().password;
    let (kind, text) = match status {
        UserStatus::LockedOut => (NoticeKind::Locked, words.locked()),
        UserStatus::PasswordExpired => (NoticeKind::Info, words.expired()),
        UserStatus::Recovery => (NoticeKind::Info, words.recovery()),
        UserStatus::Provisioned => (NoticeKind::Info, words.first()),
        UserStatus::Active
        | UserStatus::Staged
        | UserStatus::Suspended
        | UserStatus::Deprovisioned
        | UserStatus::Unknown => return None,
    };
    Some(view! { <Notice kind><p>{text}</p></Notice> })
}

fn only_unlock(request: RequestId) -> impl IntoView {
    let words = &texts().password;
    view! {
        <section class="aside" aria-labelledby="only-unlock">
            <h2 id="only-unlock">{words.know_it()}</h2>
            <p>{words.know_it_text()}</p>
            <GoOnWith request purpose=Purpose::Unlock label=words.keep_and_unlock()/>
        </section>
    }
}
