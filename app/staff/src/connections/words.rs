use latchkey_administration::connections::ConnectionFault;
use latchkey_domain::{ConnectionProblem, Credential, SecretField};

use crate::form_state::FoundProblem;

/// What a secret is called.
pub(crate) fn secret(field: SecretField) -> &'static str {
    match field {
        SecretField::ApiToken => "API token",
        SecretField::PrivateKey => "Private key",
        SecretField::ClientSecret => "Client secret",
        SecretField::RefreshToken => "Refresh token",
        SecretField::Proxy => "User and password of the proxy",
    }
}

/// What a kind of credential is called.
pub(crate) fn credential(credential: &Credential) -> &'static str {
    match credential {
        Credential::ApiToken => "API token",
        Credential::OAuthService { dpop: true, .. } => "OAuth service app with DPoP",
        Credential::OAuthService { dpop: false, .. } => "OAuth service app",
        Credential::OAuthWeb { .. } => "OAuth web app",
    }
}

/// What is wrong, beside the field it is about.
pub(super) fn problem(fault: &ConnectionFault) -> FoundProblem {
    let (field, text) = match fault {
        ConnectionFault::AliasTaken => ("alias", "Another connection has this alias.".to_owned()),
        ConnectionFault::Url(error) => ("url", sentence(&error.to_string())),
        ConnectionFault::Definition(problem) => {
            (field(*problem), after_colon(&problem.to_string()))
        }
        ConnectionFault::SecretNeeded(needed) => (
            "secret",
            format!(
                "Enter the {}: it is missing, or was for another host or app.",
                secret(*needed).to_lowercase()
            ),
        ),
        ConnectionFault::Secret(_) => ("secret", "This cannot be used; copy all of it.".to_owned()),
        ConnectionFault::SurplusSecret(_) => (
            "secret",
            "This kind of credential has no such secret; leave it empty.".to_owned(),
        ),
        ConnectionFault::ProxyOf => (
            "",
            "There is no such connection, or it has no proxy.".to_owned(),
        ),
    };
    FoundProblem::of(field, text)
}

fn field(problem: ConnectionProblem) -> &'static str {
    match problem {
        ConnectionProblem::Name => "name",
        ConnectionProblem::Environment => "environment",
        ConnectionProblem::ClientId => "client_id",
        ConnectionProblem::NoScopes | ConnectionProblem::Scope => "scopes",
    }
}

/// The part for people of a message that begins with the key it is about.
pub(crate) fn after_colon(text: &str) -> String {
    sentence(text.split_once(": ").map_or(text, |(_, rest)| rest))
}

/// With a capital and a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!(
        "{}{}.",
        first.unwrap_or_default(),
        letters.as_str().trim_end_matches('.')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_stands_beside_its_field_as_a_sentence() {
        let found = problem(&ConnectionFault::Definition(ConnectionProblem::ClientId));
        assert_eq!(found.field, "client_id");
        assert_eq!(found.text, "Copy it from the app's page in Okta.");
    }
}
