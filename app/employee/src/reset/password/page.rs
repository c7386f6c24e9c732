use super::api::ChoosePassword;
use crate::{
    form_state::FormState,
    goals::{not_done, trail},
    instead::form::GoOnWith,
    made::steps::{link_step, make_step},
    new_password::{finding::PasswordFinding, form::NewPasswordForm},
    place::Stage,
    visit::page_at,
};
use latchkey_domain::{PasswordSource, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{ErrorSummary, LiveParts, Notice, NoticeKind, Page, texts};
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
    let problems = finding.as_ref().map_or_else(
        || not_done(&request),
        |finding| finding.problems(texts(), &request),
    );
    let trail = trail(request.purpose, Stage::Proven);
    let only_unlock = only_unlock_where_it_helps(&request);
    view! {
        <Page title=texts().password.title() failed=!problems.is_empty() trail>
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

/// The way to keep the password, for somebody whose account is only locked.
pub(crate) fn only_unlock_where_it_helps(request: &RequestView) -> Option<impl IntoView + use<>> {
    let helps = request.status == Some(UserStatus::LockedOut) && request.offers.unlock;
    let id = request.id;
    helps.then(|| only_unlock(id))
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
