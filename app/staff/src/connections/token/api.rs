use super::{PortalUrl, redirect_uri, underway::Underway};
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    configured_object::page_of,
    connections::api::{LIST, SaveConnection},
    failure::Failure,
    form_state::FormState,
};
use latchkey_auth::access::EditConnections;
use latchkey_ui::{FormError, NothingElse, Typed};
use latchkey_values::Alias;
use leptos::{prelude::*, server_fn::ServerFn as _};

const NO_WEB_APP: &str =
    "Only an OAuth web app has a token to get. Choose it as the credential and save first.";

/// Begins to get a token: the next page leads to Okta.
#[server(name = GetToken, prefix = "/do", endpoint = "admin/connections/get-token")]
pub(crate) async fn get_token(
    #[server(default)] alias: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, alias.expose(), true);
    let portal: PortalUrl = use_context().unwrap_or_default();
    answer(&page.clone(), move |caller| {
        begin(caller, alias, portal, page)
    })
    .await
}

async fn begin(
    caller: Caller,
    alias: Typed,
    portal: PortalUrl,
    page: String,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditConnections>()?;
    let alias = alias.expose().parse::<Alias>().ok();
    let (Some(alias), Some(redirect_uri)) = (alias, redirect_uri(&portal)) else {
        return Ok(refused(page));
    };
    let question = caller
        .administration
        .begin_get_token(&granted, &alias, &redirect_uri)
        .await?;
    let Some(question) = question else {
        return Ok(refused(page));
    };
    Underway::new(alias, redirect_uri, &question)
        .keep(&caller)
        .await?;
    Ok(Answer::go_on(format!("{page}/token")))
}

fn refused(page: String) -> Answer {
    Answer::tell(page, FormState::failed(SaveConnection::PATH, NO_WEB_APP))
}
