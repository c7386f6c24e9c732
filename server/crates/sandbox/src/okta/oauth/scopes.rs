//! Scopes: those of OpenID Connect, and those of Okta's own API with the operations that need them.

use http::Method;

use crate::okta::faults::fits;

/// The scopes of OpenID Connect that this org knows.
pub(crate) const OPENID: [&str; 5] = ["openid", "profile", "email", "groups", "offline_access"];

/// Whether a scope belongs to Okta's own API.
pub(crate) fn is_okta(scope: &str) -> bool {
    scope.starts_with("okta.")
}

/// The words of a `scope` parameter, each once.
pub(crate) fn parse(text: &str) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for word in text.split_ascii_whitespace() {
        if !scopes.iter().any(|scope| scope == word) {
            scopes.push(word.to_owned());
        }
    }
    scopes
}

/// Whether scopes allow what needs `needed`: reading is part of managing.
pub(crate) fn allow(scopes: &[String], needed: &str) -> bool {
    let manage = needed
        .strip_suffix(".read")
        .map(|resource| format!("{resource}.manage"));
    scopes
        .iter()
        .any(|scope| scope == needed || Some(scope) == manage.as_ref())
}

/// Whether an operation has no scope in Okta's specification, so that only API tokens may call it.
pub(crate) fn is_for_api_tokens(path: &str) -> bool {
    fits("/api/v1/users/{userId}/factors/questions", path)
}

/// The scope that an operation of the API needs, after `security` in Okta's specification 2026.06.3; `None` for what is
/// no operation of this org.
pub(crate) fn needed(method: &Method, path: &str) -> Option<&'static str> {
    if is_for_api_tokens(path) {
        return None;
    }
    let operation = OPERATIONS.iter().find(|(wanted, pattern, _)| {
        wanted.split('|').any(|name| name == method.as_str()) && fits(pattern, path)
    });
    operation.map(|(_, _, scope)| *scope)
}

/// Methods, path, scope.
const OPERATIONS: [(&str, &str, &str); 31] = [
    ("GET", "/api/v1/users", "okta.users.read"),
    ("POST", "/api/v1/users", "okta.users.manage"),
    ("GET", "/api/v1/users/{id}", "okta.users.read"),
    ("POST|PUT|DELETE", "/api/v1/users/{id}", "okta.users.manage"),
    ("GET", "/api/v1/users/{id}/blocks", "okta.users.read"),
    ("GET", "/api/v1/users/{id}/groups", "okta.users.read"),
    ("DELETE", "/api/v1/users/{id}/sessions", "okta.users.manage"),
    ("GET", "/api/v1/users/{id}/roles", "okta.roles.read"),
    ("POST", "/api/v1/users/{id}/roles", "okta.roles.manage"),
    (
        "DELETE",
        "/api/v1/users/{id}/roles/{roleAssignmentId}",
        "okta.roles.manage",
    ),
    (
        "POST",
        "/api/v1/users/{id}/lifecycle/*",
        "okta.users.manage",
    ),
    (
        "POST",
        "/api/v1/users/{id}/credentials/*",
        "okta.users.manage",
    ),
    ("GET", "/api/v1/users/{userId}/factors", "okta.users.read"),
    (
        "POST",
        "/api/v1/users/{userId}/factors",
        "okta.users.manage",
    ),
    (
        "GET",
        "/api/v1/users/{userId}/factors/catalog",
        "okta.users.read",
    ),
    (
        "GET",
        "/api/v1/users/{userId}/factors/{factorId}",
        "okta.users.read",
    ),
    (
        "DELETE",
        "/api/v1/users/{userId}/factors/{factorId}",
        "okta.users.manage",
    ),
    (
        "POST",
        "/api/v1/users/{userId}/factors/{factorId}/*",
        "okta.users.manage",
    ),
    (
        "GET",
        "/api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}",
        "okta.users.read",
    ),
    (
        "DELETE",
        "/api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}",
        "okta.users.manage",
    ),
    ("GET", "/api/v1/groups", "okta.groups.read"),
    ("POST", "/api/v1/groups", "okta.groups.manage"),
    ("GET", "/api/v1/groups/{groupId}", "okta.groups.read"),
    (
        "PUT|DELETE",
        "/api/v1/groups/{groupId}",
        "okta.groups.manage",
    ),
    ("GET", "/api/v1/groups/{groupId}/users", "okta.groups.read"),
    (
        "PUT|DELETE",
        "/api/v1/groups/{groupId}/users/{userId}",
        "okta.groups.manage",
    ),
    ("GET", "/api/v1/policies", "okta.policies.read"),
    ("GET", "/api/v1/policies/{policyId}", "okta.policies.read"),
    ("GET", "/api/v1/policies/{policyId}/*", "okta.policies.read"),
    ("GET", "/api/v1/logs", "okta.logs.read"),
    ("GET", "/api/v1/org", "okta.orgs.read"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_needs_the_scope_of_its_resource() {
        for (method, path, scope) in [
            ("GET", "/api/v1/users/00u1", Some("okta.users.read")),
            (
                "POST",
                "/api/v1/users/00u1/lifecycle/unlock",
                Some("okta.users.manage"),
            ),
            ("GET", "/api/v1/users/00u1/roles", Some("okta.roles.read")),
            ("GET", "/api/v1/nonsense", None),
        ] {
            let method = method.parse().unwrap();
            assert_eq!(needed(&method, path), scope, "{path}");
        }
    }

    #[test]
    fn managing_includes_reading_and_not_the_other_way_round() {
        let manage = parse("okta.users.manage openid openid");
        assert_eq!(manage.len(), 2);
        assert!(allow(&manage, "okta.users.read") && allow(&manage, "okta.users.manage"));
        let read = parse("okta.users.read");
        assert!(!allow(&read, "okta.users.manage") && !allow(&read, "okta.groups.read"));
    }

    /// Every operation of the specification with its scopes. The file is YAML with two spaces a level; looked at are
    /// paths, methods below them, and the list below `oauth2`.
    fn operations_of(specification: &str) -> Vec<(String, String, Vec<String>)> {
        let mut operations: Vec<(String, String, Vec<String>)> = Vec::new();
        let (mut path, mut in_scopes) = ("", false);
        for line in specification.lines() {
            let text = line.trim();
            let depth = line.len() - line.trim_start().len();
            let key = text.strip_suffix(':');
            match (depth, key) {
                (2, Some(key)) => path = key,
                (4, Some(method)) if path.starts_with("/api/") => {
                    operations.push((method.to_uppercase(), path.to_owned(), Vec::new()));
                }
                _ => {}
            }
            let scope = text.strip_prefix("- okta.").filter(|_| in_scopes);
            if let (Some(scope), Some(operation)) = (scope, operations.last_mut()) {
                operation.2.push(format!("okta.{scope}"));
            }
            in_scopes = text == "- oauth2:" || scope.is_some();
        }
        operations
    }

    #[test]
    #[ignore = "needs LATCHKEY_CONTRACT_DIR"]
    fn the_scopes_are_those_of_the_specification() {
        let folder = std::env::var("LATCHKEY_CONTRACT_DIR").unwrap();
        let file = format!("{folder}/okta-management.yaml");
        let specification = std::fs::read_to_string(file).unwrap();
        let mut compared = 0;
        for (method, path, scopes) in operations_of(&specification) {
            let Ok(method) = method.parse() else { continue };
            if let Some(scope) = needed(&method, &path) {
                assert_eq!(scopes, [scope], "{method} {path}");
                compared += 1;
            }
        }
        assert!(compared >= OPERATIONS.len(), "only {compared}");
    }
}
