use super::reminders::LastWalk;
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{Granted, ViewProcesses};
use latchkey_domain::{Process, ProcessKind, ProcessProblem, ScoreFacts, SecurityScore};
use latchkey_values::{Alias, PasswordPolicy};
use std::{collections::BTreeMap, time::Duration};

/// How long a list waits for a directory's policies; without them the score says so.
const PATIENCE: Duration = Duration::from_secs(3);

/// A process in the list.
#[derive(Clone, Debug)]
pub struct ProcessSummary {
    /// The process.
    pub process: Process,
    /// How safe it is.
    pub score: SecurityScore,
}

/// A process on its page.
#[derive(Clone, Debug)]
pub struct ProcessView {
    /// The process.
    pub process: Process,
    /// How safe it is.
    pub score: SecurityScore,
    /// The public address where people come to it; `None` when it is for the service desk.
    pub address: Option<String>,
    /// How its reminders went last.
    pub last_walk: LastWalk,
    /// What keeps it from being active, whether it is or not.
    pub problems: Vec<ProcessProblem>,
}

impl Administration {
    /// All processes, by alias.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn list_processes(
        &self,
        _by: &Granted<ViewProcesses>,
    ) -> Result<Vec<ProcessSummary>, AdministrationError> {
        let processes = self.store.read().await?.processes().await?;
        let mut policies: BTreeMap<Alias, Option<PasswordPolicy>> = BTreeMap::new();
        let mut list = Vec::new();
        for process in processes {
            let alias = &process.credential_store;
            if !policies.contains_key(alias) {
                policies.insert(alias.clone(), self.policy_of(&process).await);
            }
            let score = self.score(&process, policies[alias].clone());
            list.push(ProcessSummary { process, score });
        }
        Ok(list)
    }

    /// One process; `None` when there is none of that alias.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn view_process(
        &self,
        _by: &Granted<ViewProcesses>,
        alias: &Alias,
    ) -> Result<Option<ProcessView>, AdministrationError> {
        let mut unit = self.store.read().await?;
        let others = unit.processes().await?;
        let last_walk = unit.last_reminder_walk(alias).await?;
        drop(unit);
        let Some(process) = others.iter().find(|process| process.alias == *alias) else {
            return Ok(None);
        };
        let policy = self.policy_of(process).await;
        let as_active = Process {
            active: true,
            ..process.clone()
        };
        Ok(Some(ProcessView {
            score: self.score(process, policy),
            problems: self.problems_of(&as_active, &others).await,
            last_walk,
            address: is_public(process).then(|| self.engine.public_address(process)),
            process: process.clone(),
        }))
    }

    /// How safe a process would be that is not saved yet.
    pub async fn score_of(&self, _by: &Granted<ViewProcesses>, process: &Process) -> SecurityScore {
        let policy = self.policy_of(process).await;
        self.score(process, policy)
    }

    fn score(&self, process: &Process, policy: Option<PasswordPolicy>) -> SecurityScore {
        let facts = ScoreFacts {
            policy,
            refuses_leaked_passwords: self.engine.refuses_leaked_passwords(),
        };
        SecurityScore::of(process, &facts)
    }

    async fn policy_of(&self, process: &Process) -> Option<PasswordPolicy> {
        let policy = self.engine.weakest_policy(process);
        tokio::time::timeout(PATIENCE, policy).await.ok().flatten()
    }
}

fn is_public(process: &Process) -> bool {
    matches!(process.kind, ProcessKind::SelfService { .. })
}
