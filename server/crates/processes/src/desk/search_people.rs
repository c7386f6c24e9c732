use crate::{Engine, EngineError};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_credential_stores::FoundPerson;
use latchkey_domain::Process;
use latchkey_values::Alias;

/// More are not shown: whoever searches has to say more.
const MOST: u32 = 20;

/// With less there are too many.
const LEAST_CHARACTERS: usize = 2;
const MOST_CHARACTERS: usize = 100;

/// Somebody whom a search found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The credential store that knows them.
    pub store: Alias,
    /// What may be shown of them.
    pub found: FoundPerson,
}

/// What came of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Searched {
    /// These, no more than twenty.
    Found(Vec<Person>),
    /// The text is too short or too long to search for.
    Unusable,
    /// This agent has searched too often.
    TooOften {
        /// When searching is possible again.
        until: Timestamp,
    },
    /// The directory cannot be asked now.
    Unreachable,
    /// No process of the service desk is active.
    NoProcess,
}

impl Engine {
    /// People whom `text` may mean, by name, login, address or telephone number, in the credential
    /// stores of the processes of the service desk.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn search_people(
        &self,
        agent: &Granted<HelpCallers>,
        text: &str,
    ) -> Result<Searched, EngineError> {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let length = text.trim().chars().count();
        if !(LEAST_CHARACTERS..=MOST_CHARACTERS).contains(&length) {
            return Ok(Searched::Unusable);
        }
        if let Err(until) = self.count_search(agent).await? {
            return Ok(Searched::TooOften { until });
        }
        let processes = self.desk_processes().await?;
        if processes.is_empty() {
            return Ok(Searched::NoProcess);
        }
        let mut stores: Vec<&Process> = Vec::new();
        for process in &processes {
            let is_new = |other: &&Process| other.credential_store != process.credential_store;
            if stores.iter().all(is_new) {
                stores.push(process);
            }
        }
        let mut people = Vec::new();
        for process in stores {
            let Ok(store) = self.credential_store(process).await else {
                return Ok(Searched::Unreachable);
            };
            match store.search(text.trim(), MOST).await {
                Ok(found) => people.extend(found.into_iter().map(|found| Person {
                    store: process.credential_store.clone(),
                    found,
                })),
                Err(failure) => {
                    let error = &failure as &dyn std::error::Error;
                    tracing::warn!(error, "people cannot be searched");
                    return Ok(Searched::Unreachable);
                }
            }
        }
        people.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        Ok(Searched::Found(people))
    }

    /// Every process of the service desk that is active and can be passed.
    pub(super) async fn desk_processes(&self) -> Result<Vec<Process>, EngineError> {
        let mut processes = self.read().await?.processes().await?;
        processes.retain(serves_the_desk);
        Ok(processes)
    }
}

/// Whether agents can open cases of a process.
pub(super) fn serves_the_desk(process: &Process) -> bool {
    process.active && process.is_for_the_desk() && process.verifications.can_be_met()
}
