use crate::Administration;
use latchkey_domain::{Process, ProcessField, ProcessProblem, Severity};
use latchkey_processes::Limits;

impl Administration {
    /// Everything that keeps a process from being saved as it is, the first of each setting first.
    pub(super) async fn problems_of(
        &self,
        process: &Process,
        others: &[Process],
    ) -> Vec<ProcessProblem> {
        let mut problems = process.problems();
        problems.extend(self.store_problem(process).await);
        problems.extend(path_problem(process, others));
        problems.extend(self.redirect_problem(process));
        problems.extend(limits_without_effect(process, self.engine.limits()));
        problems.retain(|problem| process.active || problem.severity == Severity::Wrong);
        problems
    }

    async fn store_problem(&self, process: &Process) -> Option<ProcessProblem> {
        let store = &process.credential_store;
        let reason = format!("There is no credential store “{store}”.");
        let is_there = self.engine.has_credential_store(store).await;
        (!is_there).then(|| ProcessProblem::not_ready(ProcessField::CredentialStore, reason))
    }

    fn redirect_problem(&self, process: &Process) -> Option<ProcessProblem> {
        let reason = self
            .redirects
            .check(process.redirect_url.as_deref()?)
            .err()?;
        Some(ProcessProblem::wrong(ProcessField::RedirectUrl, reason))
    }
}

/// A process can only be stricter than the portal; a higher number would have no effect.
pub(crate) fn limits_without_effect(process: &Process, portal: &Limits) -> Vec<ProcessProblem> {
    let portal = [
        portal.per_account_and_network,
        portal.per_network,
        portal.per_account,
        portal.in_all,
    ];
    let own = process.limits.named().into_iter().zip(portal);
    let too_high = own.filter_map(|((name, own), portal)| {
        let own = own.filter(|own| *own > portal)?;
        let reason = format!("{name} = {own} has no effect: the portal's own limit is {portal}.");
        Some(ProcessProblem::wrong(ProcessField::Limits, reason))
    });
    too_high.collect()
}

fn path_problem(process: &Process, others: &[Process]) -> Option<ProcessProblem> {
    let path = process.path()?;
    let taken = |other: &&Process| other.alias != process.alias && other.path() == Some(path);
    let other = others.iter().find(taken)?;
    let reason = format!("The page /p/{path} belongs to “{}” already.", other.name);
    Some(ProcessProblem::wrong(ProcessField::Path, reason))
}
