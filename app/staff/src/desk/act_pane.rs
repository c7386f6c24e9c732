use super::{api::ActForCaller, words};
use crate::{form_state::FormState, words::name_of};
use latchkey_domain::{Confirmation, ConfirmationAnswer, DeskAction};
use latchkey_processes::desk::CaseView;
use latchkey_ui::{Notice, NoticeKind};
use latchkey_values::UserStatus;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// What the agent can do now, each a form of its own. None has the focus: whoever presses Enter twice
/// acts on nobody.
#[component]
pub(super) fn ActPane(case: CaseView, state: FormState) -> impl IntoView {
    let (id, is_locked) = (case.id.to_string(), case.status == UserStatus::LockedOut);
    let waits_for = case.confirmation.clone();
    let actions = case
        .actions
        .iter()
        .filter(|action| is_locked || **action != DeskAction::Unlock)
        .map(|action| button(&id, *action, waits_for.as_ref()))
        .collect_view();
    let is_quiet = state.problems.is_empty();
    view! {
        <h3 id="act-title" tabindex="-1" autofocus=is_quiet>"What to do"</h3>
        <p class="hint">"The proof allows one of these."</p>
        {waits_for.map(second_agent)}
        <ul class="desk-acts">{actions}</ul>
    }
}

fn button(
    case: &str,
    action: DeskAction,
    confirmation: Option<&Confirmation>,
) -> impl IntoView + use<> {
    let confirmed = confirmation.is_some_and(|one| {
        one.action == action && matches!(one.answer, ConfirmationAnswer::Confirmed { .. })
    });
    let class = if confirmed {
        "button"
    } else {
        "button button-secondary"
    };
    view! {
        <li>
            <form method="post" action=ActForCaller::PATH>
                <input type="hidden" name="case" value=case.to_owned()/>
                <input type="hidden" name="action" value=name_of(&action)/>
                <button class=class type="submit">{words::action(action)}</button>
                <p class="hint">{words::what_action_does(action)}</p>
            </form>
        </li>
    }
}

fn second_agent(confirmation: Confirmation) -> impl IntoView {
    let what = words::action(confirmation.action);
    let (kind, text) = match confirmation.answer {
        ConfirmationAnswer::Waiting => (
            NoticeKind::Info,
            format!("{what}: waits for a second agent. Load this page again to see the answer."),
        ),
        ConfirmationAnswer::Confirmed { by } => (
            NoticeKind::Success,
            format!("{what}: confirmed by {by}. You can do it now."),
        ),
        ConfirmationAnswer::Refused { by } => {
            (NoticeKind::Warning, format!("{what}: refused by {by}."))
        }
    };
    view! { <div role="status"><Notice kind><p>{text}</p></Notice></div> }
}
