use super::model::{self, Confirmation, RuleState};
use crate::dom;
use latchkey_values::Rule;
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

/// Ticks off the rules of the password while it is typed, and says whether the second one is the
/// same. Reads the rules from the list the server rendered (`data-rule`, `data-value`) and its
/// words from the form (`data-text-met`, `-unmet`, `-summary`, `-same`, `-different`).
#[island]
pub fn PasswordChecklist() -> impl IntoView {
    view! {
        <div use:wake>
            <p class="pair-state" role="status"></p>
            <p class="rules-state visually-hidden" role="status"></p>
        </div>
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a directive takes its element by value"
)]
fn wake(place: Element) {
    let form = dom::around::<HtmlFormElement>(&place, "form");
    let Some(checklist) = form.and_then(|form| Checklist::of(form, &place)) else {
        return;
    };
    let checklist = Rc::new(checklist);
    for input in [&checklist.password, &checklist.again] {
        let list = Rc::clone(&checklist);
        dom::listen(input, "input", move |_| list.judge());
    }
}

struct Checklist {
    form: HtmlFormElement,
    password: HtmlInputElement,
    again: HtmlInputElement,
    rules: Vec<ShownRule>,
    rules_state: Element,
    pair_state: Element,
}

struct ShownRule {
    rule: Rule,
    item: Element,
    state: Element,
}

impl Checklist {
    fn of(form: HtmlFormElement, place: &Element) -> Option<Self> {
        let items: Vec<Element> = dom::all(&form, "[data-rule]");
        Some(Self {
            password: dom::first(&form, "input[name=password]")?,
            again: dom::first(&form, "input[name=confirmation]")?,
            rules: items.into_iter().filter_map(ShownRule::of).collect(),
            rules_state: dom::first(place, ".rules-state")?,
            pair_state: dom::first(place, ".pair-state")?,
            form,
        })
    }

    fn judge(&self) {
        let password = self.password.value();
        let states = self.rules.iter().map(|shown| {
            let state = RuleState::of(&shown.rule, &password);
            shown.show(state, &self.form);
            state
        });
        let states: Vec<_> = states.collect();
        let summary = model::summary(&dom::text(&self.form, "data-text-summary"), &states);
        dom::say(&self.rules_state, &summary);

        let pair = Confirmation::of(&password, &self.again.value());
        dom::mark(&self.pair_state, pair.name());
        dom::say(&self.pair_state, &self.words_for(pair));
    }

    fn words_for(&self, pair: Confirmation) -> String {
        match pair {
            Confirmation::Open => String::new(),
            Confirmation::Same => dom::text(&self.form, "data-text-same"),
            Confirmation::Different => dom::text(&self.form, "data-text-different"),
        }
    }
}

impl ShownRule {
    /// `None` for a rule this bundle does not know: it stays as the server wrote it.
    fn of(item: Element) -> Option<Self> {
        let id = dom::text(&item, "data-rule");
        let rule = Rule::parse(&id, &dom::text(&item, "data-value")).ok()?;
        let state = dom::first(&item, ".rule-state")?;
        Some(Self { rule, item, state })
    }

    fn show(&self, state: RuleState, form: &Element) {
        let words = match state {
            RuleState::Open => String::new(),
            RuleState::Met => dom::text(form, "data-text-met"),
            RuleState::Unmet => dom::text(form, "data-text-unmet"),
        };
        dom::mark(&self.item, state.name());
        dom::say(&self.state, &words);
    }
}
