//! What a refusal looks like on the wire, and the catalogue of the API's errors that this org answers with.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use crate::randomness::Randomness;

/// One entry of Okta's published error catalogue.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) code: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) summary: &'static str,
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:ident, $summary:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: $crate::okta::error::Entry = $crate::okta::error::Entry {
            code: $code,
            status: http::StatusCode::$status,
            summary: $summary,
        };)*

        /// Every entry, to be compared with Okta's list.
        #[cfg(test)]
        const ALL: &[&$crate::okta::error::Entry] = &[$(&$name),*];
    };
}

pub(crate) use catalogue;

catalogue! {
    VALIDATION_FAILED = "E0000001", BAD_REQUEST, "Api validation failed: {0}";
    BODY_NOT_WELL_FORMED = "E0000003", BAD_REQUEST, "The request body was not well-formed.";
    AUTHENTICATION_FAILED = "E0000004", UNAUTHORIZED, "Authentication failed";
    INVALID_SESSION = "E0000005", FORBIDDEN, "Invalid session";
    NO_PERMISSION = "E0000006", FORBIDDEN, "You do not have permission to perform the requested action";
    NOT_FOUND = "E0000007", NOT_FOUND, "Not found: Resource not found: {0}";
    PATH_NOT_FOUND = "E0000008", NOT_FOUND, "The requested path was not found";
    INTERNAL_ERROR = "E0000009", INTERNAL_SERVER_ERROR, "Internal Server Error";
    READ_ONLY = "E0000010", SERVICE_UNAVAILABLE, "Service is in read only mode";
    INVALID_TOKEN = "E0000011", UNAUTHORIZED, "Invalid token provided";
    CREDENTIALS_UPDATE_FAILED = "E0000014", FORBIDDEN, "Update of credentials failed";
    FEATURE_NOT_ENABLED = "E0000015", UNAUTHORIZED, "You do not have permission to access the feature you are requesting";
    ALREADY_ACTIVE = "E0000016", FORBIDDEN, "Activation failed because the user is already active";
    PASSWORD_RESET_FAILED = "E0000017", FORBIDDEN, "Password reset failed";
    METHOD_NOT_SUPPORTED = "E0000022", METHOD_NOT_ALLOWED, "The endpoint does not support the provided HTTP method";
    MASTERED_ELSEWHERE = "E0000023", FORBIDDEN, "Operation failed because user profile is mastered under another system";
    MISSING_PARAMETER = "E0000028", BAD_REQUEST, "The request is missing a required parameter.";
    INVALID_PAGING = "E0000029", BAD_REQUEST, "Invalid paging request.";
    INVALID_SEARCH = "E0000031", BAD_REQUEST, "Invalid search criteria.";
    UNLOCK_NOT_ALLOWED = "E0000032", FORBIDDEN, "Unlock is not allowed for this user.";
    SEARCH_AND_FILTER = "E0000033", BAD_REQUEST, "Bad request. Can't specify a search query and filter in the same request.";
    FORGOT_PASSWORD_NOT_ALLOWED = "E0000034", FORBIDDEN, "Forgot password not allowed on specified user.";
    CHANGE_PASSWORD_NOT_ALLOWED = "E0000035", FORBIDDEN, "Change password not allowed on specified user.";
    CHANGE_QUESTION_NOT_ALLOWED = "E0000036", FORBIDDEN, "Change recovery question not allowed on specified user.";
    WRONG_STATUS = "E0000038", FORBIDDEN, "This operation is not allowed in the user's current status.";
    TOO_MANY_REQUESTS = "E0000047", TOO_MANY_REQUESTS, "API call exceeded rate limit due to too many requests.";
    INVALID_SCIM_FILTER = "E0000053", BAD_REQUEST, "Invalid SCIM filter.";
    FACTOR_CODE_WRONG = "E0000068", FORBIDDEN, "Invalid Passcode/Answer";
    FACTOR_USER_LOCKED = "E0000069", FORBIDDEN, "User Locked";
    POLICY_VIOLATED = "E0000080", FORBIDDEN, "The password does not meet the complexity requirements of the current password policy.";
    FACTOR_CODE_REPLAYED = "E0000082", FORBIDDEN, "Each code can only be used once. Please wait for a new code and try again.";
    FACTOR_TIME_WINDOW = "E0000083", FORBIDDEN, "PassCode is valid but exceeded time window.";
    WRONG_RECOVERY_ANSWER = "E0000087", FORBIDDEN, "The recovery question answer did not match our records.";
    DUPLICATE_ROLE = "E0000090", CONFLICT, "The role specified is already assigned to the user.";
    TOO_MANY_TARGETS = "E0000093", BAD_REQUEST, "Target count limit exceeded";
    INVALID_PHONE_NUMBER = "E0000098", BAD_REQUEST, "This phone number is invalid.";
    SMS_TOO_SOON = "E0000109", TOO_MANY_REQUESTS, "An SMS message was recently sent. Please wait 30 seconds before trying again.";
    EMAIL_TOO_SOON = "E0000118", TOO_MANY_REQUESTS, "An email was recently sent. Please wait 5 seconds before trying again.";
    EXPIRE_NEEDS_PASSWORD = "E0000124", BAD_REQUEST, "Could not create user. To create a user and expire their password immediately, a password must be specified";
    EXPIRE_NEEDS_ACTIVATION = "E0000125", BAD_REQUEST, "Could not create user. To create a user and expire their password immediately, \"activate\" must be true";
    CALL_TOO_SOON = "E0000133", TOO_MANY_REQUESTS, "A phone call was recently made. Please wait 30 seconds before trying again.";
    INACTIVE_FACTOR = "E0000154", GONE, "Invalid factor id, it is not currently active.";
    ETAG_MISMATCH = "E0000231", PRECONDITION_FAILED, "ETag value doesn't match.";
    ETAG_SYNTAX = "E0000242", BAD_REQUEST, "ETag syntax is invalid.";
}

/// How a refusal is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The five fields of the API.
    Api,
    /// `error` and `error_description` of RFC 6749.
    OAuth,
    /// Headers alone.
    Empty,
}

/// A refusal: what goes into the error body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    form: Form,
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) summary: String,
    pub(crate) causes: Vec<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    /// A refusal with the catalogue's text as it stands.
    pub(crate) fn new(entry: &Entry) -> Self {
        Self::about(entry, "")
    }

    /// A refusal whose text names `subject` (a field, an id).
    pub(crate) fn about(entry: &Entry, subject: &str) -> Self {
        Self {
            form: Form::Api,
            status: entry.status,
            code: entry.code,
            summary: entry.summary.replace("{0}", subject),
            causes: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// A refusal of the authorization server.
    pub(crate) fn oauth(entry: &Entry) -> Self {
        Self::oauth_about(entry, "")
    }

    /// A refusal of the authorization server whose text names `subject`.
    pub(crate) fn oauth_about(entry: &Entry, subject: &str) -> Self {
        Self {
            form: Form::OAuth,
            ..Self::about(entry, subject)
        }
    }

    /// A refusal that says everything in its headers.
    pub(crate) fn without_body(entry: &Entry) -> Self {
        Self {
            form: Form::Empty,
            ..Self::about(entry, "")
        }
    }

    /// The 404 for one thing: `Not found: Resource not found: 00u… (User)`.
    pub(crate) fn not_found(id: &str, kind: &str) -> Self {
        Self::about(&NOT_FOUND, &format!("{id} ({kind})"))
    }

    /// The 400 for one field, with its causes.
    pub(crate) fn invalid(field: &str, causes: impl IntoIterator<Item = String>) -> Self {
        let mut refusal = Self::about(&VALIDATION_FAILED, field);
        refusal.causes = causes.into_iter().collect();
        refusal
    }

    /// Adds a cause.
    pub(crate) fn because(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Adds a header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The response, with an error id of its own where the form has one.
    pub(crate) fn into_response(self, randomness: &mut Randomness) -> Response {
        let body = self.body(randomness);
        let headers: HeaderMap = self.headers.into_iter().collect();
        match body {
            Some(body) => {
                let kind = HeaderValue::from_static("application/json");
                let kind = [(header::CONTENT_TYPE, kind)];
                (self.status, headers, kind, body.to_string()).into_response()
            }
            None => (self.status, headers).into_response(),
        }
    }

    fn body(&self, randomness: &mut Randomness) -> Option<Value> {
        let causes = self.causes.iter();
        let causes: Vec<_> = causes
            .map(|cause| json!({ "errorSummary": cause }))
            .collect();
        match self.form {
            Form::Api => Some(json!({
                "errorCode": self.code,
                "errorSummary": self.summary,
                "errorLink": self.code,
                "errorId": format!("oae{}", randomness.url_safe(22)),
                "errorCauses": causes,
            })),
            Form::OAuth => Some(json!({ "error": self.code, "error_description": self.summary })),
            Form::Empty => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    #[ignore = "needs LATCHKEY_CONTRACT_DIR"]
    fn codes_and_statuses_are_those_of_the_catalogue() {
        let folder = std::env::var("LATCHKEY_CONTRACT_DIR").unwrap();
        let file = std::fs::read(format!("{folder}/okta-error-codes.json")).unwrap();
        let catalogue: Value = serde_json::from_slice(&file).unwrap();
        let statuses: BTreeMap<&str, u64> = catalogue["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                let code = entry["errorCode"].as_str().unwrap();
                (code, entry["statusCode"].as_u64().unwrap())
            })
            .collect();
        for entry in ALL {
            let status = u64::from(entry.status.as_u16());
            assert_eq!(statuses.get(entry.code), Some(&status), "{}", entry.code);
        }
    }
}
