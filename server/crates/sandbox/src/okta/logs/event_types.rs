//! The event types that this org writes, with the texts of Okta's catalogue.

/// What is fixed for an event type.
pub(crate) struct EventType {
    pub(crate) display_message: &'static str,
    /// The name in the old Events API; `None` for types that came later.
    pub(crate) legacy: Option<&'static str>,
    /// Severity when it worked and when it did not.
    pub(crate) severity: (&'static str, &'static str),
}

const USUAL: (&str, &str) = ("INFO", "WARN");

/// The description of a type.
pub(crate) fn of(kind: &str) -> EventType {
    let (display_message, legacy) = match kind {
        "user.lifecycle.create" => (
            "Create Okta user",
            Some("core.user.config.user_creation.success"),
        ),
        "user.lifecycle.activate" => (
            "Activate Okta user",
            Some("core.user.config.user_activated"),
        ),
        "user.lifecycle.reactivate" => ("Reactivate Okta user", None),
        "user.lifecycle.deactivate" => (
            "Deactivate Okta user",
            Some("core.user.config.user_deactivated"),
        ),
        "user.lifecycle.suspend" => ("Suspend Okta user", None),
        "user.lifecycle.unsuspend" => ("Unsuspend Okta user", None),
        "user.lifecycle.delete.initiated" => ("Delete Okta user initiated", None),
        "user.lifecycle.delete.completed" => ("Delete Okta user completed", None),
        "user.account.lock" => (
            "Max sign in attempts exceeded",
            Some("core.user_auth.account_locked"),
        ),
        "user.account.lock.limit" => ("Account has reached the automatic unlock limit", None),
        "user.account.unlock" => ("Automatic unlock of user account", None),
        "user.account.unlock_by_admin" => ("Unlock user account by admin", None),
        "user.account.update_password" => (
            "User update password for Okta",
            Some("core.user.config.password_update.success"),
        ),
        "user.account.expire_password" => ("Expire user's password", None),
        "user.account.reset_password" => (
            "User reset password for Okta",
            Some("core.user.config.user_status.password_reset"),
        ),
        "user.account.update_profile" => ("Update user profile for Okta", None),
        "user.account.privilege.grant" => (
            "Grant user privilege",
            Some("core.user.admin_privilege.granted"),
        ),
        "user.account.privilege.revoke" => (
            "Revoke user privilege",
            Some("core.user.admin_privilege.revoked"),
        ),
        "user.account.update_secondary_email" => ("Update user secondary email for Okta", None),
        "user.session.start" => ("User login to Okta", Some("core.user_auth.login_success")),
        "user.session.end" => (
            "User logout from Okta",
            Some("core.user_auth.logout_success"),
        ),
        "user.authentication.sso" => ("User single sign on to app", Some("app.auth.sso")),
        "user.session.clear" => ("Clear user session", None),
        "user.mfa.factor.reset_all" => (
            "Reset all factors for user",
            Some("core.user.factor.reset_all"),
        ),
        "group.lifecycle.create" => ("Create Okta group", None),
        "group.lifecycle.delete" => ("Delete Okta group", None),
        "group.profile.update" => ("Okta group profile update", None),
        "group.user_membership.add" => (
            "Add user to group membership",
            Some("core.user_group_member.user_add"),
        ),
        "group.user_membership.remove" => (
            "Remove user from group membership",
            Some("core.user_group_member.user_remove"),
        ),
        _ => (without_legacy(kind), None),
    };
    let severity = match kind {
        "user.account.lock" | "user.account.lock.limit" => ("WARN", "WARN"),
        _ => USUAL,
    };
    EventType {
        display_message,
        legacy,
        severity,
    }
}

/// The text of an event that the old Events API did not have.
fn without_legacy(kind: &str) -> &'static str {
    of_message(kind)
        .or_else(|| of_factor(kind))
        .unwrap_or_else(|| of_authorization_server(kind))
}

/// The text of an event about something sent to a person; `None` for any other.
fn of_message(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "system.email.password_reset.sent_message" => "Send password reset email",
        "system.email.new_user_setup.sent_message" => "Send new user setup email",
        "system.sms.send_factor_verify_message" => "Send second factor auth SMS",
        "system.voice.send_mfa_challenge_call" => "Send second factor auth call",
        "system.email.send_factor_verify_message" => "Send email factor verification",
        "system.push.send_factor_verify_push" => "Send a push to a device",
        _ => return None,
    })
}

/// The text of an event about a factor; `None` for any other.
fn of_factor(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "user.mfa.factor.activate" => "Activate factor for user",
        "user.mfa.factor.deactivate" => "Reset factor for user",
        "user.authentication.auth_via_mfa" => "Authentication of user via MFA",
        _ => return None,
    })
}

/// The text of an event of the authorization server; empty for any other.
fn of_authorization_server(kind: &str) -> &'static str {
    match kind {
        "app.oauth2.authorize.code" => "OIDC authorization code request",
        "app.oauth2.token.grant" => "OIDC token request",
        "app.oauth2.token.grant.access_token" => "OIDC access token is granted",
        "app.oauth2.token.grant.id_token" => "OIDC id token is granted",
        "app.oauth2.token.grant.refresh_token" => "OIDC refresh token is granted",
        "app.oauth2.token.revoke" => "OIDC token revocation request",
        "app.oauth2.token.revoke.implicit.user" => "Tokens revoked for user",
        "app.oauth2.token.detect_reuse" => "Detect one-time refresh token attempted reuse",
        "app.oauth2.key.rollover" => "Org Authorization Server token signing key rolled over",
        _ => "",
    }
}
