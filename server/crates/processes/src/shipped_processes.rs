use latchkey_domain::{Offers, Process, ProcessKind};
use latchkey_values::{Alias, InvalidAlias};

/// The processes that an installation without any starts with.
pub(crate) fn shipped(credential_store: &Alias) -> Vec<Process> {
    let process = |alias: &str, name: &str| {
        let alias = alias.parse().map_err(|_: InvalidAlias| ()).ok()?;
        Some(Process::new(
            alias,
            name.to_owned(),
            credential_store.clone(),
            Offers::ALL,
        ))
    };
    let employees = process("employees", "Employee Self-Service Process for Okta");
    let desk = process("service-desk", "Service-Desk Process for Okta").map(|process| Process {
        kind: ProcessKind::ServiceDesk,
        ..process
    });
    employees.into_iter().chain(desk).collect()
}
