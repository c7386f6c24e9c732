use super::rule_text;
use latchkey_processes::PolicyNotes;
use latchkey_ui::{Icon, IconName, texts};
use latchkey_values::Rule;
use leptos::prelude::*;

/// The rules of the new password. Those with `data-rule` and `data-value` are ticked off in the
/// browser while the password is typed; the others only the directory can check.
#[component]
pub(super) fn RuleList(
    rules: Vec<Rule>,
    notes: PolicyNotes,
    /// Ids of what the last password broke.
    broken: Vec<String>,
) -> impl IntoView {
    let (words, all) = (&texts().password, texts());
    let is_broken = move |id: &str| broken.iter().any(|broken| broken == id);
    let rules = rules.into_iter().map(|rule| {
        let state = State::of(is_broken(rule.id()), words.not_met(), "");
        view! {
            <li class="rule" data-rule=rule.id() data-value=rule.value() data-state=state.name>
                <RuleLine text=rule_text::wish(&rule, &all.rules) state/>
            </li>
        }
    });
    let rules = rules.collect_view();
    let unchecked = rule_text::notes(notes, all).into_iter().map(|(id, text)| {
        let state = State::of(is_broken(id), words.not_met(), words.on_sending());
        view! { <li class="rule" data-state=state.name><RuleLine text state/></li> }
    });
    view! {
        <ul class="rules" aria-labelledby="rules-title">{rules}{unchecked.collect_view()}</ul>
    }
}

#[component]
fn RuleLine(text: String, state: State) -> impl IntoView {
    view! {
        <span class="rule-mark">
            <Icon name=IconName::Check/>
            <Icon name=IconName::Cross/>
        </span>
        <span>{text}</span>
        <span class="rule-state">{state.text}</span>
    }
}

/// How a rule stands when the page is sent: the name the style sheet knows, and the words.
#[derive(Clone, Copy)]
struct State {
    name: &'static str,
    text: &'static str,
}

impl State {
    fn of(broken: bool, not_met: &'static str, otherwise: &'static str) -> Self {
        if broken {
            Self {
                name: "unmet",
                text: not_met,
            }
        } else {
            Self {
                name: "open",
                text: otherwise,
            }
        }
    }
}
