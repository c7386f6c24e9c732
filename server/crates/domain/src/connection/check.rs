use super::{Connection, Credential};

/// What is wrong with a connection as somebody wrote it down; its address apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectionProblem {
    /// No name, or one that fits on no screen.
    #[error("name: write 1 to 100 characters")]
    Name,
    /// A label that fits on no screen.
    #[error("environment: write at most 40 characters")]
    Environment,
    /// No client id, or one that Okta never gives out.
    #[error("client_id: copy it from the app's page in Okta")]
    ClientId,
    /// No scopes.
    #[error("scopes: name at least one, such as okta.users.manage")]
    NoScopes,
    /// What is no scope.
    #[error("scopes: use names such as okta.users.manage")]
    Scope,
}

impl Connection {
    /// Everything that is wrong.
    #[must_use]
    pub fn problems(&self) -> Vec<ConnectionProblem> {
        let mut problems = Vec::new();
        if !is_label(&self.name, 1, 100) {
            problems.push(ConnectionProblem::Name);
        }
        if !is_label(&self.environment, 0, 40) {
            problems.push(ConnectionProblem::Environment);
        }
        match &self.credential {
            Credential::ApiToken => {}
            Credential::OAuthService {
                client_id, scopes, ..
            }
            | Credential::OAuthWeb { client_id, scopes } => {
                problems.extend((!is_client_id(client_id)).then_some(ConnectionProblem::ClientId));
                problems.extend(scope_problem(scopes));
            }
        }
        problems
    }
}

/// Whether a text can stand on a screen.
pub(crate) fn is_label(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.trim().chars().count()) && !text.chars().any(char::is_control)
}

fn is_client_id(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn scope_problem(scopes: &[String]) -> Option<ConnectionProblem> {
    // RFC 6749, section 3.3, without the characters that would need quoting.
    let is_scope = |scope: &String| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:/".contains(&byte);
        (1..=100).contains(&scope.len()) && scope.bytes().all(allowed)
    };
    if scopes.is_empty() {
        Some(ConnectionProblem::NoScopes)
    } else {
        (!scopes.iter().all(is_scope)).then_some(ConnectionProblem::Scope)
    }
}
