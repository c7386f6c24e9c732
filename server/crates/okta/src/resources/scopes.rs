//! Which OAuth scope each function needs: the `security` of its operations in Okta's management spec. API
//! tokens have no scopes. The admin role of the app, or of the admin it acts for, must allow the call too.

use crate::Scope;

/// What one function of this client sends, and what Okta wants for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeededScope {
    /// The function, such as `users.get` for `client.users().get(…)`. One that sends different calls has
    /// several entries, and needs them all.
    pub function: &'static str,
    /// The verb.
    pub method: &'static str,
    /// The path, with placeholders.
    pub path: &'static str,
    /// The scope; a `manage` scope does for its `read`.
    pub scope: Scope,
}

const fn needs(
    function: &'static str,
    method: &'static str,
    path: &'static str,
    scope: &'static str,
) -> NeededScope {
    NeededScope {
        function,
        method,
        path,
        scope: Scope::known(scope),
    }
}

/// Every call of every function, in the order of Okta's API tree.
#[rustfmt::skip]
pub const NEEDED_SCOPES: &[NeededScope] = &[
    needs("users.get", "GET", "/api/v1/users/{id}", "okta.users.read"),
    needs("users.find_by_login", "GET", "/api/v1/users/{id}", "okta.users.read"),
    needs("users.find_by_login", "GET", "/api/v1/users", "okta.users.read"),
    needs("users.list_by_email", "GET", "/api/v1/users", "okta.users.read"),
    needs("users.search", "GET", "/api/v1/users", "okta.users.read"),
    needs("users.list", "GET", "/api/v1/users", "okta.users.read"),
    needs("users.groups", "GET", "/api/v1/users/{id}/groups", "okta.users.read"),
    needs("users.roles", "GET", "/api/v1/users/{id}/roles", "okta.roles.read"),
    needs("users.create", "POST", "/api/v1/users", "okta.users.manage"),
    needs("users.update_profile", "POST", "/api/v1/users/{id}", "okta.users.manage"),
    needs("users.set_password", "POST", "/api/v1/users/{id}", "okta.users.manage"),
    needs("users.set_recovery_question", "POST", "/api/v1/users/{id}", "okta.users.manage"),
    needs("users.delete", "DELETE", "/api/v1/users/{id}", "okta.users.manage"),
    needs("lifecycle.activate", "POST", "/api/v1/users/{id}/lifecycle/activate", "okta.users.manage"),
    needs("lifecycle.reactivate", "POST", "/api/v1/users/{id}/lifecycle/reactivate", "okta.users.manage"),
    needs("lifecycle.deactivate", "POST", "/api/v1/users/{id}/lifecycle/deactivate", "okta.users.manage"),
    needs("lifecycle.suspend", "POST", "/api/v1/users/{id}/lifecycle/suspend", "okta.users.manage"),
    needs("lifecycle.unsuspend", "POST", "/api/v1/users/{id}/lifecycle/unsuspend", "okta.users.manage"),
    needs("lifecycle.unlock", "POST", "/api/v1/users/{id}/lifecycle/unlock", "okta.users.manage"),
    needs("lifecycle.expire_password", "POST", "/api/v1/users/{id}/lifecycle/expire_password", "okta.users.manage"),
    needs("lifecycle.expire_password_with_temp_password", "POST", "/api/v1/users/{id}/lifecycle/expire_password_with_temp_password", "okta.users.manage"),
    needs("lifecycle.reset_password", "POST", "/api/v1/users/{id}/lifecycle/reset_password", "okta.users.manage"),
    needs("lifecycle.reset_factors", "POST", "/api/v1/users/{id}/lifecycle/reset_factors", "okta.users.manage"),
    needs("credentials.change_password", "POST", "/api/v1/users/{id}/credentials/change_password", "okta.users.manage"),
    needs("credentials.forgot_password", "POST", "/api/v1/users/{id}/credentials/forgot_password", "okta.users.manage"),
    needs("credentials.reset_with_answer", "POST", "/api/v1/users/{id}/credentials/forgot_password_recovery_question", "okta.users.manage"),
    needs("credentials.change_recovery_question", "POST", "/api/v1/users/{id}/credentials/change_recovery_question", "okta.users.manage"),
    needs("factors.list", "GET", "/api/v1/users/{userId}/factors", "okta.users.read"),
    needs("factors.get", "GET", "/api/v1/users/{userId}/factors/{factorId}", "okta.users.read"),
    needs("factors.list_supported", "GET", "/api/v1/users/{userId}/factors/catalog", "okta.users.read"),
    needs("factors.enroll", "POST", "/api/v1/users/{userId}/factors", "okta.users.manage"),
    needs("factors.activate", "POST", "/api/v1/users/{userId}/factors/{factorId}/lifecycle/activate", "okta.users.manage"),
    needs("factors.resend", "POST", "/api/v1/users/{userId}/factors/{factorId}/resend", "okta.users.manage"),
    needs("factors.send_code", "POST", "/api/v1/users/{userId}/factors/{factorId}/verify", "okta.users.manage"),
    needs("factors.check_code", "POST", "/api/v1/users/{userId}/factors/{factorId}/verify", "okta.users.manage"),
    needs("factors.check_answer", "POST", "/api/v1/users/{userId}/factors/{factorId}/verify", "okta.users.manage"),
    needs("factors.start_push", "POST", "/api/v1/users/{userId}/factors/{factorId}/verify", "okta.users.manage"),
    needs("factors.poll_push", "GET", "/api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}", "okta.users.read"),
    needs("factors.unenroll", "DELETE", "/api/v1/users/{userId}/factors/{factorId}", "okta.users.manage"),
    needs("sessions.revoke", "DELETE", "/api/v1/users/{id}/sessions", "okta.users.manage"),
    needs("groups.get", "GET", "/api/v1/groups/{id}", "okta.groups.read"),
    needs("groups.list", "GET", "/api/v1/groups", "okta.groups.read"),
    needs("groups.members", "GET", "/api/v1/groups/{id}/users", "okta.groups.read"),
    needs("groups.add_member", "PUT", "/api/v1/groups/{id}/users/{user}", "okta.groups.manage"),
    needs("groups.remove_member", "DELETE", "/api/v1/groups/{id}/users/{user}", "okta.groups.manage"),
    needs("policies.list_password", "GET", "/api/v1/policies", "okta.policies.read"),
    needs("policies.rules", "GET", "/api/v1/policies/{id}/rules", "okta.policies.read"),
];
