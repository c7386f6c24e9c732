use super::{
    api::{MakeConnectionKey, RemoveConnection, SaveConnection},
    form::{ConnectionForm, FIELDS},
    token::section::TokenSection,
    words,
};
use crate::{
    form_state::FormState,
    moment::Moment,
    page::{StaffPage, found, not_found, page},
};
use latchkey_administration::connections::ConnectionView;
use latchkey_auth::access::{EditConnections, ViewConnections};
use latchkey_domain::{Connection, Credential};
use latchkey_ui::{CheckField, Choice, ChoiceField, Fact, Facts, Field, Input, LinesField};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The page above those of one connection.
pub(super) const ABOVE: (&str, &str) = ("Connections", "/admin/connections");

/// How Okta explains API tokens.
const API_TOKENS: &str = "https://developer.okta.com/docs/guides/create-an-api-token/main/";

/// A new connection.
#[component]
pub fn NewConnectionPage() -> impl IntoView {
    page(|caller| async move {
        caller.granted::<EditConnections>()?;
        let state = caller.form_state(SaveConnection::PATH).await?;
        Ok(view! {
            <StaffPage title="Add a connection" above=ABOVE failed=state.is_refused()>
                {found(&state, FIELDS)}
                <EditForm stored=ConnectionForm::new() state is_new=true/>
            </StaffPage>
        })
    })
}

/// One connection: what is configured, and the form to change it.
#[component]
pub fn ConnectionPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewConnections>()?;
        let Ok(alias) = caller.last_of_path().parse() else {
            return Ok(not_found("connection"));
        };
        let Some(view) = caller
            .administration
            .view_connection(&granted, &alias)
            .await?
        else {
            return Ok(not_found("connection"));
        };
        let jwks = caller
            .administration
            .connection_public_key(&granted, &alias)
            .await?;
        let state = caller.form_state(SaveConnection::PATH).await?;
        let may_edit = caller.member.may::<EditConnections>();
        Ok(view! { <Existing view jwks state may_edit/> }.into_any())
    })
}

#[component]
fn Existing(
    view: ConnectionView,
    jwks: Option<String>,
    state: FormState,
    may_edit: bool,
) -> impl IntoView {
    let version = view.connection.version;
    let connection = view.connection.definition.clone();
    let stored = ConnectionForm::of(&connection, version);
    let title = connection.name.clone();
    let done = state.done.clone();
    view! {
        <StaffPage title above=ABOVE done failed=state.is_refused()>
            {found(&state, FIELDS)}
            <State view=view.clone()/>
            <TokenSection view may_edit/>
            <Key connection=connection.clone() version jwks may_edit/>
            {may_edit.then(|| view! {
                <h2>"Change it"</h2>
                <EditForm stored state is_new=false/>
                <h2>"Remove it"</h2>
                <Removal alias=connection.alias.to_string() version/>
            })}
        </StaffPage>
    }
}

#[component]
fn State(view: ConnectionView) -> impl IntoView {
    let secrets = view
        .secrets
        .iter()
        .map(|(field, at)| {
            view! { <li>{words::secret(*field)}": set on "<Moment at=*at/></li> }
        })
        .collect_view();
    let missing = view
        .missing
        .iter()
        .map(|field| view! { <li>{words::secret(*field)}": missing"</li> })
        .collect_view();
    let users = view
        .used_by
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let users = if users.is_empty() {
        "nothing yet".to_owned()
    } else {
        users
    };
    let changed_at = view.connection.changed_at;
    let connection = view.connection.definition;
    let (alias, address) = (connection.alias.to_string(), connection.url().to_string());
    let proxy = match connection.proxy {
        Some(_) => "as the configuration file says",
        None => "none",
    };
    view! {
        <Facts>
            <Fact name="Alias"><code class="code">{alias}</code></Fact>
            <Fact name="Address">{address}</Fact>
            <Fact name="Credential">{words::credential(&connection.credential)}</Fact>
            <Fact name="Secrets"><ul>{secrets}{missing}</ul></Fact>
            <Fact name="Egress proxy">{proxy}</Fact>
            <Fact name="Used by">{users}</Fact>
            <Fact name="Changed"><Moment at=changed_at/></Fact>
        </Facts>
    }
}

/// The key of an OAuth service app: its public part for Okta, and a button for a new one.
#[component]
fn Key(
    connection: Connection,
    version: u32,
    jwks: Option<String>,
    may_edit: bool,
) -> impl IntoView {
    if !matches!(connection.credential, Credential::OAuthService { .. }) {
        return ().into_any();
    }
    let public = jwks.map(|jwks| view! {
        <p>"Paste this into the app in Okta, under Public Keys. The private part never leaves the portal."</p>
        <pre class="code key-set" tabindex="0">{jwks}</pre>
    });
    let alias = connection.alias.to_string();
    let button = may_edit.then(|| view! {
        <form method="post" action=MakeConnectionKey::PATH>
            <input type="hidden" name="alias" value=alias/>
            <input type="hidden" name="version" value=version.to_string()/>
            <p class="hint">"From then on the portal signs with the new key. Keep the old one in Okta until the new one is there."</p>
            <button class="button button-secondary" type="submit">"Make a new key pair"</button>
        </form>
    });
    view! { <h2>"Key"</h2>{public}{button} }.into_any()
}

#[component]
fn EditForm(stored: ConnectionForm, state: FormState, is_new: bool) -> impl IntoView {
    let now = |field: &str, stored: &str| state.value(field, stored);
    let alias = if is_new {
        view! {
            <Field name="alias" label="Alias" input=Input::Text value=now("alias", &stored.alias)
                hint="What everything else calls it, such as okta-production. It never changes."
                error=state.problem("alias")/>
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
        <form class="form-card" method="post" action=SaveConnection::PATH>
            {alias}
            <Field name="name" label="Name" input=Input::Text value=now("name", &stored.name)
                error=state.problem("name")/>
            <Field name="environment" label="Environment" input=Input::Text optional=true
                value=now("environment", &stored.environment) hint="Such as production or test."
                error=state.problem("environment")/>
            <Field name="url" label="Address of the org" input=Input::Address
                value=now("url", &stored.url)
                hint="Such as https://example.okta.com. With another address the secret has to be entered again."
                error=state.problem("url")/>
            <CredentialFields stored=stored.clone() state=state.clone()/>
            <button class="button" type="submit">"Save"</button>
        </form>
    }
}

#[component]
fn CredentialFields(stored: ConnectionForm, state: FormState) -> impl IntoView {
    let choices = vec![
        Choice::new("api-token", "API token (SSWS)"),
        Choice::new("oauth-service", "OAuth service app (private key)"),
        Choice::new("oauth-web", "OAuth web app (an administrator consents)"),
    ];
    view! {
        <fieldset>
            <legend>"Credential"</legend>
            <ChoiceField name="credential" label="Kind" choices
                value=state.value("credential", &stored.credential)
                error=state.problem("credential")/>
            <p class="hint">
                "An API token is made in Okta under Security > API > Tokens, by an administrator whose account \
                stays: it has that user's rights and is shown once. It ends after 30 days without use, and when \
                the user is deactivated; the portal uses it often enough as long as it runs. "
                <a href=API_TOKENS>"Okta: create an API token"</a>
            </p>
            <Field name="secret" label="API token, private key in PEM, or client secret" input=Input::Secret
                optional=true hint="It is never shown again. Leave it empty to keep what is set."
                error=state.problem("secret")/>
            <Field name="client_id" label="Client id of the app" input=Input::Text optional=true
                value=state.value("client_id", &stored.client_id) hint="Not with an API token."
                error=state.problem("client_id")/>
            <LinesField name="scopes" label="Scopes of the app"
                value=state.value("scopes", &stored.scopes) hint="One a line. Not with an API token."
                error=state.problem("scopes")/>
            <CheckField name="dpop" label="Bind tokens to a key (DPoP)"
                checked=state.checked("dpop", !stored.dpop.is_empty())
                hint="For a service app that requires it."/>
        </fieldset>
    }
}

#[component]
fn Removal(alias: String, version: u32) -> impl IntoView {
    view! {
        <form method="post" action=RemoveConnection::PATH>
            <input type="hidden" name="alias" value=alias/>
            <input type="hidden" name="version" value=version.to_string()/>
            <p>"Its secrets go with it. A connection in use is not removed."</p>
            <button class="button button-secondary" type="submit">"Remove this connection"</button>
        </form>
    }
}
