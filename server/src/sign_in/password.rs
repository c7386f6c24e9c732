use super::{
    SignIn,
    answer::{see_other, unavailable},
};
use axum::{
    Extension, Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use latchkey_auth::{
    local::NotInvited,
    sign_in::{Finding, StaffBrowser},
};
use latchkey_domain::Network;
use latchkey_values::NewPassword;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use tower_sessions::{Session, session};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chosen {
    token: SecretString,
    password: SecretString,
    confirmation: SecretString,
}

/// `POST /do/sign-in/password`: whoever was invited chooses a password. Without an invitation that
/// works there is nothing at this address.
pub(super) async fn handle(
    State(sign_in): State<SignIn>,
    Extension(network): Extension<Network>,
    session: Session,
    Form(chosen): Form<Chosen>,
) -> Response {
    let browser = StaffBrowser::new(session);
    match accept(&sign_in, &browser, &chosen, network).await {
        Ok(response) => response,
        Err(error) => unavailable(&error),
    }
}

async fn accept(
    SignIn { service }: &SignIn,
    browser: &StaffBrowser,
    chosen: &Chosen,
    network: Network,
) -> Result<Response, session::Error> {
    let token = chosen.token.expose_secret();
    let accepted = match password(chosen) {
        Ok(password) => service.accept_invitation(token, &password, network).await,
        // Whether the invitation works comes first, also for what can be no password.
        Err(code) => match service.invited(token).await {
            Ok(Some(_)) => Err(NotInvited::Weak(code.to_owned())),
            _ => Err(NotInvited::Unknown),
        },
    };
    let code = match accepted {
        Ok(_) => {
            browser.keep_finding(&Finding::PasswordSet).await?;
            return Ok(see_other("/sign-in"));
        }
        Err(NotInvited::Unknown) => return Ok(StatusCode::NOT_FOUND.into_response()),
        Err(NotInvited::Unavailable(error)) => {
            tracing::error!(?error, "a password could not be set");
            return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
        }
        Err(NotInvited::TooShort) => "too-short".to_owned(),
        Err(NotInvited::Weak(code)) => code,
    };
    browser.keep_finding(&Finding::Password(code)).await?;
    Ok(see_other(&format!("/sign-in/invitation?token={token}")))
}

fn password(chosen: &Chosen) -> Result<NewPassword, &'static str> {
    if chosen.password.expose_secret() != chosen.confirmation.expose_secret() {
        return Err("different");
    }
    let password = chosen.password.expose_secret().parse();
    password.map_err(|_| "not-possible")
}
