use super::{
    audience::{ATTRIBUTES, EVERYBODY, GROUPS},
    form::ProcessForm,
};
use crate::form_state::FormState;
use latchkey_ui::{CheckField, Choice, ChoiceField, Field, Input, LinesField};
use leptos::prelude::*;

/// What a form shows: what is stored, or what was typed when that was refused.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) stored: ProcessForm,
    pub(super) state: FormState,
}

impl Shown {
    pub(super) fn value(&self, field: &str, stored: impl Fn(&ProcessForm) -> &String) -> String {
        self.state.value(field, stored(&self.stored))
    }

    pub(super) fn checked(&self, field: &str, stored: impl Fn(&ProcessForm) -> &String) -> bool {
        self.state.checked(field, !stored(&self.stored).is_empty())
    }

    pub(super) fn problem(&self, field: &str) -> Option<String> {
        self.state.problem(field)
    }
}

#[component]
pub(super) fn DetailFields(shown: Shown, stores: Vec<Choice>) -> impl IntoView {
    let kinds = vec![
        Choice::new("self-service", "Self-service: the person, in a browser"),
        Choice::new("service-desk", "Service desk: an agent, for a caller"),
    ];
    view! {
        <fieldset>
            <legend>"Details"</legend>
            <Field name="name" label="Name" input=Input::Text value=shown.value("name", |form| &form.name)
                error=shown.problem("name")/>
            <LinesField name="description" label="What it is for" lines=2
                value=shown.value("description", |form| &form.description) error=None/>
            <LinesField name="owners" label="Who answers for it" lines=2 hint="Email addresses, one a line."
                value=shown.value("owners", |form| &form.owners) error=shown.problem("owners")/>
            <ChoiceField name="credential_store" label="Credential store" choices=stores
                value=shown.value("credential_store", |form| &form.credential_store)
                error=shown.problem("credential_store")/>
            <ChoiceField name="kind" label="Who runs it" choices=kinds
                value=shown.value("kind", |form| &form.kind) error=shown.problem("kind")/>
            <CheckField name="active" label="Active" checked=shown.checked("active", |form| &form.active)
                hint="What keeps it from being active is said when you save."/>
        </fieldset>
        <fieldset>
            <legend>"What it offers"</legend>
            {shown.problem("reset").map(|text| view! { <p class="field-error">{text}</p> })}
            <CheckField name="reset" label="Reset a forgotten password"
                checked=shown.checked("reset", |form| &form.reset)/>
            <CheckField name="unlock" label="Unlock an account, and leave the password"
                checked=shown.checked("unlock", |form| &form.unlock)/>
            <CheckField name="change" label="Change a password that is known"
                checked=shown.checked("change", |form| &form.change)/>
        </fieldset>
    }
}

#[component]
pub(super) fn AudienceFields(shown: Shown) -> impl IntoView {
    let ways = vec![
        Choice::new(EVERYBODY, "Everybody"),
        Choice::new(GROUPS, "Members of Okta groups"),
        Choice::new(ATTRIBUTES, "People whose profile meets conditions"),
    ];
    view! {
        <fieldset>
            <legend>"Who it is for"</legend>
            <ChoiceField name="audience" label="Whom it serves" choices=ways
                value=shown.value("audience", |form| &form.audience) error=shown.problem("audience")/>
            <LinesField name="groups" label="Okta groups" lines=2 hint="Names, one a line; one of them is enough."
                value=shown.value("groups", |form| &form.groups) error=shown.problem("groups")/>
            <LinesField name="conditions" label="Conditions" lines=2
                hint="One a line, all must be met: department is Finance. Also is-not, starts-with, ends-with, contains."
                value=shown.value("conditions", |form| &form.conditions) error=shown.problem("conditions")/>
            <LinesField name="excluded_groups" label="Groups it never serves" lines=2 hint="Names, one a line."
                value=shown.value("excluded_groups", |form| &form.excluded_groups)
                error=shown.problem("excluded_groups")/>
            <CheckField name="serves_administrators" label="Serve people with an admin role in Okta"
                checked=shown.checked("serves_administrators", |form| &form.serves_administrators)/>
        </fieldset>
    }
}

#[component]
pub(super) fn ProofFields(shown: Shown) -> impl IntoView {
    let number =
        |name, label: &'static str, hint: &'static str, stored: fn(&ProcessForm) -> &String| {
            let (value, error) = (shown.value(name, stored), shown.problem(name));
            view! { <Field name label input=Input::Number hint value error/> }
        };
    view! {
        <fieldset>
            <legend>"Verification: a code by email"</legend>
            <CheckField name="code_to_primary" label="Always to the primary address"
                hint="Otherwise to the recovery address when there is one."
                checked=shown.checked("code_to_primary", |form| &form.code_to_primary)/>
            {number("code_minutes", "Minutes a code is valid", "1 to 10", |form| &form.code_minutes)}
            {number("code_attempts", "Tries for a code", "1 to 5", |form| &form.code_attempts)}
            {number("code_sends", "Codes for a request", "1 to 5", |form| &form.code_sends)}
            {number("request_minutes", "Minutes for the whole request", "5 to 60", |form| &form.request_minutes)}
        </fieldset>
    }
}

#[component]
pub(super) fn EffectFields(shown: Shown) -> impl IntoView {
    let limit = |name, label: &'static str, stored: fn(&ProcessForm) -> &String| {
        let (value, error) = (shown.value(name, stored), shown.problem(name));
        view! { <Field name label input=Input::Number optional=true value error/> }
    };
    view! {
        <fieldset>
            <legend>"Password and afterwards"</legend>
            <CheckField name="enforces_history" label="Okta enforces history and minimum age"
                checked=shown.checked("enforces_history", |form| &form.enforces_history)/>
            <CheckField name="revokes_sessions" label="A new password signs the person out everywhere"
                checked=shown.checked("revokes_sessions", |form| &form.revokes_sessions)/>
            <Field name="redirect_url" label="Where the last page leads" input=Input::Address optional=true
                hint="Empty leads to the portal's sign-in address."
                value=shown.value("redirect_url", |form| &form.redirect_url)
                error=shown.problem("redirect_url")/>
        </fieldset>
        <fieldset>
            <legend>"Limits for an hour, stricter than the portal's"</legend>
            <CheckField name="proof_of_work" label="Browsers work for a start once traffic looks automatic"
                checked=shown.checked("proof_of_work", |form| &form.proof_of_work)/>
            {limit("starts_per_account_and_network", "Starts for an account in a network",
                |form| &form.starts_per_account_and_network)}
            {limit("starts_per_network", "Starts for a network", |form| &form.starts_per_network)}
            {limit("starts_per_account", "Starts for an account", |form| &form.starts_per_account)}
            {limit("starts", "Starts of everybody", |form| &form.starts)}
        </fieldset>
    }
}
