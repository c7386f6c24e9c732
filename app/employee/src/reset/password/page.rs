use super::{
    api::ChoosePassword, checklist::PasswordChecklist, finding::PasswordFinding,
    reveal::RevealPasswords, rule_list::RuleList,
};
use crate::{
    form_state::FormState,
    place::Place,
    reset::{steps, time_left::TimeLeft},
    visit::page_at,
};
use latchkey_processes::RequestView;
use latchkey_ui::{ErrorSummary, LiveParts, Notice, NoticeKind, Page, PasswordPair, Problem};
use latchkey_values::UserStatus;
use leptos::{prelude::*, server_fn::ServerFn};

/// Takes the new password, after the proof.
#[component]
pub fn PasswordPage() -> impl IntoView {
    page_at(Place::Password, |request, found| {
        view! { <PasswordStep request finding=found.and_then(FormState::password)/> }
    })
}

#[component]
fn PasswordStep(request: RequestView, finding: Option<PasswordFinding>) -> impl IntoView {
    let problems = finding
        .as_ref()
        .map(|finding| finding.problems(&request))
        .unwrap_or_default();
    let broken = finding
        .as_ref()
        .map(PasswordFinding::broken_rules)
        .unwrap_or_default();
    let broken = broken.into_iter().map(str::to_owned).collect();
    let password_error = Problem::first_of(&problems, "password");
    let confirmation_error = Problem::first_of(&problems, "confirmation");
    let RequestView {
        login,
        rules,
        notes,
        status,
        revokes_sessions,
        expires_at,
        ..
    } = request;
    view! {
        <Page title="Choose a new password" failed=!problems.is_empty() trail=steps::PASSWORD>
            <ErrorSummary problems/>
            {status.and_then(account_state)}
            <form method="post" action=ChoosePassword::PATH novalidate
                data-text-met="met" data-text-unmet="not met yet"
                data-text-summary="{met} of {all} rules met"
                data-text-same="Both passwords are the same."
                data-text-different="The passwords are not the same."
                data-text-show="Show passwords" data-text-hide="Hide passwords">
                <AccountForPasswordManagers login=login.as_str().to_owned()/>
                <h2 id="rules-title" class="rules-title">"What it needs"</h2>
                <RuleList rules notes broken/>
                <PasswordPair password_error confirmation_error>
                    <RevealPasswords/>
                </PasswordPair>
                <PasswordChecklist/>
                {revokes_sessions.then(signs_out)}
                <TimeLeft until=expires_at/>
                <button class="button" type="submit">"Set new password"</button>
            </form>
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// What the account's state means for the reset. `None` when there is nothing to say.
fn account_state(status: UserStatus) -> Option<impl IntoView> {
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

/// Tells a password manager whose password is being set. It has no name, so it is not sent.
#[component]
fn AccountForPasswordManagers(login: String) -> impl IntoView {
    view! {
        <input class="visually-hidden" type="text" autocomplete="username" value=login readonly
            tabindex="-1" aria-hidden="true"/>
    }
}

fn signs_out() -> impl IntoView {
    view! {
        <p class="hint">
            "You will be signed out everywhere, and sign in again with the new password."
        </p>
    }
}
