//! The OAuth apps of the beginning. Their secrets are examples, good for nothing but this sandbox.

use std::collections::BTreeSet;

use crate::okta::oauth::apps::{App, Authentication, Grant, Kind};
use crate::okta::oauth::steering::SeededApp;
use crate::okta::roles::Role;
use crate::okta::state::State;

const SIGN_IN_SECRET: &str = "7kQ2vYw0mLrT5sXb9NcJ4hGd1ZpF8uEa3oRi6KtV_sandbox_sign_in";
const API_ACCESS_SECRET: &str = "Hx3PzB6nWq9DfKs1MvLc8TyJ5gRe0UaO2iNt7YkZ_sandbox_api_access";

/// What the portal's service app may ask for at the beginning.
const SERVICE_SCOPES: [&str; 6] = [
    "okta.users.read",
    "okta.users.manage",
    "okta.groups.read",
    "okta.policies.read",
    "okta.roles.read",
    "okta.logs.read",
];

/// The roles of the service administrator who owns the API token.
const SERVICE_ROLES: [Role; 3] = [Role::User, Role::HelpDesk, Role::ReadOnly];

/// The name of an app.
pub(crate) fn label(app: SeededApp) -> &'static str {
    match app {
        SeededApp::SignIn => "Latchkey",
        SeededApp::Service => "Latchkey service",
        SeededApp::DpopService => "Latchkey service with DPoP",
        SeededApp::ApiAccess => "Latchkey API access",
        SeededApp::Public => "Latchkey public client",
    }
}

/// Makes the apps.
pub(super) fn plant(state: &mut State) {
    for seeded in [
        SeededApp::SignIn,
        SeededApp::Service,
        SeededApp::DpopService,
        SeededApp::ApiAccess,
        SeededApp::Public,
    ] {
        let client_id = state.new_id("0oa");
        let app = app(seeded, client_id.clone());
        state.oauth.apps.insert(client_id, app);
    }
}

fn app(seeded: SeededApp, client_id: String) -> App {
    let plain = App {
        client_id,
        label: label(seeded).to_owned(),
        kind: Kind::Web,
        authentication: Authentication::PrivateKey,
        grants: vec![Grant::AuthorizationCode],
        redirect_uris: Vec::new(),
        logout_redirect_uris: Vec::new(),
        keys: Vec::new(),
        requires_pkce: false,
        requires_dpop: false,
        rotates_refresh_tokens: false,
        groups_claim: None,
        granted_scopes: BTreeSet::new(),
        roles: Vec::new(),
        assigned_groups: None,
    };
    match seeded {
        SeededApp::SignIn => App {
            authentication: Authentication::Secret(SIGN_IN_SECRET.to_owned()),
            groups_claim: Some("Latchkey".to_owned()),
            ..plain
        },
        SeededApp::Service | SeededApp::DpopService => App {
            kind: Kind::Service,
            grants: vec![Grant::ClientCredentials],
            requires_dpop: seeded == SeededApp::DpopService,
            granted_scopes: service_scopes(),
            roles: SERVICE_ROLES.to_vec(),
            ..plain
        },
        SeededApp::ApiAccess => App {
            authentication: Authentication::Secret(API_ACCESS_SECRET.to_owned()),
            grants: vec![Grant::AuthorizationCode, Grant::RefreshToken],
            granted_scopes: service_scopes(),
            ..plain
        },
        SeededApp::Public => App {
            kind: Kind::Public,
            authentication: Authentication::Nothing,
            grants: vec![Grant::AuthorizationCode, Grant::RefreshToken],
            requires_pkce: true,
            rotates_refresh_tokens: true,
            ..plain
        },
    }
}

fn service_scopes() -> BTreeSet<String> {
    SERVICE_SCOPES.into_iter().map(str::to_owned).collect()
}
