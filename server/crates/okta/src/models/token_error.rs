use crate::ApiError;
use std::fmt;

/// What Okta's token endpoint said when it gave no token (RFC 6749, section 5.2).
///
/// The description is Okta's free text, so neither `Display` nor `Debug` shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenError {
    /// The HTTP status.
    pub status: u16,
    /// `error`, such as `invalid_client`; empty when the answer is not Okta's.
    pub code: String,
    /// `X-Okta-Request-Id`, equal to `transaction.id` in the System Log.
    pub request_id: Option<String>,
    description: Option<String>,
}

impl TokenError {
    /// `error_description`, exactly as Okta wrote it: for the admin's screen, not for logs.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

impl From<ApiError> for TokenError {
    fn from(error: ApiError) -> Self {
        let description = error.words().map(str::to_owned);
        Self {
            status: error.status,
            code: error.oauth_code().unwrap_or(&error.code).to_owned(),
            request_id: error.request_id,
            description,
        }
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenError")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the token endpoint answered {}", self.status)?;
        if self.code.is_empty() {
            Ok(())
        } else {
            write!(formatter, " {}", self.code)
        }
    }
}

impl std::error::Error for TokenError {}
