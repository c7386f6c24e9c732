//! Who asks: the ways in which a client proves itself at the token, introspection and revocation endpoints.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header;
use subtle::ConstantTimeEq as _;

use super::apps::{App, Authentication, Grant, Kind};
use super::client_assertion;
use super::error::{
    CREDENTIALS_IN_QUERY, DUPLICATE_PARAMETERS, INVALID_BASIC_CREDENTIALS, INVALID_CLIENT,
    INVALID_CLIENT_SECRET, MISSING_CREDENTIALS, MULTIPLE_CREDENTIALS, PRIVATE_KEY_JWT_REQUIRED,
    SERVICE_APP_REQUIRED,
};
use crate::okta::call::Call;
use crate::okta::error::Refusal;
use crate::okta::query::Query;
use crate::okta::state::State;

/// What a client shows.
enum Shown {
    /// Client id and secret.
    Secret(String, String),
    /// A signed assertion.
    Assertion(String),
    /// Its id and nothing else.
    Id(String),
}

/// Reads the form of a call to one of the endpoints.
pub(super) fn read_form(call: &Call) -> Result<Query, Refusal> {
    if call.query.get("client_secret").is_some() || call.query.get("client_assertion").is_some() {
        return Err(Refusal::oauth(&CREDENTIALS_IN_QUERY));
    }
    let form = call.form();
    let duplicates = form.duplicates().join(", ");
    if duplicates.is_empty() {
        Ok(form)
    } else {
        Err(Refusal::oauth_about(&DUPLICATE_PARAMETERS, &duplicates))
    }
}

/// The client that a call comes from. `grant` is what it asks for; `None` at the other endpoints.
pub(super) fn authenticate(
    state: &mut State,
    call: &Call,
    form: &Query,
    grant: Option<Grant>,
) -> Result<App, Refusal> {
    let for_itself = grant == Some(Grant::ClientCredentials);
    match shown(call, form)? {
        Shown::Assertion(assertion) => {
            client_assertion::check(state, &assertion, form, endpoint(call, state).as_str())
        }
        Shown::Secret(client_id, secret) => {
            let app = state.oauth.app(&client_id)?.clone();
            if for_itself && app.kind == Kind::Service {
                return Err(Refusal::oauth(&PRIVATE_KEY_JWT_REQUIRED));
            }
            check_secret(&app, &secret)?;
            if for_itself {
                return Err(Refusal::oauth(&SERVICE_APP_REQUIRED));
            }
            Ok(app)
        }
        Shown::Id(client_id) => {
            let app = state.oauth.app(&client_id)?;
            match app.authentication {
                Authentication::Nothing => Ok(app.clone()),
                _ => Err(Refusal::oauth(&INVALID_CLIENT)),
            }
        }
    }
}

/// The address that was called, as an assertion must name it.
fn endpoint(call: &Call, state: &State) -> String {
    format!("{}{}", state.base_url(), call.path)
}

fn shown(call: &Call, form: &Query) -> Result<Shown, Refusal> {
    let header = call.headers.get(header::AUTHORIZATION);
    let header = header.and_then(|value| value.to_str().ok());
    let basic = header.map(basic).transpose()?;
    let secret = form.get("client_secret");
    let assertion = form.get("client_assertion");
    let ways = [basic.is_some(), secret.is_some(), assertion.is_some()];
    if ways.into_iter().filter(|used| *used).count() > 1 {
        return Err(Refusal::oauth(&MULTIPLE_CREDENTIALS));
    }
    let client_id = form.get("client_id").map(str::to_owned);
    match (basic, secret, assertion, client_id) {
        (Some((client_id, secret)), ..) => Ok(Shown::Secret(client_id, secret)),
        (_, Some(secret), _, Some(client_id)) => Ok(Shown::Secret(client_id, secret.to_owned())),
        (_, _, Some(assertion), _) => Ok(Shown::Assertion(assertion.to_owned())),
        (_, None, None, Some(client_id)) => Ok(Shown::Id(client_id)),
        _ => Err(Refusal::oauth(&MISSING_CREDENTIALS)),
    }
}

/// Client id and secret of a header; both are form-encoded in it (RFC 6749 section 2.3.1).
fn basic(header: &str) -> Result<(String, String), Refusal> {
    let decoded = header
        .strip_prefix("Basic ")
        .and_then(|encoded| STANDARD.decode(encoded.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let pair = decoded.as_deref().and_then(|text| text.split_once(':'));
    let (client_id, secret) = pair.ok_or_else(|| Refusal::oauth(&INVALID_BASIC_CREDENTIALS))?;
    Ok((form_decoded(client_id), form_decoded(secret)))
}

fn form_decoded(text: &str) -> String {
    let pair = format!("x={text}");
    let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
    pairs
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

fn check_secret(app: &App, given: &str) -> Result<(), Refusal> {
    let Authentication::Secret(known) = &app.authentication else {
        return Err(Refusal::oauth(&INVALID_CLIENT));
    };
    if bool::from(known.as_bytes().ct_eq(given.as_bytes())) {
        Ok(())
    } else {
        Err(Refusal::oauth(&INVALID_CLIENT_SECRET))
    }
}
