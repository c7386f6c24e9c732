use super::{
    SignIn,
    answer::{see_other, unavailable},
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderName, HeaderValue},
    response::Response,
};
use latchkey_auth::sign_in::StaffBrowser;
use latchkey_domain::Network;
use std::error::Error;
use tower_sessions::Session;

/// What browsers forget. Not the cache: pages are never kept, and clearing it takes browsers seconds.
const CLEAR: &str = "\"cookies\", \"storage\"";

/// `POST /do/sign-out`: out in this browser.
pub(super) async fn here(
    State(sign_in): State<SignIn>,
    Extension(network): Extension<Network>,
    session: Session,
) -> Response {
    answer(sign_out(&sign_in, session, network, false).await)
}

/// `POST /do/sign-out-everywhere`: out in every browser.
pub(super) async fn everywhere(
    State(sign_in): State<SignIn>,
    Extension(network): Extension<Network>,
    session: Session,
) -> Response {
    answer(sign_out(&sign_in, session, network, true).await)
}

async fn sign_out(
    SignIn { service }: &SignIn,
    session: Session,
    network: Network,
    everywhere: bool,
) -> Result<(), Box<dyn Error>> {
    let browser = StaffBrowser::new(session);
    if let Some(id) = browser.sign_in().await? {
        if everywhere {
            service.sign_out_everywhere(id, network).await?;
        } else {
            service.sign_out(id, network).await?;
        }
    }
    Ok(browser.forget().await?)
}

fn answer(signed_out: Result<(), Box<dyn Error>>) -> Response {
    if let Err(error) = signed_out {
        return unavailable(&*error);
    }
    let mut response = see_other("/sign-in?signed-out");
    let name = HeaderName::from_static("clear-site-data");
    let headers = response.headers_mut();
    headers.insert(name, HeaderValue::from_static(CLEAR));
    response
}
