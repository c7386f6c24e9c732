use super::{form::ConnectionForm, words::problem};
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    configured_object::{page_of, seen},
    failure::Failure,
    form_state::{FormState, FoundProblem},
};
use latchkey_administration::connections::{ConnectionRemoval, ConnectionSaved, KeyMade};
use latchkey_auth::access::{EditConnections, ViewConnections};
use latchkey_domain::Credential;
use latchkey_ui::{FormError, NothingElse, Typed};
use latchkey_values::Alias;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The page with all of them.
pub(super) const LIST: &str = "/admin/connections";
const CHANGED: &str =
    "Somebody else changed this connection meanwhile. Look at it again before you save.";

/// Creates or changes a connection.
#[server(name = SaveConnection, prefix = "/do", endpoint = "admin/connections/save")]
pub(crate) async fn save_connection(
    #[server(flatten)] form: ConnectionForm,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, &form.alias, !form.version.is_empty());
    answer(&page.clone(), move |caller| save(caller, form, page)).await
}

async fn save(caller: Caller, form: ConnectionForm, page: String) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditConnections>()?;
    let refused = |problems| {
        let state = FormState::refused(SaveConnection::PATH, problems, form.values());
        Ok(Answer::tell(page, state))
    };
    let input = match form.input(key_id(&caller, &form).await?) {
        Ok(input) => input,
        Err(problem) => return refused(vec![problem]),
    };
    match caller
        .administration
        .save_connection(&granted, &input)
        .await?
    {
        ConnectionSaved::Saved { .. } => {
            let state = FormState::done(
                SaveConnection::PATH,
                "Saved. It is in use on every node within seconds.",
            );
            Ok(Answer::tell(format!("{LIST}/{}", input.alias), state))
        }
        ConnectionSaved::Faults(faults) => refused(faults.iter().map(problem).collect()),
        ConnectionSaved::Changed => refused(vec![FoundProblem::general(CHANGED)]),
    }
}

/// The id of the key that the connection has already.
async fn key_id(caller: &Caller, form: &ConnectionForm) -> Result<Option<String>, Failure> {
    let granted = caller.granted::<ViewConnections>()?;
    let Ok(alias) = form.alias.trim().parse() else {
        return Ok(None);
    };
    let known = caller
        .administration
        .view_connection(&granted, &alias)
        .await?;
    Ok(
        known.and_then(|known| match known.connection.definition.credential {
            Credential::OAuthService { key_id, .. } => key_id,
            _ => None,
        }),
    )
}

/// Removes a connection that nothing uses.
#[server(name = RemoveConnection, prefix = "/do", endpoint = "admin/connections/remove")]
pub(crate) async fn remove_connection(
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
    let Some((alias, version)) = seen(&alias, &version) else {
        return Ok(refused(page, CHANGED.to_owned()));
    };
    Ok(
        match caller
            .administration
            .remove_connection(&granted, &alias, version)
            .await?
        {
            ConnectionRemoval::Removed => Answer::tell(
                LIST,
                FormState::done(
                    RemoveConnection::PATH,
                    format!("{alias} is removed, with its secrets."),
                ),
            ),
            ConnectionRemoval::InUse(users) => {
                let users = users
                    .iter()
                    .map(Alias::as_str)
                    .collect::<Vec<_>>()
                    .join(", ");
                refused(
                    page,
                    format!("It is in use by the credential stores {users}; change these first."),
                )
            }
            ConnectionRemoval::Changed => refused(page, CHANGED.to_owned()),
        },
    )
}

/// Makes a new key pair for an OAuth service app.
#[server(name = MakeConnectionKey, prefix = "/do", endpoint = "admin/connections/key")]
pub(crate) async fn make_connection_key(
    #[server(default)] alias: Typed,
    #[server(default)] version: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, alias.expose(), true);
    answer(&page.clone(), move |caller| {
        make_key(caller, alias, version, page)
    })
    .await
}

async fn make_key(
    caller: Caller,
    alias: Typed,
    version: Typed,
    page: String,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditConnections>()?;
    let Some((alias, version)) = seen(&alias, &version) else {
        return Ok(refused(page, CHANGED.to_owned()));
    };
    let made = caller
        .administration
        .generate_connection_key(&granted, &alias, version);
    Ok(match made.await? {
        KeyMade::Made { key_id, .. } => {
            let sentence = format!(
                "Key {key_id} is made. Add its public part, below, to the app in Okta now."
            );
            Answer::tell(page, FormState::done(SaveConnection::PATH, sentence))
        }
        KeyMade::Changed => refused(page, CHANGED.to_owned()),
        KeyMade::NotMade => refused(page, "No key could be made; try again.".to_owned()),
    })
}

fn refused(page: String, sentence: String) -> Answer {
    Answer::tell(page, FormState::failed(SaveConnection::PATH, sentence))
}
