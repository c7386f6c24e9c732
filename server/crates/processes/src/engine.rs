use crate::{
    EngineError, Limits,
    clean_up::CleanUp,
    deliver_code::DeliverCode,
    deliver_password_link::DeliverPasswordLink,
    finish_password::FinishPassword,
    forget_people::ForgetPeople,
    measure,
    reminders::{
        plan::{self, PlanReminders},
        send::SendReminder,
        walk::WalkForReminders,
    },
    request_password_link::PASSWORD_LINK_PAGE,
    send_confirmation::SendConfirmation,
    send_notice::SendNotice,
    settle_operation::SettleOperation,
    ways_in::WaysIn,
};
use jiff::Timestamp;
use latchkey_credential_stores::{CredentialStore, CredentialStores, NoCredentialStore};
use latchkey_domain::{AuditEvent, NewJob, Offers, Process, Purpose, Request, Store, UnitOfWork};
use latchkey_jobs::{Handler, Recurring, Wake};
use latchkey_mail::Mailer;
use latchkey_password_screening::{EarlierPasswords, Screen, Weakness, passphrase};
use latchkey_secrets::Digests;
use latchkey_values::{Alias, Clock, Entropy, JobId, NewPassword, PersonNames, Rule};
use secrecy::SecretString;
use serde_json::Value;
use std::{ops::Deref, sync::Arc, time::Duration};

/// The process engine. Cheap to clone.
#[derive(Clone)]
pub struct Engine(Arc<Assembled>);

/// The parts, and what is remembered for a moment.
struct Assembled {
    parts: Parts,
    ways_in: WaysIn,
    earlier_passwords: EarlierPasswords,
}

impl Deref for Assembled {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

/// What the engine works with.
pub struct Parts {
    /// The database.
    pub store: Arc<dyn Store>,
    /// Where passwords live.
    pub credential_stores: CredentialStores,
    /// Sends letters.
    pub mailer: Mailer,
    /// Keyed hashes.
    pub digests: Digests,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Tells the job runner that work was queued.
    pub wake: Wake,
    /// How often things may happen.
    pub limits: Limits,
    /// Refuses passwords that attackers try first.
    pub screen: Screen,
}

impl Engine {
    /// An engine over `parts`.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Assembled {
            parts,
            ways_in: WaysIn::default(),
            earlier_passwords: EarlierPasswords::default(),
        }))
    }

    /// What processes offer to people who are not signed in: the one at `/p/<path>`, or all of them.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn offers(&self, path: Option<&Alias>) -> Result<Offers, EngineError> {
        let processes = self.read().await?.processes().await?;
        let any = |purpose| {
            processes
                .iter()
                .any(|process| process.is_open_for(purpose) && is_at(process, path))
        };
        Ok(Offers {
            reset: any(Purpose::Reset),
            unlock: any(Purpose::Unlock),
            change: any(Purpose::Change),
        })
    }

    /// A passphrase that keeps every rule, for somebody who wants one made. It is kept nowhere.
    /// `None` when the rules leave none.
    #[must_use]
    pub fn suggest_password(&self, rules: &[Rule]) -> Option<String> {
        passphrase::suggest(self.entropy(), rules)
    }

    /// Judges a new password of somebody whose password the portal itself keeps, as those of the
    /// directory's people are judged.
    ///
    /// # Errors
    /// The first [`Weakness`] found.
    pub async fn judge_password(
        &self,
        password: &NewPassword,
        names: &PersonNames,
    ) -> Result<(), Weakness> {
        self.screen().judge(password, names).await
    }

    /// Whether new passwords known from leaks are refused.
    #[must_use]
    pub fn refuses_leaked_passwords(&self) -> bool {
        self.screen().looks_up_leaked()
    }

    /// Whether there is a credential store of this name.
    pub async fn has_credential_store(&self, alias: &Alias) -> bool {
        self.0.credential_stores.get(alias).await.is_ok()
    }

    /// A mark for a form, by which the engine knows one that is sent twice.
    #[must_use]
    pub fn form_mark(&self) -> String {
        self.entropy().token()
    }

    pub(crate) async fn process_for(
        &self,
        unit: &mut dyn UnitOfWork,
        purpose: Purpose,
        path: Option<&Alias>,
    ) -> Result<Option<Process>, EngineError> {
        let open = self.open_processes(unit, purpose).await?;
        Ok(open.into_iter().find(|process| is_at(process, path)))
    }

    /// Every process that people who are not signed in can come to for `purpose`: those that share
    /// the first page, then those with pages of their own.
    pub(crate) async fn open_processes(
        &self,
        unit: &mut dyn UnitOfWork,
        purpose: Purpose,
    ) -> Result<Vec<Process>, EngineError> {
        let mut processes = unit.processes().await?;
        processes.retain(|process| process.is_open_for(purpose));
        processes.sort_by_key(|process| process.path().is_some());
        Ok(processes)
    }

    /// The process that serves the person of a request; before that is known, the one it began with.
    pub(crate) async fn serving_process(
        &self,
        unit: &mut dyn UnitOfWork,
        request: &Request,
    ) -> Result<Process, EngineError> {
        self.process(unit, request.served_by()).await
    }

    pub(crate) async fn process(
        &self,
        unit: &mut dyn UnitOfWork,
        alias: &Alias,
    ) -> Result<Process, EngineError> {
        let missing = || EngineError::NotConfigured {
            what: "process",
            alias: alias.to_string(),
        };
        unit.process(alias).await?.ok_or_else(missing)
    }

    /// Where the passwords of a process live, as it is configured now.
    pub(crate) async fn credential_store(
        &self,
        process: &Process,
    ) -> Result<Arc<dyn CredentialStore>, EngineError> {
        Ok(self
            .credential_store_named(&process.credential_store)
            .await?)
    }

    /// The credential store of an alias, as it is configured now.
    pub(crate) async fn credential_store_named(
        &self,
        alias: &Alias,
    ) -> Result<Arc<dyn CredentialStore>, NoCredentialStore> {
        self.0.credential_stores.get(alias).await
    }

    pub(crate) fn credential_stores(&self) -> &CredentialStores {
        &self.0.credential_stores
    }

    pub(crate) async fn begin(&self) -> Result<Box<dyn UnitOfWork>, EngineError> {
        Ok(self.0.store.begin().await?)
    }

    pub(crate) async fn read(&self) -> Result<Box<dyn UnitOfWork>, EngineError> {
        Ok(self.0.store.read().await?)
    }

    /// How often this process has changed the database; `None` when nobody counts.
    pub(crate) fn commits(&self) -> Option<u64> {
        self.0.store.commits()
    }

    pub(crate) fn earlier_passwords(&self) -> &EarlierPasswords {
        &self.0.earlier_passwords
    }

    pub(crate) fn ways_in(&self) -> &WaysIn {
        &self.0.ways_in
    }

    /// Commits, then lets the job runner look at what was queued.
    pub(crate) async fn commit(&self, unit: Box<dyn UnitOfWork>) -> Result<(), EngineError> {
        unit.commit().await?;
        self.wake();
        Ok(())
    }

    /// Lets the job runner look at what was queued.
    pub(crate) fn wake(&self) {
        self.0.wake.notify();
    }

    pub(crate) async fn audit(
        &self,
        unit: &mut dyn UnitOfWork,
        event: AuditEvent,
    ) -> Result<(), EngineError> {
        let record = unit.append_audit(self.now(), event).await?;
        measure::count(&record.event);
        Ok(())
    }

    pub(crate) async fn enqueue(
        &self,
        unit: &mut dyn UnitOfWork,
        kind: &'static str,
        payload: Value,
        run_at: Timestamp,
    ) -> Result<(), EngineError> {
        let id = JobId::new(self.clock(), self.entropy());
        unit.enqueue(&NewJob {
            id,
            kind,
            payload,
            run_at,
        })
        .await?;
        Ok(())
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.0.clock.as_ref()
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.0.entropy.as_ref()
    }

    pub(crate) fn digests(&self) -> &Digests {
        &self.0.digests
    }

    /// The address that a mailed link leads to, from the portal's own public address.
    pub(crate) fn password_link_address(&self, token: &str) -> SecretString {
        let portal = self.mailer().portal().url.trim_end_matches('/');
        SecretString::from(format!("{portal}{PASSWORD_LINK_PAGE}?token={token}"))
    }

    /// What letters are sent with.
    #[must_use]
    pub fn mailer(&self) -> &Mailer {
        &self.0.mailer
    }

    pub(crate) fn screen(&self) -> &Screen {
        &self.0.screen
    }

    /// How often things may happen, whatever the process.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }
}

/// Whether somebody who came by `path` comes to `process`.
fn is_at(process: &Process, path: Option<&Alias>) -> bool {
    path.is_none() || process.path() == path
}

/// The job handlers of the engine, for the runner.
#[must_use]
pub fn handlers(engine: &Engine) -> Vec<Arc<dyn Handler>> {
    vec![
        Arc::new(DeliverCode(engine.clone())),
        Arc::new(DeliverPasswordLink(engine.clone())),
        Arc::new(SettleOperation(engine.clone())),
        Arc::new(FinishPassword(engine.clone())),
        Arc::new(SendConfirmation(engine.clone())),
        Arc::new(SendNotice(engine.clone())),
        Arc::new(CleanUp(engine.clone())),
        Arc::new(PlanReminders(engine.clone())),
        Arc::new(WalkForReminders(engine.clone())),
        Arc::new(SendReminder(engine.clone())),
        Arc::new(ForgetPeople(engine.clone())),
    ]
}

/// The work that comes round by itself.
#[must_use]
pub fn recurring() -> Vec<Recurring> {
    let clean_up = Recurring {
        kind: CleanUp::KIND,
        every: Duration::from_secs(30),
    };
    let forget_people = Recurring {
        kind: ForgetPeople::KIND,
        every: Duration::from_mins(10),
    };
    vec![clean_up, forget_people, plan::RECURRING]
}
