use crate::{
    Engine, EngineError,
    eligibility::{self, Eligibility},
};
use latchkey_credential_stores::{CredentialStore, Failure, LookUp, PasswordExpiration, Person};
use latchkey_domain::{Offers, Process, ProcessKind, Verification};
use latchkey_mail::NotServedReason;
use latchkey_values::{Alias, Login, PasswordPolicy, UserStatus};
use std::collections::BTreeMap;

/// What the processes would do for somebody. Nothing was sent, and nothing stored.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What each process would do, in the order in which they are considered.
    pub processes: Vec<ProcessTrial>,
}

/// What one process would do for somebody.
#[derive(Clone, Debug)]
pub struct ProcessTrial {
    /// Its short name.
    pub alias: Alias,
    /// Its name on screens.
    pub name: String,
    /// Its own page is `/p/<path>`; `None` when it has none.
    pub path: Option<Alias>,
    /// What would happen.
    pub verdict: Verdict,
}

/// Whether a process serves somebody, or why not.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It does.
    Serves(Box<Serving>),
    /// It would, but one that goes before it does already.
    ComesAfter(Alias),
    /// Nobody is known by that login in its credential store.
    Unknown,
    /// More than one person is; none may be acted on.
    Ambiguous,
    /// It is switched off, or asks for more than anybody could give.
    NotActive,
    /// It is for people who named a group it leaves out, its audience, or a missing address; the
    /// reason is the one in the audit trail. To the person it looks as if nobody were known.
    Silent(&'static str),
    /// It cannot help, and mails the person why.
    Told(NotServedReason),
    /// Its credential store cannot be asked.
    Unreachable,
}

/// How a process serves somebody.
#[derive(Clone, Debug)]
pub struct Serving {
    /// The directory's id of the person.
    pub person: String,
    /// The account's status.
    pub status: UserStatus,
    /// What they pass through, in order.
    pub verifications: Vec<Verification>,
    /// What they can do afterwards, as the account is now.
    pub offers: Offers,
    /// The password policy that applies; `None` when it cannot be read.
    pub policy: Option<PasswordPolicy>,
    /// When their password ends; `None` when it never does, or that cannot be read.
    pub password_end: Option<PasswordExpiration>,
    /// Whether so many codes were wrong in a row that none is accepted.
    pub is_blocked: bool,
}

impl Engine {
    /// What the processes would do for whoever `login` means. Only reads.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn try_as(&self, login: &Login) -> Result<Trial, EngineError> {
        let mut all = self.read().await?.processes().await?;
        all.sort_by_key(|process| process.path().is_some());
        let mut found: BTreeMap<Alias, Result<LookUp, Failure>> = BTreeMap::new();
        let mut processes = Vec::new();
        let mut first: Option<Alias> = None;
        for process in all {
            let Ok(store) = self.credential_store(&process).await else {
                processes.push(trial(&process, Verdict::Unreachable));
                continue;
            };
            if !found.contains_key(&process.credential_store) {
                let answer = store.look_up(login).await;
                found.insert(process.credential_store.clone(), answer);
            }
            let verdict = match &found[&process.credential_store] {
                Ok(LookUp::Found(person)) => self.verdict(&*store, &process, person).await?,
                Ok(LookUp::Unknown) => Verdict::Unknown,
                Ok(LookUp::Ambiguous) => Verdict::Ambiguous,
                Err(_) => Verdict::Unreachable,
            };
            let shares = matches!(process.kind, ProcessKind::SelfService { path: None });
            let verdict = match (verdict, &first) {
                (Verdict::Serves(_), Some(first)) if shares => Verdict::ComesAfter(first.clone()),
                (Verdict::Serves(serving), None) if shares => {
                    first = Some(process.alias.clone());
                    Verdict::Serves(serving)
                }
                (verdict, _) => verdict,
            };
            processes.push(trial(&process, verdict));
        }
        Ok(Trial { processes })
    }

    async fn verdict(
        &self,
        store: &dyn CredentialStore,
        process: &Process,
        person: &Person,
    ) -> Result<Verdict, EngineError> {
        if !process.active || !process.verifications.can_be_met() {
            return Ok(Verdict::NotActive);
        }
        match eligibility::judge(process, person) {
            Eligibility::Served => {}
            Eligibility::Told(reason) => return Ok(Verdict::Told(reason)),
            Eligibility::Silent(why) => return Ok(Verdict::Silent(why)),
        }
        let mut unit = self.read().await?;
        Ok(Verdict::Serves(Box::new(Serving {
            person: person.id.clone(),
            status: person.status,
            verifications: passed_through(process),
            offers: Offers {
                unlock: process.offers.unlock && person.status == UserStatus::LockedOut,
                ..process.offers
            },
            policy: store.password_policy(person).await.ok(),
            password_end: store.password_expiration(person).await.ok().flatten(),
            is_blocked: self.person_is_blocked(unit.as_mut(), &person.id).await?,
        })))
    }

    /// The weakest password policy in force in the credential store of a process; `None` when it
    /// cannot be read or has none.
    pub async fn weakest_policy(&self, process: &Process) -> Option<PasswordPolicy> {
        let store = self.credential_store(process).await.ok()?;
        let policies = store.password_policies().await.ok()?;
        let never_locks = policies.iter().any(|policy| policy.lockout_attempts == 0);
        let most = policies
            .iter()
            .map(|policy| policy.lockout_attempts)
            .max()?;
        let shortest = policies
            .into_iter()
            .min_by_key(|policy| policy.min_length)?;
        Some(PasswordPolicy {
            lockout_attempts: if never_locks { 0 } else { most },
            ..shortest
        })
    }
}

fn trial(process: &Process, verdict: Verdict) -> ProcessTrial {
    ProcessTrial {
        alias: process.alias.clone(),
        name: process.name.clone(),
        path: process.path().cloned(),
        verdict,
    }
}

/// Each verification in the order in which it is asked for, by somebody who passes them all.
fn passed_through(process: &Process) -> Vec<Verification> {
    let mut passed = Vec::new();
    while let Some(next) = process.verifications.next_after(&passed) {
        passed.push(next);
    }
    passed
}
