use super::{
    form::{StoreForm, problem},
    result::TestShown,
};
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    configured_object::{page_of, seen},
    failure::Failure,
    form_state::{FormState, FoundProblem},
};
use latchkey_administration::credential_stores::{
    CredentialStoreInput, CredentialStoreRemoval, CredentialStoreSaved, StoreUnderTest,
};
use latchkey_auth::access::EditConnections;
use latchkey_ui::{FormError, NothingElse, Typed};
use latchkey_values::{Alias, Login};
use leptos::{prelude::*, server_fn::ServerFn as _};

const LIST: &str = "/admin/credential-stores";
const CHANGED: &str =
    "Somebody else changed this credential store meanwhile. Look at it again before you save.";

/// Creates or changes a credential store, and tests it.
#[server(name = SaveStore, prefix = "/do", endpoint = "admin/credential-stores/save")]
pub(crate) async fn save_store(
    #[server(flatten)] form: StoreForm,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, &form.alias, !form.version.is_empty());
    answer(&page.clone(), move |caller| save(caller, form, page)).await
}

async fn save(caller: Caller, form: StoreForm, page: String) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditConnections>()?;
    let refused = |problems| {
        Ok(Answer::tell(
            page,
            FormState::refused(SaveStore::PATH, problems, form.values()),
        ))
    };
    let input = match form.input() {
        Ok(input) => input,
        Err(problem) => return refused(vec![problem]),
    };
    let Ok(person) = person(&form) else {
        return refused(vec![FoundProblem::of(
            "person",
            "Write a login, or leave it empty.",
        )]);
    };
    match caller
        .administration
        .save_credential_store(&granted, &input)
        .await?
    {
        CredentialStoreSaved::Saved { .. } => test(&caller, input, person).await,
        CredentialStoreSaved::Faults(faults) => refused(faults.iter().map(problem).collect()),
        CredentialStoreSaved::Changed => refused(vec![FoundProblem::general(CHANGED)]),
    }
}

async fn test(
    caller: &Caller,
    input: CredentialStoreInput,
    person: Option<Login>,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditConnections>()?;
    let page = format!("{LIST}/{}", input.record.alias);
    let under_test = StoreUnderTest {
        record: input.record,
        connection: None,
        person,
    };
    let tested = caller
        .administration
        .test_credential_store(&granted, &under_test)
        .await?;
    let shown = TestShown::of(&tested);
    let state = FormState {
        values: shown.into_values(),
        ..FormState::done(SaveStore::PATH, "Saved, and tested: see below.")
    };
    Ok(Answer::tell(page, state))
}

fn person(form: &StoreForm) -> Result<Option<Login>, ()> {
    match form.person.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| ()),
    }
}

/// Removes a credential store that nothing uses.
#[server(name = RemoveStore, prefix = "/do", endpoint = "admin/credential-stores/remove")]
pub(crate) async fn remove_store(
    #[server(default)] alias: Typed,
    #[server(default)] version: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, alias.expose(), true);
    answer(&page.clone(), move |caller| {
        remove(caller, alias, version, page)
    })
    .await
}

async fn remove(
    caller: Caller,
    alias: Typed,
    version: Typed,
    page: String,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditConnections>()?;
    let refused =
        |sentence: String| Answer::tell(page, FormState::failed(SaveStore::PATH, sentence));
    let Some((alias, version)) = seen(&alias, &version) else {
        return Ok(refused(CHANGED.to_owned()));
    };
    let removed = caller
        .administration
        .remove_credential_store(&granted, &alias, version);
    Ok(match removed.await? {
        CredentialStoreRemoval::Removed => Answer::tell(
            LIST,
            FormState::done(RemoveStore::PATH, format!("{alias} is removed.")),
        ),
        CredentialStoreRemoval::InUse(users) => {
            let users = users
                .iter()
                .map(Alias::as_str)
                .collect::<Vec<_>>()
                .join(", ");
            refused(format!(
                "It is in use by the processes {users}; change these first."
            ))
        }
        CredentialStoreRemoval::Changed => refused(CHANGED.to_owned()),
    })
}
