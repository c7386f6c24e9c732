use super::form::StoreForm;
use crate::{
    form_state::{FormState, FoundProblem},
    words::name_of,
};
use latchkey_ui::{Choice, ChoiceField, Field, Input};
use latchkey_values::{Generator, GeneratorStyle};
use leptos::prelude::*;
use serde_json::json;

/// What made passwords are made of, as the form sends it.
pub(super) fn written(style: GeneratorStyle) -> String {
    name_of(&style)
}

/// How passwords are made, as it was entered. What the form does not say is as usual.
pub(super) fn read(form: &StoreForm) -> Result<Generator, FoundProblem> {
    let usual = Generator::default();
    let style = match form.generator.as_str() {
        "" => usual.style,
        name => serde_json::from_value(json!(name))
            .map_err(|_| FoundProblem::of("generator", "Choose what passwords are made of."))?,
    };
    let length = number("made_length", &form.made_length, usual.length)?;
    Ok(Generator { style, length })
}

/// How many earlier passwords are remembered, as it was entered.
pub(super) fn read_history(form: &StoreForm) -> Result<u32, FoundProblem> {
    number("history", &form.history, 0)
}

fn number(field: &'static str, text: &str, usual: u32) -> Result<u32, FoundProblem> {
    match text.trim() {
        "" => Ok(usual),
        text => text
            .parse()
            .map_err(|_| FoundProblem::of(field, "Write a whole number.")),
    }
}

/// How passwords are made, and which of the earlier ones are refused.
#[component]
pub(super) fn GeneratorFields(stored: StoreForm, state: FormState) -> impl IntoView {
    let styles = [
        (GeneratorStyle::Words, "A few random words"),
        (
            GeneratorStyle::Characters,
            "Random letters, digits and symbols",
        ),
    ];
    let styles = styles.map(|(style, label)| Choice::new(written(style), label));
    view! {
        <fieldset>
            <legend>"Passwords that the portal makes"</legend>
            <ChoiceField name="generator" label="What they are made of" choices=styles.to_vec()
                hint="Whatever is chosen, they keep the policy." value=state.value("generator", &stored.generator)
                error=state.problem("generator")/>
            <Field name="made_length" label="Characters of a made password at least" input=Input::Number
                hint="12 to 40" value=state.value("made_length", &stored.made_length)
                error=state.problem("made_length")/>
        </fieldset>
        <fieldset>
            <legend>"Earlier passwords"</legend>
            <Field name="history" label="Earlier passwords that the portal itself refuses" input=Input::Number
                hint="0 to 10, beside what Okta remembers. Only hashes are kept, of passwords set here."
                value=state.value("history", &stored.history) error=state.problem("history")/>
        </fieldset>
    }
}
