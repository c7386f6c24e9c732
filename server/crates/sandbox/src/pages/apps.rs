//! `/apps`: the OAuth apps, what a client must know of each, and what can be registered for it.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Pages, render};
use crate::okta::{OAuthApp, OAuthAppChange, SteeringError};

#[derive(Serialize)]
struct View {
    nav: &'static str,
    okta_url: String,
    apps: Vec<Card>,
    notice: Option<String>,
}

#[derive(Serialize)]
struct Card {
    label: String,
    client_id: String,
    client_secret: Option<String>,
    redirect_uris: Vec<String>,
    scopes: String,
    key_ids: Vec<String>,
    requires_dpop: bool,
}

impl From<OAuthApp> for Card {
    fn from(app: OAuthApp) -> Self {
        Self {
            label: app.label,
            client_id: app.client_id,
            client_secret: app.client_secret,
            redirect_uris: app.redirect_uris,
            scopes: app.granted_scopes.join(" "),
            key_ids: app.key_ids,
            requires_dpop: app.requires_dpop,
        }
    }
}

/// Shows the apps.
pub(super) async fn show(
    State(pages): State<Pages>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let apps = pages.org.oauth_apps().into_iter().map(Card::from);
    render::page(
        "apps.html",
        View {
            nav: "apps",
            okta_url: pages.okta_url.clone(),
            apps: apps.collect(),
            notice: query.get("notice").cloned(),
        },
    )
}

/// The form for public keys.
#[derive(Deserialize)]
pub(super) struct Keys {
    /// A JWK or a JWKS as JSON.
    jwks: String,
}

/// Registers public keys.
pub(super) async fn register_keys(
    State(pages): State<Pages>,
    Path(client_id): Path<String>,
    Form(form): Form<Keys>,
) -> Response {
    let json = serde_json::from_str(&form.jwks).unwrap_or_default();
    let registered = pages.org.register_public_key(&client_id, &json);
    back(registered, "The key is registered.")
}

/// The form for a redirect address.
#[derive(Deserialize)]
pub(super) struct RedirectUri {
    redirect_uri: String,
}

/// Lets codes be sent to one more address.
pub(super) async fn add_redirect_uri(
    State(pages): State<Pages>,
    Path(client_id): Path<String>,
    Form(form): Form<RedirectUri>,
) -> Response {
    let wanted = form.redirect_uri.trim();
    if Url::parse(wanted).is_err() {
        let refused = SteeringError::Refused("This is no address.".to_owned());
        return back(Err(refused), "");
    }
    let apps = pages.org.oauth_apps();
    let app = apps.into_iter().find(|app| app.client_id == client_id);
    let Some(mut app) = app else {
        return render::error(StatusCode::NOT_FOUND, "There is no such app.");
    };
    app.redirect_uris.retain(|known| known != wanted);
    app.redirect_uris.push(wanted.to_owned());
    let change = OAuthAppChange {
        redirect_uris: Some(app.redirect_uris),
        ..OAuthAppChange::default()
    };
    let changed = pages.org.change_oauth_app(&client_id, change);
    back(changed, "The address is registered.")
}

fn back(done: Result<(), SteeringError>, words: &str) -> Response {
    let notice = match done {
        Ok(()) => words.to_owned(),
        Err(SteeringError::NoSuchApp(_)) => {
            return render::error(StatusCode::NOT_FOUND, "There is no such app.");
        }
        Err(refused) => refused.to_string(),
    };
    let mut query = Serializer::new(String::new());
    query.append_pair("notice", &notice);
    Redirect::to(&format!("/apps?{}", query.finish())).into_response()
}
