use super::{
    api::{CheckPersonalData, EnterCaseCode, SendCaseCode},
    words,
};
use crate::form_state::FormState;
use latchkey_domain::Verification;
use latchkey_processes::desk::{AskedVerification, CaseView};
use latchkey_ui::{Badge, Field, Input, Tone};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Names of the fields that take personal data, in the order of the attributes.
const ANSWERS: [&str; 5] = ["answer_1", "answer_2", "answer_3", "answer_4", "answer_5"];

/// What the caller has to pass, one after the other.
#[component]
pub(super) fn VerifyPane(case: CaseView, state: FormState) -> impl IntoView {
    let open = |asked: &&AskedVerification| !asked.is_passed;
    let current = case.verifications.iter().find(open).copied();
    let items = case
        .verifications
        .iter()
        .map(|asked| {
            let (tone, text) = if asked.is_passed {
                (Tone::Good, "Passed")
            } else {
                (Tone::Plain, "Open")
            };
            view! { <li>{words::verification(asked.verification)} " " <Badge tone text/></li> }
        })
        .collect_view();
    let needed = case.needed;
    view! {
        <h3>"Verify who is calling"</h3>
        <p class="hint">{format!("Needed: {needed}")}</p>
        <ul class="desk-flags">{items}</ul>
        {current.map(|asked| match asked.verification {
            Verification::EmailCode => view! { <EmailCode case=case.clone() state/> }.into_any(),
            Verification::PersonalData => view! { <PersonalData case=case.clone()/> }.into_any(),
        })}
    }
}

#[component]
fn EmailCode(case: CaseView, state: FormState) -> impl IntoView {
    let id = case.id.to_string();
    let code = case.code;
    let is_sent = code.is_sent;
    let error = state.problem("code");
    let focused = is_sent && error.is_none();
    let label = if is_sent {
        "Send a new code"
    } else {
        "Send a code by email"
    };
    let class = if is_sent {
        "button button-secondary"
    } else {
        "button"
    };
    view! {
        {is_sent.then(|| view! {
            <form method="post" action=EnterCaseCode::PATH>
                <input type="hidden" name="case" value=id.clone()/>
                <Field name="code" label="The code that the caller reads out" input=Input::OneTimeCode
                    hint=format!("Tries left: {}", code.tries_left) focused error/>
                <button class="button" type="submit">"Check the code"</button>
            </form>
        })}
        {(code.codes_left > 0).then(|| view! {
            <form method="post" action=SendCaseCode::PATH>
                <input type="hidden" name="case" value=id.clone()/>
                <button class=class type="submit" autofocus=!is_sent>{label}</button>
                {(code.resend_in_seconds > 0).then(|| view! {
                    <p class="hint">{format!("{} seconds from now", code.resend_in_seconds)}</p>
                })}
            </form>
        })}
        {(code.codes_left == 0).then(|| view! { <p class="hint">"No more codes can be sent in this case."</p> })}
    }
}

#[component]
fn PersonalData(case: CaseView) -> impl IntoView {
    let id = case.id.to_string();
    let fields = case
        .personal_data
        .into_iter()
        .zip(ANSWERS)
        .enumerate()
        .map(|(place, (attribute, name))| {
            let (label, is_first) = (in_words(&attribute), place == 0);
            view! { <Field name label input=Input::Text focused=is_first error=None/> }
        })
        .collect_view();
    view! {
        <form method="post" action=CheckPersonalData::PATH autocomplete="off">
            <input type="hidden" name="case" value=id/>
            <p class="hint">"Ask, and type what the caller says. You only learn whether all of it matches."</p>
            {fields}
            <button class="button" type="submit">"Compare"</button>
        </form>
    }
}

/// `employeeNumber` becomes `Employee number`.
fn in_words(attribute: &str) -> String {
    let mut words = String::new();
    for (place, letter) in attribute.chars().enumerate() {
        if place == 0 {
            words.extend(letter.to_uppercase());
        } else if letter.is_uppercase() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_asked_for_in_words() {
        assert_eq!(in_words("employeeNumber"), "Employee number");
        assert_eq!(in_words("cost_center"), "Cost center");
    }
}
