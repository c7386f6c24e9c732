use super::{
    api::{RemoveStore, SaveStore},
    form::{FIELDS, StoreForm},
    generator_section::GeneratorFields,
    result::{TestLines, TestShown},
};
use crate::{
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    page::{StaffPage, found, not_found, page},
};
use latchkey_auth::access::{EditConnections, ViewConnections};
use latchkey_domain::CredentialStoreRecord;
use latchkey_ui::{CheckField, Choice, ChoiceField, Fact, Facts, Field, Input, LinesField};
use latchkey_values::Generator;
use leptos::{prelude::*, server_fn::ServerFn as _};

const ABOVE: (&str, &str) = ("Credential stores", "/admin/credential-stores");

/// A new credential store.
#[component]
pub fn NewStorePage() -> impl IntoView {
    page(|caller| async move {
        caller.granted::<EditConnections>()?;
        let state = caller.form_state(SaveStore::PATH).await?;
        let connections = connections(&caller).await?;
        let stored = StoreForm {
            login: "on".to_owned(),
            short_name: "on".to_owned(),
            email: "on".to_owned(),
            length: "0".to_owned(),
            made_length: Generator::default().length.to_string(),
            history: "0".to_owned(),
            ..StoreForm::default()
        };
        Ok(view! {
            <StaffPage title="Add a credential store" above=ABOVE failed=state.is_refused()>
                {found(&state, FIELDS)}
                <EditForm stored state connections is_new=true/>
            </StaffPage>
        })
    })
}

/// One credential store: what is configured, the form to change it, and what the last test found.
#[component]
pub fn StorePage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewConnections>()?;
        let Ok(alias) = caller.last_of_path().parse() else {
            return Ok(not_found("credential store"));
        };
        let Some(view) = caller
            .administration
            .view_credential_store(&granted, &alias)
            .await?
        else {
            return Ok(not_found("credential store"));
        };
        let state = caller.form_state(SaveStore::PATH).await?;
        let test = TestShown::from_values(&state.values);
        let connections = connections(&caller).await?;
        let stored = StoreForm::of(&view.store.definition, view.store.version);
        let users = view
            .used_by
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let (title, done) = (view.store.definition.name.clone(), state.done.clone());
        let may_edit = caller.member.may::<EditConnections>();
        Ok(view! {
            <StaffPage title above=ABOVE done failed=state.is_refused()>
                {found(&state, FIELDS)}
                {test.map(|test| view! { <TestLines test/> })}
                <StoreFacts record=view.store.definition users/>
                {may_edit.then(|| view! {
                    <h2>"Change it"</h2>
                    <EditForm stored=stored.clone() state connections is_new=false/>
                    <h2>"Remove it"</h2>
                    <Removal alias=stored.alias version=stored.version/>
                })}
            </StaffPage>
        }
        .into_any())
    })
}

async fn connections(caller: &Caller) -> Result<Vec<Choice>, Failure> {
    let granted = caller.granted::<ViewConnections>()?;
    let listed = caller.administration.list_connections(&granted).await?;
    let named = listed.into_iter().map(|view| {
        let connection = view.connection.definition;
        let label = format!("{} ({})", connection.name, connection.alias);
        Choice::new(connection.alias.to_string(), label)
    });
    Ok([Choice::new("", "None yet")]
        .into_iter()
        .chain(named)
        .collect())
}

#[component]
fn StoreFacts(record: CredentialStoreRecord, users: String) -> impl IntoView {
    let users = if users.is_empty() {
        "nothing yet".to_owned()
    } else {
        users
    };
    view! {
        <Facts>
            <Fact name="Alias"><code class="code">{record.alias.to_string()}</code></Fact>
            <Fact name="Operations">"Reset, Change, Unlock, Lock State, Connection Test"</Fact>
            <Fact name="Used by">{users}</Fact>
        </Facts>
    }
}

#[component]
fn EditForm(
    stored: StoreForm,
    state: FormState,
    connections: Vec<Choice>,
    is_new: bool,
) -> impl IntoView {
    let alias = if is_new {
        view! {
            <Field name="alias" label="Alias" input=Input::Text value=state.value("alias", &stored.alias)
                hint="What processes call it. It never changes." error=state.problem("alias")/>
        }
        .into_any()
    } else {
        view! {
            <input type="hidden" name="alias" value=stored.alias.clone()/>
            <input type="hidden" name="version" value=stored.version.clone()/>
        }
        .into_any()
    };
    view! {
        <form class="form-card" method="post" action=SaveStore::PATH>
            {alias}
            <Field name="name" label="Name" input=Input::Text value=state.value("name", &stored.name)
                error=state.problem("name")/>
            <ChoiceField name="connection" label="Connection" choices=connections
                value=state.value("connection", &stored.connection)
                error=state.problem("connection")/>
            <LookUpFields stored=stored.clone() state=state.clone()/>
            <PolicyFields stored=stored.clone() state=state.clone()/>
            <GeneratorFields stored=stored.clone() state=state.clone()/>
            <Field name="person" label="Whose account to read in the test" input=Input::Text optional=true
                hint="A login. Without one the test reads anybody." error=state.problem("person")/>
            <button class="button" type="submit">"Save and test"</button>
        </form>
    }
}

#[component]
fn LookUpFields(stored: StoreForm, state: FormState) -> impl IntoView {
    let ticked = |name: &str, stored: &str| state.checked(name, !stored.is_empty());
    view! {
        <fieldset>
            <legend>"How people are found"</legend>
            {state.problem("login").map(|text| view! { <p class="field-error">{text}</p> })}
            <CheckField name="login" label="By the whole login" checked=ticked("login", &stored.login)/>
            <CheckField name="short_name" label="By the login's part before the @"
                checked=ticked("short_name", &stored.short_name)/>
            <LinesField name="domains" label="Domains a short name may belong to" lines=2
                value=state.value("domains", &stored.domains)
                hint="One a line; empty for any, when only one person has that name."
                error=state.problem("domains")/>
            <CheckField name="email" label="By the primary email address"
                checked=ticked("email", &stored.email)/>
            <Field name="attribute" label="By a profile attribute" input=Input::Text optional=true
                value=state.value("attribute", &stored.attribute) hint="Such as employeeNumber."
                error=state.problem("attribute")/>
        </fieldset>
    }
}

#[component]
fn PolicyFields(stored: StoreForm, state: FormState) -> impl IntoView {
    let ticked = |name: &str, stored: &str| state.checked(name, !stored.is_empty());
    view! {
        <fieldset>
            <legend>"What a new password has to keep, on top of Okta's policy"</legend>
            <Field name="length" label="Characters at least" input=Input::Number optional=true
                value=state.value("length", &stored.length) hint="0 leaves it to Okta."
                error=state.problem("length")/>
            <CheckField name="lowercase" label="A lower-case letter" checked=ticked("lowercase", &stored.lowercase)/>
            <CheckField name="uppercase" label="An upper-case letter" checked=ticked("uppercase", &stored.uppercase)/>
            <CheckField name="number" label="A digit" checked=ticked("number", &stored.number)/>
            <CheckField name="symbol" label="A symbol" checked=ticked("symbol", &stored.symbol)/>
            <CheckField name="excludes_names" label="No part of the person's names"
                checked=ticked("excludes_names", &stored.excludes_names)/>
        </fieldset>
    }
}

#[component]
fn Removal(alias: String, version: String) -> impl IntoView {
    view! {
        <form method="post" action=RemoveStore::PATH>
            <input type="hidden" name="alias" value=alias/>
            <input type="hidden" name="version" value=version/>
            <p>"A credential store in use is not removed."</p>
            <button class="button button-secondary" type="submit">"Remove this credential store"</button>
        </form>
    }
}
