use super::{
    SignIn,
    answer::{not_signed_in, see_other, unavailable},
    next::checked,
};
use axum::{Extension, Form, extract::State, response::Response};
use latchkey_auth::sign_in::StaffBrowser;
use latchkey_domain::Network;
use secrecy::SecretString;
use serde::Deserialize;
use tower_sessions::{Session, session};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Credentials {
    name: String,
    password: SecretString,
    next: Option<String>,
}

/// `POST /do/sign-in/local`: a local administrator signs in.
pub(super) async fn handle(
    State(sign_in): State<SignIn>,
    Extension(network): Extension<Network>,
    session: Session,
    Form(credentials): Form<Credentials>,
) -> Response {
    let browser = StaffBrowser::new(session);
    match attempt(&sign_in, &browser, credentials, network).await {
        Ok(response) => response,
        Err(error) => unavailable(&error),
    }
}

async fn attempt(
    SignIn { service }: &SignIn,
    browser: &StaffBrowser,
    Credentials {
        name,
        password,
        next,
    }: Credentials,
    network: Network,
) -> Result<Response, session::Error> {
    let next = checked(next.as_deref());
    let before = browser.sign_in().await?;
    let signed_in = service.sign_in_locally(&name, password, before, network);
    Ok(match signed_in.await {
        Ok(signed_in) => {
            browser.signed_in(signed_in.id).await?;
            see_other(&next)
        }
        Err(error) => not_signed_in(browser, error, &next, service.now()).await,
    })
}
