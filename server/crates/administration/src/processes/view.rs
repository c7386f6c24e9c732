use crate::{Administration, AdministrationError};
use latchkey_auth::access::{Granted, ViewProcesses};
use latchkey_domain::{Process, ProcessProblem, ScoreFacts, SecurityScore};
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
            let directory = &process.credential_store;
            if !policies.contains_key(directory) {
                policies.insert(directory.clone(), self.policy_of(&process).await);
            }
            let score = self.score(&process, policies[directory].clone());
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
        let others = self.store.read().await?.processes().await?;
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
            problems: self.problems_of(&as_active, &others),
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
