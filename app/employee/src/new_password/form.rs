use super::{
    checklist::PasswordChecklist, finding::PasswordFinding, reveal::RevealPasswords,
    rule_list::RuleList, suggestion::Suggestion,
};
use crate::{context::engine, request_field::RequestField, time_left::TimeLeft};
use latchkey_processes::RequestView;
use latchkey_ui::{PasswordPair, Problem};
use leptos::prelude::*;

/// Asks for a new password, with its rules. `children` stand before them.
#[component]
pub(crate) fn NewPasswordForm(
    /// Where it is sent.
    action: &'static str,
    request: RequestView,
    /// What was found in the last one.
    finding: Option<PasswordFinding>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (problems, broken) = match finding {
        Some(finding) => (finding.problems(&request), finding.broken_rules()),
        None => Default::default(),
    };
    let suggestion = engine().suggest_password(&request.rules);
    let RequestView {
        id,
        login,
        rules,
        notes,
        revokes_sessions,
        expires_at,
        ..
    } = request;
    view! {
        <form method="post" action=action novalidate
            data-text-met="met" data-text-unmet="not met yet"
            data-text-summary="{met} of {all} rules met"
            data-text-same="Both passwords are the same."
            data-text-different="The passwords are not the same."
            data-text-show="Show passwords" data-text-hide="Hide passwords">
            <RequestField id/>
            <AccountForPasswordManagers login=login.as_str().to_owned()/>
            {children.map(|children| children())}
            <h2 id="rules-title" class="rules-title">"What the new password needs"</h2>
            <RuleList rules notes broken/>
            {suggestion.map(|phrase| view! { <Suggestion phrase/> })}
            <PasswordPair password_error=Problem::first_of(&problems, "password")
                confirmation_error=Problem::first_of(&problems, "confirmation")>
                <RevealPasswords/>
            </PasswordPair>
            <PasswordChecklist/>
            {revokes_sessions.then(signs_out)}
            <TimeLeft until=expires_at/>
            <button class="button" type="submit">"Set new password"</button>
        </form>
    }
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
