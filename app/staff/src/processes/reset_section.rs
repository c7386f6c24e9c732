use super::{
    fields::Shown,
    form::{ProcessForm, number, on},
};
use crate::{form_state::FoundProblem, words::name_of};
use latchkey_domain::{PasswordSource, ResetOptions};
use latchkey_ui::{CheckField, Choice, ChoiceField, Field, Input};
use leptos::prelude::*;
use serde_json::json;

/// Where the password comes from, as the form sends it.
pub(super) fn written(source: PasswordSource) -> String {
    name_of(&source)
}

/// The reset options that were entered. A form that says nothing of them leaves them as usual.
pub(super) fn read(form: &ProcessForm) -> Result<ResetOptions, FoundProblem> {
    let usual = ResetOptions::default();
    let password = match form.password_source.as_str() {
        "" => usual.password,
        name => serde_json::from_value(json!(name)).map_err(|_| {
            FoundProblem::of("password_source", "Choose where the password comes from.")
        })?,
    };
    let minutes = match form.reset_minutes.trim() {
        "" => usual.minutes,
        text => number("reset_minutes", text)?,
    };
    Ok(ResetOptions {
        password,
        must_change: on(&form.must_change),
        minutes,
    })
}

/// How a reset gives the new password.
#[component]
pub(super) fn ResetFields(shown: Shown) -> impl IntoView {
    let sources = [
        (PasswordSource::Chosen, "The person chooses it"),
        (
            PasswordSource::ShownOnce,
            "The portal makes it and shows it once",
        ),
        (
            PasswordSource::MailedLink,
            "The portal makes it behind a link in a mail",
        ),
    ];
    let sources = sources.map(|(source, label)| Choice::new(written(source), label));
    view! {
        <fieldset>
            <legend>"How a reset gives the password"</legend>
            <ChoiceField name="password_source" label="Where the new password comes from"
                choices=sources.to_vec() hint="A made password is never mailed itself."
                value=shown.value("password_source", |form| &form.password_source)
                error=shown.problem("password_source")/>
            <CheckField name="must_change" label="It must be changed at the next sign-in"
                hint="For made passwords. Okta asks for the change."
                checked=shown.checked("must_change", |form| &form.must_change)/>
            {shown.problem("must_change").map(|text| view! { <p class="field-error">{text}</p> })}
            <Field name="reset_minutes" label="Minutes a link works, and a made password waits to be seen"
                input=Input::Number hint="1 to 60"
                value=shown.value("reset_minutes", |form| &form.reset_minutes)
                error=shown.problem("reset_minutes")/>
            <CheckField name="unlocks_with_reset" label="A new password also lifts a lock"
                checked=shown.checked("unlocks_with_reset", |form| &form.unlocks_with_reset)/>
        </fieldset>
    }
}
