use super::underway::Underway;
use crate::{
    answer::detour,
    caller::Caller,
    connections::{
        api::{LIST, SaveConnection},
        words::sentence,
    },
    failure::Failure,
    form_state::FormState,
    visible::visible,
};
use axum::{
    Extension,
    response::{IntoResponse as _, Redirect, Response},
};
use http::Uri;
use latchkey_administration::{
    Administration,
    connections::{GotToken, TokenAnswer},
};
use latchkey_auth::access::{EditConnections, StaffMember};
use latchkey_credential_stores::CheckFailure;
use leptos::server_fn::ServerFn as _;
use std::collections::BTreeMap;
use tower_sessions::Session;

/// Words of Okta's are cut after so many characters.
const LONGEST: usize = 400;

const NOT_OURS: &str = "What came back from Okta is not an answer to a question of this browser, or it was \
                        used already. Open the connection and get the token again.";

/// Answers [`TOKEN_RETURN`](super::TOKEN_RETURN): the browser comes back from Okta. A browser that was not sent
/// there, or brings another's answer, changes nothing.
pub async fn token_returned(
    Extension(member): Extension<StaffMember>,
    Extension(administration): Extension<Administration>,
    session: Session,
    uri: Uri,
) -> Response {
    let caller = Caller::new(member, administration, session, uri);
    let (page, told) = finish(&caller).await;
    let kept = match told {
        Ok(state) => caller.keep_form_state(Some(state)).await,
        Err(failure) => Err(failure),
    };
    let path = match kept {
        Ok(()) => page,
        Err(failure) => detour(&failure, &page),
    };
    Redirect::to(&path).into_response()
}

/// The page that tells what came of it, and what to tell there.
async fn finish(caller: &Caller) -> (String, Result<FormState, Failure>) {
    let query = caller.query();
    let state = query.get("state").map(String::as_str).unwrap_or_default();
    match Underway::take(caller, state).await {
        Ok(Some(underway)) => {
            let page = format!("{LIST}/{}", underway.alias);
            (page, exchange(caller, underway, &query).await)
        }
        Ok(None) => (LIST.to_owned(), Ok(failed(NOT_OURS))),
        Err(failure) => (LIST.to_owned(), Err(failure)),
    }
}

async fn exchange(
    caller: &Caller,
    underway: Underway,
    query: &BTreeMap<String, String>,
) -> Result<FormState, Failure> {
    let granted = caller.granted::<EditConnections>()?;
    let text = |name: &str| query.get(name).cloned().unwrap_or_default();
    let Some(code) = query.get("code") else {
        let words = query.get("error_description").map(String::as_str);
        return Ok(failed(said(&text("error"), words)));
    };
    let answer = TokenAnswer {
        state: text("state"),
        code: code.clone().into(),
        question: underway.question(),
        redirect_uri: underway.redirect_uri,
    };
    let got = caller
        .administration
        .finish_get_token(&granted, &underway.alias, answer);
    Ok(told(got.await?))
}

/// What came of it, in words.
fn told(got: GotToken) -> FormState {
    match got {
        GotToken::Stored { scopes } => {
            let sentence = format!("Token received, scopes: {}.", scopes.join(", "));
            FormState::done(SaveConnection::PATH, sentence)
        }
        GotToken::NotOurs => failed(NOT_OURS),
        GotToken::NoRefreshToken => failed(
            "Okta gave no refresh token. Allow the grant type Refresh Token in the app's settings in Okta, and \
             get the token again.",
        ),
        GotToken::Refused(CheckFailure {
            code,
            words,
            advice,
            ..
        }) => {
            let advice = sentence(&advice.to_string());
            failed(format!("{} {advice}", said(&code, words.as_deref())))
        }
        GotToken::Changed => failed(
            "The connection was changed meanwhile, or its client secret is missing. Look at it and get the token \
             again.",
        ),
    }
}

/// Why there is no token, as Okta says it; the code alone where it says no more.
fn said(code: &str, words: Option<&str>) -> String {
    let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let code = visible(&cut(code));
    match words.map(|words| visible(&cut(words))) {
        Some(words) if !words.is_empty() => {
            format!("Okta gave no token ({code}) and says: “{words}”")
        }
        _ => format!("Okta gave no token ({code})."),
    }
}

fn failed(sentence: impl Into<String>) -> FormState {
    FormState::failed(SaveConnection::PATH, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oktas_words_are_told_and_cut_when_they_are_long() {
        let words = "x".repeat(1_000);
        assert!(said("access_denied", Some(&words)).chars().count() < 500);
        assert_eq!(
            said("access_denied", Some("User is not assigned.")),
            "Okta gave no token (access_denied) and says: “User is not assigned.”"
        );
        assert_eq!(said("no-answer", None), "Okta gave no token (no-answer).");
    }

    #[test]
    fn a_token_is_told_with_its_scopes() {
        let scopes = vec!["okta.users.read".to_owned(), "offline_access".to_owned()];
        let state = told(GotToken::Stored { scopes });
        assert_eq!(
            state.done,
            "Token received, scopes: okta.users.read, offline_access."
        );
    }
}
