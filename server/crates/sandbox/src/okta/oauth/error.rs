//! The errors of the authorization server, as in Okta's catalogue of OAuth 2.0 errors (release 2026.08.1).

use crate::okta::error::catalogue;

catalogue! {
    USER_NOT_ASSIGNED = "access_denied", BAD_REQUEST, "User is not assigned to the client application.";
    REFRESH_SCOPES_DENIED = "access_denied", BAD_REQUEST, "Some of the scopes requested for the refresh request were not granted in the original authorize request. Denied scopes: {0}.";
    NO_ORG_SCOPES_GRANTED = "consent_required", BAD_REQUEST, "You are not allowed any of the requested scopes.";
    INSUFFICIENT_SCOPE = "insufficient_scope", FORBIDDEN, "The access token provided does not contain the required scopes.";

    INVALID_CLIENT = "invalid_client", UNAUTHORIZED, "Client authentication failed. Either the client or the client credentials are invalid.";
    MISSING_CREDENTIALS = "invalid_client", UNAUTHORIZED, "No client credentials found.";
    INVALID_BASIC_CREDENTIALS = "invalid_client", UNAUTHORIZED, "Found Authentication header but was not valid client credentials.";
    INVALID_CLIENT_ID = "invalid_client", UNAUTHORIZED, "Invalid value for 'client_id' parameter.";
    INVALID_CLIENT_SECRET = "invalid_client", UNAUTHORIZED, "The client secret supplied for a confidential client is invalid.";
    PRIVATE_KEY_JWT_REQUIRED = "invalid_client", UNAUTHORIZED, "Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.";
    SERVICE_APP_REQUIRED = "invalid_client", UNAUTHORIZED, "Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.";
    ASSERTION_INVALID_ISSUER = "invalid_client", UNAUTHORIZED, "The issuer claim for client_assertion is not a valid client_id.";
    ASSERTION_INVALID_SUBJECT = "invalid_client", UNAUTHORIZED, "The subject claim for client_assertion is not a valid client_id.";
    ASSERTION_INVALID_AUDIENCE = "invalid_client", UNAUTHORIZED, "The audience claim for client_assertion must be the endpoint invoked for the request.";
    ASSERTION_EXPIRATION_REQUIRED = "invalid_client", UNAUTHORIZED, "The client_assertion must contain the 'exp' claim as seconds since epoch.";
    ASSERTION_EXPIRED = "invalid_client", UNAUTHORIZED, "The client_assertion token is expired.";
    ASSERTION_EXPIRES_TOO_LATE = "invalid_client", UNAUTHORIZED, "The client_assertion token has an expiration too far into the future.";
    ASSERTION_ISSUED_IN_FUTURE = "invalid_client", UNAUTHORIZED, "The client_assertion token must be issued before the current time.";
    ASSERTION_ALREADY_USED = "invalid_client", UNAUTHORIZED, "The client_assertion token has already been used.";
    ASSERTION_INVALID_SIGNATURE = "invalid_client", UNAUTHORIZED, "The client_assertion signature is invalid.";
    ASSERTION_INVALID_JWT = "invalid_client", UNAUTHORIZED, "The parsing of the client_assertion failed.";
    ASSERTION_INVALID_KID = "invalid_client", UNAUTHORIZED, "The client_assertion JWT kid is invalid.";
    ASSERTION_INVALID_ALGORITHM = "invalid_client", UNAUTHORIZED, "The client_assertion JWT signature algorithm is invalid.";
    ASSERTION_KEYS_MISSING = "invalid_client", UNAUTHORIZED, "The client does not have a JWKSet configured, but the client_assertion requires one.";

    INVALID_DPOP_PROOF = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT is invalid.";
    DPOP_MISSING = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT header is missing.";
    DPOP_MULTIPLE = "invalid_dpop_proof", BAD_REQUEST, "Multiple DPoP proof JWT headers are not allowed.";
    DPOP_TYPE = "invalid_dpop_proof", BAD_REQUEST, "'typ' must be 'dpop+jwt' in the DPoP proof JWT.";
    DPOP_ALGORITHM = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT signature algorithm is invalid.";
    DPOP_UNPARSABLE = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT cannot be parsed.";
    DPOP_SIGNATURE = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT signature is invalid.";
    DPOP_HTM = "invalid_dpop_proof", BAD_REQUEST, "'htm' claim in the DPoP proof JWT is invalid.";
    DPOP_HTU = "invalid_dpop_proof", BAD_REQUEST, "'htu' claim in the DPoP proof JWT is invalid.";
    DPOP_IAT = "invalid_dpop_proof", BAD_REQUEST, "'iat' claim in the DPoP proof JWT is invalid.";
    DPOP_FROM_FUTURE = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT is issued in the future.";
    DPOP_TOO_OLD = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT is issued more than five minutes in the past.";
    DPOP_REFRESH_BINDING = "invalid_dpop_proof", BAD_REQUEST, "Invalid DPoP Public Key binding in refresh token";
    DPOP_JTI = "invalid_dpop_proof", BAD_REQUEST, "'jti' claim in the DPoP proof JWT is invalid.";
    DPOP_ALREADY_USED = "invalid_dpop_proof", BAD_REQUEST, "The DPoP proof JWT has already been used.";
    DPOP_ATH = "invalid_dpop_proof", BAD_REQUEST, "'ath' claim in the DPoP proof does not match the presented access_token.";
    DPOP_TOKEN_BINDING = "invalid_dpop_proof", BAD_REQUEST, "The access_token is not bound to the provided DPoP proof.";
    USE_DPOP_NONCE = "use_dpop_nonce", BAD_REQUEST, "Authorization server requires nonce in DPoP proof.";
    DPOP_PROOF_REQUIRED = "invalid_request", BAD_REQUEST, "The resource request requires a DPoP proof.";
    DPOP_SCHEME_REQUIRED = "invalid_request", BAD_REQUEST, "The resource request must use the DPoP authentication scheme when using a DPoP bound token.";

    PKCE_FAILED = "invalid_grant", BAD_REQUEST, "PKCE verification failed.";
    INVALID_CODE = "invalid_grant", BAD_REQUEST, "The authorization code is invalid or has expired.";
    CODE_OF_ANOTHER_CLIENT = "invalid_grant", BAD_REQUEST, "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.";
    CODE_OF_ANOTHER_REDIRECT = "invalid_grant", BAD_REQUEST, "The 'redirect_uri' does not match the redirection URI used in the authorization request.";
    INVALID_REFRESH_TOKEN = "invalid_grant", BAD_REQUEST, "The refresh token is invalid or expired.";

    MULTIPLE_CREDENTIALS = "invalid_request", UNAUTHORIZED, "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.";
    CREDENTIALS_IN_QUERY = "invalid_request", BAD_REQUEST, "Client credentials cannot be supplied via query parameters.";
    DUPLICATE_PARAMETERS = "invalid_request", BAD_REQUEST, "Duplicate parameter provided in request. Duplicated parameters: [{0}].";
    INVALID_MAX_AGE = "invalid_request", BAD_REQUEST, "Invalid value for 'max_age' parameter. It should be within range 0 - 2^31-1.";
    SERVICE_APP_REFUSED = "invalid_request", BAD_REQUEST, "Clients with 'application_type' of 'service' are not allowed to access the '{0}' endpoint.";
    INVALID_STATE = "invalid_request", BAD_REQUEST, "The authentication request has an invalid 'state' parameter.";
    INVALID_PROMPT = "invalid_request", BAD_REQUEST, "Invalid value for 'prompt' parameter. Supported values: [none, consent, login]";
    NO_PROMPT_AND_NO_AGE = "invalid_request", BAD_REQUEST, "'prompt' parameter must not have the value 'none' for request with 'zero' as max_age.";
    PKCE_INVALID_CHALLENGE = "invalid_request", BAD_REQUEST, "PKCE code challenge contains illegal characters.";
    PKCE_MISSING_CHALLENGE = "invalid_request", BAD_REQUEST, "PKCE code challenge is required by the application.";
    PKCE_UNEXPECTED_VERIFIER = "invalid_request", BAD_REQUEST, "PKCE code challenge should be specified in the authorize request for code verification.";
    PKCE_MISSING_VERIFIER = "invalid_request", BAD_REQUEST, "PKCE code verifier is required by the application.";
    PKCE_UNSUPPORTED_METHOD = "invalid_request", BAD_REQUEST, "PKCE code challenge method is not supported. Valid values: [S256]";
    MISSING_GRANT_TYPE = "invalid_request", BAD_REQUEST, "The token request must specify a 'grant_type'. Valid values: [authorization_code, refresh_token, client_credentials]";
    MISSING_TOKEN = "invalid_request", BAD_REQUEST, "The 'token' parameter is required.";
    MISSING_PARAMETER = "invalid_request", BAD_REQUEST, "The required parameter '{0}' is missing.";
    INVALID_ASSERTION_TYPE = "invalid_request", BAD_REQUEST, "The client_assertion_type is invalid.";
    ILLEGAL_REDIRECT_URI = "invalid_request", BAD_REQUEST, "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.";
    ILLEGAL_LOGOUT_REDIRECT_URI = "invalid_request", BAD_REQUEST, "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings.";
    MISSING_REDIRECT_URI = "missing_redirect_uri", BAD_REQUEST, "redirect_uri is missing.";
    ACCESS_TOKEN_MISSING = "invalid_request", UNAUTHORIZED, "The access token is missing.";
    REQUEST_OBJECT_REFUSED = "request_not_supported", BAD_REQUEST, "The authorize request object is not supported by this client.";

    OPENID_REQUIRED = "invalid_scope", BAD_REQUEST, "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.";
    OPENID_REFUSED = "invalid_scope", BAD_REQUEST, "Cannot request 'openid' scopes using client credentials.";
    MISSING_SCOPES = "invalid_scope", BAD_REQUEST, "The authorization server resource does not have any configured default scopes, 'scope' must be provided.";
    ILLEGAL_SCOPE = "invalid_scope", BAD_REQUEST, "The following scopes are not allowed for this request: [{0}].";
    NO_MATCHING_SCOPE = "invalid_scope", BAD_REQUEST, "One or more scopes are not configured for the authorization server resource.";

    INVALID_TOKEN = "invalid_token", UNAUTHORIZED, "The access token is invalid.";
    TOKEN_EXPIRED = "invalid_token", UNAUTHORIZED, "The token has expired.";
    TOKEN_REVOKED = "invalid_token", UNAUTHORIZED, "The access token has been revoked.";
    ID_TOKEN_INVALID = "invalid_token", UNAUTHORIZED, "The id token is invalid.";
    TOKEN_NOT_DPOP_BOUND = "invalid_token", UNAUTHORIZED, "The presented access_token is not DPoP bound.";

    LOGIN_REQUIRED = "login_required", BAD_REQUEST, "The client specified not to prompt, but the user is not logged in.";
    REQUEST_EXPIRED = "login_required", BAD_REQUEST, "Request expired, please start over and try again.";
    SERVER_ERROR = "server_error", INTERNAL_SERVER_ERROR, "The authorization server encountered an unexpected condition that prevented it from fulfilling the request.";
    UNAUTHORIZED_CLIENT = "unauthorized_client", BAD_REQUEST, "The client is not authorized to use the provided grant type. Configured grant types: [{0}].";
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type", BAD_REQUEST, "The authorization grant type is not supported by the authorization server. Configured grant types: [authorization_code, refresh_token, client_credentials].";
    UNSUPPORTED_RESPONSE_MODE = "unsupported_response_mode", BAD_REQUEST, "The response mode is not supported by the authorization server. Valid response modes: [query, fragment].";
    UNSUPPORTED_RESPONSE_TYPE = "unsupported_response_type", BAD_REQUEST, "The response type is not supported by the authorization server. Configured response types: [code].";
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::okta::error::Entry;

    /// Entries whose words are not those of the catalogue, and why.
    const REVIEWED: [(&Entry, &str); 1] = [(
        &UNSUPPORTED_RESPONSE_MODE,
        "it lists the modes, and this org has fewer",
    )];

    /// Whether `ours` is a text of the catalogue, where the word `en` stands for what a request is about.
    fn says(theirs: &str, ours: &str) -> bool {
        let is_open = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()) == "en";
        let mut words = theirs.split_inclusive(' ');
        let Some(open) = words.find(|word| is_open(word)) else {
            return theirs == ours;
        };
        let (before, after) = theirs.split_once(open).unwrap_or_default();
        ours.starts_with(before) && ours.ends_with(after)
    }

    #[test]
    #[ignore = "needs LATCHKEY_CONTRACT_DIR"]
    fn codes_statuses_and_words_are_those_of_the_catalogue() {
        let folder = std::env::var("LATCHKEY_CONTRACT_DIR").unwrap();
        let file = std::fs::read(format!("{folder}/okta-oauth2-error-codes.json")).unwrap();
        let catalogue: Value = serde_json::from_slice(&file).unwrap();
        let theirs = catalogue["errors"].as_array().unwrap();
        for entry in ALL {
            let reviewed = REVIEWED
                .iter()
                .any(|(known, _)| known.summary == entry.summary);
            let found = theirs.iter().any(|other| {
                let words = other["errorDescription"].as_str().unwrap();
                other["errorCode"] == entry.code
                    && other["statusCode"] == entry.status.as_u16()
                    && says(words, entry.summary)
            });
            assert_ne!(found, reviewed, "{}: {}", entry.code, entry.summary);
        }
    }
}
