use latchkey_domain::Role;

/// One thing that not everybody may do.
pub trait Permission: Send + Sync + 'static {
    /// What is known about it.
    const FACTS: PermissionFacts;
}

/// What is known about a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermissionFacts {
    /// Its name, in records.
    pub name: &'static str,
    /// The roles that have it.
    pub roles: &'static [Role],
    /// Whether it also takes a sign-in of a few minutes ago.
    pub is_dangerous: bool,
}

impl PermissionFacts {
    /// Whether somebody with `roles` has it.
    #[must_use]
    pub fn allow(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $type:ident = $name:literal: [$($role:ident),+] $($dangerous:ident)?;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct $type;

            impl Permission for $type {
                const FACTS: PermissionFacts = PermissionFacts {
                    name: $name,
                    roles: &[$(Role::$role),+],
                    is_dangerous: permissions!(@dangerous $($dangerous)?),
                };
            }
        )+

        /// Every permission.
        pub const PERMISSIONS: &[PermissionFacts] = &[$($type::FACTS),+];
    };
    (@dangerous dangerous) => { true };
    (@dangerous) => { false };
}

permissions! {
    /// See processes and how safe they are.
    ViewProcesses = "view-processes": [PasswordAdmin, Auditor];
    /// Change processes.
    EditProcesses = "edit-processes": [PasswordAdmin] dangerous;
    /// See what a process would do for a person.
    TryProcesses = "try-processes": [PasswordAdmin];
    /// See connections and credential stores, without their secrets.
    ViewConnections = "view-connections": [PasswordAdmin, CredentialManager, Auditor];
    /// Change connections, their credentials and credential stores, and test them.
    EditConnections = "edit-connections": [CredentialManager] dangerous;
    /// See reports, live activity, requests, blocks, operations and dead jobs.
    ViewMonitoring = "view-monitoring": [PasswordAdmin, Auditor];
    /// End a block early.
    LiftBlocks = "lift-blocks": [PasswordAdmin];
    /// Say what became of an operation that the portal cannot tell.
    DecideOperations = "decide-operations": [PasswordAdmin];
    /// Try a dead job again, or discard it.
    RetryJobs = "retry-jobs": [PasswordAdmin];
    /// Search and verify the audit trail.
    ReadAudit = "read-audit": [Auditor, PasswordAdmin];
    /// Take the audit trail away as a file.
    ExportAudit = "export-audit": [Auditor];
    /// Search people, and help callers whose identity is proven.
    HelpCallers = "help-callers": [ServiceDesk, SeniorServiceDesk];
    /// Confirm, as the second agent, what another one is about to do.
    ConfirmActions = "confirm-actions": [SeniorServiceDesk];
    /// Stop every action of the service desk at once.
    FreezeDesk = "freeze-desk": [PasswordAdmin];
    /// Let the service desk act again.
    ThawDesk = "thaw-desk": [PasswordAdmin] dangerous;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_permissions_share_a_name() {
        let mut names: Vec<_> = PERMISSIONS.iter().map(|facts| facts.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PERMISSIONS.len());
    }

    #[test]
    fn an_auditor_may_do_nothing_that_changes_something() {
        let changing = [
            "edit-", "lift-", "decide-", "retry-", "help-", "confirm-", "freeze-", "thaw-",
        ];
        for facts in PERMISSIONS {
            let changes = changing.iter().any(|verb| facts.name.starts_with(verb));
            assert!(
                !(changes && facts.allow(&[Role::Auditor])),
                "{}",
                facts.name
            );
        }
    }
}
