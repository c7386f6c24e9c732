use super::{
    SignIn,
    answer::{not_signed_in, see_other, unavailable},
    next::checked,
};
use axum::{
    Extension,
    extract::{Query, State},
    response::Response,
};
use latchkey_auth::{oidc::Returned, sign_in::StaffBrowser};
use latchkey_domain::Network;
use tower_sessions::{Session, session};

/// `GET /sign-in/return`: the browser comes back from the directory. A browser that was not sent there,
/// or comes with another's answer, changes nothing.
pub(super) async fn handle(
    State(sign_in): State<SignIn>,
    Extension(network): Extension<Network>,
    session: Session,
    Query(returned): Query<Returned>,
) -> Response {
    let browser = StaffBrowser::new(session);
    match finish(&sign_in, &browser, &returned, network).await {
        Ok(response) => response,
        Err(error) => unavailable(&error),
    }
}

async fn finish(
    SignIn { service }: &SignIn,
    browser: &StaffBrowser,
    returned: &Returned,
    network: Network,
) -> Result<Response, session::Error> {
    let Some(underway) = browser.take_underway(returned).await? else {
        return Ok(see_other("/sign-in"));
    };
    let before = browser.sign_in().await?;
    let finished = service.finish(&underway.attempt, returned, before, network);
    let signed_in = match finished.await {
        Ok(signed_in) => signed_in,
        Err(error) => {
            return Ok(not_signed_in(browser, error, &underway.next, service.now()).await);
        }
    };
    browser.signed_in(signed_in.id).await?;
    Ok(see_other(&checked(Some(&underway.next))))
}
