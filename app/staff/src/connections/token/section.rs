use super::{PortalUrl, api::GetToken, redirect_uri};
use crate::moment::Moment;
use latchkey_administration::connections::ConnectionView;
use latchkey_domain::{Credential, SecretField};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The token of an OAuth web app: since when it is there, what to enter in Okta, and the button that gets
/// one. Nothing for another credential.
#[component]
pub(crate) fn TokenSection(
    /// The connection.
    view: ConnectionView,
    /// Whether whoever looks may get a token.
    may_edit: bool,
) -> impl IntoView {
    let connection = view.connection.definition;
    if !matches!(connection.credential, Credential::OAuthWeb { .. }) {
        return ().into_any();
    }
    let mut secrets = view.secrets.into_iter();
    let set = secrets.find(|(field, _)| *field == SecretField::RefreshToken);
    let label = match set {
        Some(_) => "Get a new token",
        None => "Get token",
    };
    let since = match set {
        Some((_, at)) => view! { <p>"There is a token since "<Moment at/>"."</p> }.into_any(),
        None => view! { <p>"There is no token yet; the connection does not work without one."</p> }
            .into_any(),
    };
    let portal: PortalUrl = use_context().unwrap_or_default();
    let redirect = redirect_uri(&portal).map(|uri| uri.to_string());
    let button = may_edit.then(|| view! {
        <p>
            "In Okta, the app is a web application with the grant types Authorization Code and Refresh Token. \
            Enter this address there as a sign-in redirect URI:"
        </p>
        <pre class="code key-set" tabindex="0">{redirect}</pre>
        <form method="post" action=GetToken::PATH>
            <input type="hidden" name="alias" value=connection.alias.to_string()/>
            <p class="hint">"You sign in at Okta and allow the scopes. From then on the portal works there in that user's name."</p>
            <button class="button" type="submit">{label}</button>
        </form>
    });
    view! { <h2>"Token"</h2>{since}{button} }.into_any()
}
