use crate::{ApiError, KeepFailed, Scope, TokenError};
use jiff::Timestamp;
use latchkey_http::{NotSent, Unclear};

/// Why a call to Okta gave no result. No variant shows personal data or a body.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Okta refused: the call had no effect.
    #[error(transparent)]
    Okta(#[from] Box<ApiError>),
    /// Okta's token endpoint gave no access token: the call was not sent.
    #[error("no access token: {0}")]
    Token(Box<TokenError>),
    /// The admin's sign-in that the client acts for has ended: revoked, expired, or its refresh token was
    /// used twice (`invalid_grant`). The call was not sent, and the endpoint is not asked again.
    #[error("the sign-in at Okta has ended, a person must press \"Get token\" again: {0}")]
    GrantEnded(Box<TokenError>),
    /// The refresh token's store failed, so no access token is used: the call was not sent.
    #[error(transparent)]
    TokenStore(#[from] KeepFailed),
    /// The rate limit is used up: the call had no effect.
    #[error("rate limited until {retry_at}")]
    RateLimited {
        /// When a call may work again.
        retry_at: Timestamp,
    },
    /// A write that may or may not have had its effect: read the state before anything else.
    #[error("the effect is unknown: {failure}")]
    Unclear {
        /// What was seen.
        failure: Failure,
        /// `X-Okta-Request-Id`, when an answer had one.
        request_id: Option<String>,
    },
    /// The request surely did not reach Okta.
    #[error("not sent: {0}")]
    NotSent(NotSent),
    /// Okta was unavailable just now, so the call did not even try: it had no effect. See
    /// [`Client::health`](crate::Client::health).
    #[error("Okta is unavailable; not tried before {retry_at}")]
    CircuitOpen {
        /// When a call may work again.
        retry_at: Timestamp,
    },
    /// A read, or the request for an access token before any call, got no usable answer. Neither changes
    /// anything.
    #[error("no answer: {failure}")]
    NoAnswer {
        /// What was seen.
        failure: Failure,
        /// `X-Okta-Request-Id`, when an answer had one.
        request_id: Option<String>,
    },
    /// A read or a request for an access token was answered, but not in the form Okta documents.
    #[error("the answer cannot be read at `{path}`")]
    Unreadable {
        /// Where in the JSON; empty for text that is not JSON.
        path: String,
    },
    /// The link to the next page leads to another host, or back to the same page.
    #[error("the link to the next page cannot be followed")]
    InvalidPageLink,
}

/// What was seen instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The connection failed after the request may have left.
    #[error(transparent)]
    Transport(#[from] latchkey_http::Unclear),
    /// A status that says neither done nor refused.
    #[error("status {0}")]
    Status(u16),
    /// An answer that cannot be read, at this place in the JSON.
    #[error("the answer cannot be read at `{0}`")]
    Unreadable(String),
}

/// What is wrong with the credential or its rights. All that happens next needs an admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialProblem {
    /// Okta does not take it: wrong, expired or revoked. No call can work.
    Refused,
    /// A person must sign in at Okta once more ("Get token"). No call can work.
    SignInEnded,
    /// It is good, but this call needs a right it lacks, or the person is protected from it.
    RightsMissing {
        /// The scopes Okta names, of which any would do; empty when it names none (an admin role is missing).
        scopes: Vec<Scope>,
    },
}

/// What a call's failure tells about reaching Okta.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Okta answered, if only to refuse.
    Well,
    /// Okta cannot be reached, does not answer in time, or answers with a server error.
    Failed,
    /// The call did not get far enough to tell.
    Untold,
}

impl Error {
    pub(crate) fn reach(&self) -> Reach {
        match self {
            Self::NotSent(NotSent::Invalid | NotSent::RefusedTarget)
            | Self::CircuitOpen { .. }
            | Self::GrantEnded(_)
            | Self::TokenStore(_) => Reach::Untold,
            Self::NotSent(_) => Reach::Failed,
            Self::Okta(error) if error.status >= 500 => Reach::Failed,
            Self::Unclear { failure, .. } | Self::NoAnswer { failure, .. } => match failure {
                Failure::Transport(Unclear::BodyTooLarge)
                | Failure::Status(..500)
                | Failure::Unreadable(_) => Reach::Well,
                Failure::Transport(_) | Failure::Status(_) => Reach::Failed,
            },
            Self::Okta(_)
            | Self::Token(_)
            | Self::RateLimited { .. }
            | Self::Unreadable { .. }
            | Self::InvalidPageLink => Reach::Well,
        }
    }

    /// Okta's own words about a call, when there are any.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Okta(error) => Some(error),
            _ => None,
        }
    }

    /// `false` when a write may have had its effect although the call failed.
    #[must_use]
    pub fn outcome_known(&self) -> bool {
        !matches!(self, Self::Unclear { .. })
    }

    /// Okta's request id, when an answer had one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Okta(error) => error.request_id.as_deref(),
            Self::Token(error) | Self::GrantEnded(error) => error.request_id.as_deref(),
            Self::Unclear { request_id, .. } | Self::NoAnswer { request_id, .. } => {
                request_id.as_deref()
            }
            _ => None,
        }
    }

    /// The object does not exist (E0000007). Deactivating a deactivated user says this too.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_code("E0000007")
    }

    /// What Okta says in its own words, for the screen of the admin who tests a connection; `None` when
    /// Okta said nothing. It may hold personal data: never log it.
    #[must_use]
    pub fn okta_words(&self) -> Option<&str> {
        match self {
            Self::Okta(error) => error.words(),
            Self::Token(error) | Self::GrantEnded(error) => error.description(),
            _ => None,
        }
    }

    /// What an admin must mend about the credential; `None` when the failure has another cause.
    #[must_use]
    pub fn credential_problem(&self) -> Option<CredentialProblem> {
        match self {
            Self::GrantEnded(_) => Some(CredentialProblem::SignInEnded),
            Self::Token(refusal) if !refusal.code.is_empty() => Some(CredentialProblem::Refused),
            error if error.is_invalid_token() => Some(CredentialProblem::Refused),
            error if error.is_forbidden() => Some(CredentialProblem::RightsMissing {
                scopes: error.missing_scopes().to_vec(),
            }),
            _ => None,
        }
    }

    /// The API token or access token is wrong, expired or revoked (E0000011, `invalid_token`). Not every
    /// 401 means that: E0000015 says that the org lacks a feature.
    #[must_use]
    pub fn is_invalid_token(&self) -> bool {
        self.has_code("E0000011") || self.has_oauth_code("invalid_token")
    }

    /// The token's owner lacks the role or scope, or the person is protected from it (E0000006,
    /// `insufficient_scope`).
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_code("E0000006") || self.has_oauth_code("insufficient_scope")
    }

    /// The scopes Okta names when the access token lacks one; any of them would do.
    #[must_use]
    pub fn missing_scopes(&self) -> &[Scope] {
        self.api().map_or(&[], ApiError::missing_scopes)
    }

    /// Unlocking was refused because the person is not locked out (E0000032).
    #[must_use]
    pub fn is_not_locked(&self) -> bool {
        self.has_code("E0000032")
    }

    /// The person's status does not allow the operation (E0000016 already active, E0000017 and
    /// E0000034 to E0000036 for credentials, E0000038 in general).
    #[must_use]
    pub fn is_not_allowed_in_status(&self) -> bool {
        [
            "E0000016", "E0000017", "E0000034", "E0000035", "E0000036", "E0000038",
        ]
        .iter()
        .any(|code| self.has_code(code))
    }

    /// Okta is in maintenance and takes no writes (E0000010), seen on a read.
    #[must_use]
    pub fn is_read_only_mode(&self) -> bool {
        self.has_code("E0000010")
    }

    /// Whether another access token may do better: a 401 that blames the token, or nothing at all.
    pub(crate) fn doubts_token(&self) -> bool {
        let says_nothing = |error: &ApiError| error.code.is_empty() && error.oauth_code().is_none();
        self.api()
            .is_some_and(|error| error.status == 401 && says_nothing(error))
            || self.is_invalid_token()
    }

    pub(crate) fn has_oauth_code(&self, code: &str) -> bool {
        match self {
            Self::Okta(error) => error.oauth_code() == Some(code),
            Self::Token(error) | Self::GrantEnded(error) => error.code == code,
            _ => false,
        }
    }

    fn has_code(&self, code: &str) -> bool {
        self.api().is_some_and(|error| error.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn okta(status: u16, code: &str) -> Error {
        let body = format!(r#"{{"errorCode":"{code}"}}"#);
        Box::new(ApiError::read(status, None, body.as_bytes())).into()
    }

    #[test]
    fn a_missing_feature_is_not_a_bad_token() {
        assert!(okta(401, "E0000011").is_invalid_token());
        assert!(!okta(401, "E0000015").is_invalid_token());
    }

    #[test]
    fn a_proxys_404_does_not_mean_that_the_object_is_gone() {
        let error: Error = Box::new(ApiError::read(404, None, b"<html>")).into();
        assert!(!error.is_not_found());
        assert!(okta(404, "E0000007").is_not_found());
    }

    #[test]
    fn only_an_unclear_write_leaves_the_outcome_open() {
        let failure = Failure::Status(503);
        assert!(
            !Error::Unclear {
                failure: failure.clone(),
                request_id: None
            }
            .outcome_known()
        );
        assert!(
            Error::NoAnswer {
                failure,
                request_id: None
            }
            .outcome_known()
        );
        assert!(okta(403, "E0000032").outcome_known());
    }
}
