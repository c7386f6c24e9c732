use super::{
    checklist::PasswordChecklist, finding::PasswordFinding, reveal::RevealPasswords,
    rule_list::RuleList, suggestion::Suggestion,
};
use crate::{context::engine, request_field::RequestField, time_left::TimeLeft};
use latchkey_processes::RequestView;
use latchkey_ui::{PasswordPair, Problem, texts};
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
        Some(finding) => (finding.problems(texts(), &request), finding.broken_rules()),
        None => Default::default(),
    };
    let words = &texts().password;
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
            data-text-met=words.met() data-text-unmet=words.unmet()
            data-text-summary=words.summary("{met}", "{all}")
            data-text-same=words.same() data-text-different=words.different()
            data-text-show=words.show() data-text-hide=words.hide()>
            <RequestField id/>
            <AccountForPasswordManagers login=login.as_str().to_owned()/>
            {children.map(|children| children())}
            <h2 id="rules-title" class="rules-title">{words.rules()}</h2>
            <RuleList rules notes broken/>
            {suggestion.map(|phrase| view! { <Suggestion phrase/> })}
            <PasswordPair password_error=Problem::first_of(&problems, "password")
                confirmation_error=Problem::first_of(&problems, "confirmation")>
                <RevealPasswords/>
            </PasswordPair>
            <PasswordChecklist/>
            {revokes_sessions.then(signs_out)}
            <TimeLeft until=expires_at/>
            <button class="button" type="submit">{words.set()}</button>
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
        <p class="hint">{texts().password.signs_out()}</p>
    }
}
