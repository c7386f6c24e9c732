use crate::outside::outside;
use async_trait::async_trait;
use latchkey_administration::{
    Administration, Parts, Retention, handlers,
    monitoring::BlockAlert,
    processes::{ProcessSaved, Redirects, SaveProcess},
};
use latchkey_auth::access::{Granted, Permission, StaffMember};
use latchkey_credential_stores::{
    Attributes, CredentialStore, Failure, Group, LookUp, ManagedBy, Person,
};
use latchkey_domain::{
    AuditKind, AuditRecord, Network, Offers, Principal, Process, Role, Store as _, verify_chain,
};
use latchkey_jobs::{Runner, RunnerSettings, Wake};
use latchkey_mail::{Desk, Mail, MailError, Mailer, PortalFacts, Transport};
use latchkey_password_screening::{Screen, ScreenSettings};
use latchkey_processes::{Engine, Limits};
use latchkey_secrets::{Digests, Key};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{
    Alias, Clock as _, Login, NewPassword, PasswordPolicy, PersonNames, SignInId, UserStatus,
};
use secrecy::SecretString;
use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// The use cases with everything they need.
pub(crate) struct House {
    pub(crate) administration: Administration,
    pub(crate) directory: Arc<Directory>,
    pub(crate) mails: Arc<Mails>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) store: SqlStore,
    _folder: TempDir,
}

impl House {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("latchkey.db");
        let store = SqlStore::open(path.to_str().expect("a plain path")).await;
        let store = store.expect("opens");
        store.migrate().await.expect("migrates");
        let clock = Arc::new(TestClock::default());
        let (directory, mails) = (Arc::<Directory>::default(), Arc::<Mails>::default());
        let (connections, vault) = outside(Arc::new(store.clone()), clock.clone());
        let parts = Parts {
            store: Arc::new(store.clone()),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(3)),
            wake: Wake::new(),
            engine: engine(&store, &clock, &directory, &mails),
            redirects: Redirects::default(),
            connections,
            vault,
            block_alert: BlockAlert::default(),
            retention: Retention::default(),
        };
        Self {
            administration: Administration::new(parts),
            directory,
            mails,
            clock,
            store,
            _folder: folder,
        }
    }

    /// An admin who signed in just now.
    pub(crate) fn granted<P: Permission>(&self) -> Granted<P> {
        let now = self.clock.now();
        let admin = StaffMember {
            sign_in: SignInId::new(self.clock.as_ref(), &SeededEntropy::new(1)),
            principal: Principal {
                issuer: "https://example.okta.com".into(),
                subject: "00uadmin".into(),
            },
            name: "Ada Admin".into(),
            login: "ada@example.com".into(),
            roles: vec![Role::PasswordAdmin],
            authenticated_at: now,
            network: Network::from(IpAddr::from([192, 0, 2, 1])),
        };
        admin.grant(now).expect("allowed")
    }

    pub(crate) async fn save(&self, process: Process) -> ProcessSaved {
        self.save_accepting(process, None).await
    }

    pub(crate) async fn save_accepting(
        &self,
        process: Process,
        acknowledged: Option<String>,
    ) -> ProcessSaved {
        let save = SaveProcess {
            process,
            acknowledged,
        };
        let by = self.granted();
        let saved = self.administration.save_process(&by, save);
        saved.await.expect("answers")
    }

    /// Saves a process that can be.
    pub(crate) async fn saved(&self, process: Process) -> Process {
        match self.save(process).await {
            ProcessSaved::Saved(process) => *process,
            other => panic!("not saved: {other:?}"),
        }
    }

    /// Runs every job whose time has come.
    pub(crate) async fn run_jobs(&self) {
        let runner = Runner::new(
            Arc::new(self.store.clone()),
            self.clock.clone(),
            Arc::new(SeededEntropy::new(9)),
            handlers(&self.administration),
            RunnerSettings::default(),
        );
        while runner.run_due().await > 0 {}
    }

    pub(crate) async fn stored(&self, alias: &str) -> Option<Process> {
        let mut unit = self.store.read().await.expect("reads");
        unit.process(&self::alias(alias)).await.expect("reads")
    }

    /// Every record, after checking that their chain holds.
    pub(crate) async fn audit(&self) -> Vec<AuditRecord> {
        let mut unit = self.store.read().await.expect("reads");
        let records = unit.audit_records(0, 1_000).await.expect("reads");
        verify_chain(None, &records).expect("an unbroken chain");
        records
    }

    pub(crate) async fn audit_kinds(&self) -> Vec<AuditKind> {
        let records = self.audit().await.into_iter();
        records.map(|record| record.event.kind).collect()
    }
}

pub(crate) fn alias(text: &str) -> Alias {
    text.parse().expect("an alias")
}

pub(crate) fn process() -> Process {
    Process::new(
        alias("employees"),
        "Employees".into(),
        alias("okta"),
        Offers::ALL,
    )
}

fn engine(
    store: &SqlStore,
    clock: &Arc<TestClock>,
    directory: &Arc<Directory>,
    mails: &Arc<Mails>,
) -> Engine {
    let portal = PortalFacts {
        name: "Portal".into(),
        url: "https://password.example.com".into(),
        desk: Desk {
            text: "Call us.".into(),
            phone: None,
            email: None,
            url: None,
        },
    };
    let sender = "Portal <portal@example.com>".parse().expect("a mailbox");
    let settings = ScreenSettings {
        breached: None,
        context_words: Vec::new(),
        min_score: 2,
        lookup: None,
    };
    Engine::new(latchkey_processes::Parts {
        store: Arc::new(store.clone()),
        credential_stores: BTreeMap::from([(alias("okta"), directory.clone() as _)]).into(),
        mailer: Mailer::new(mails.clone(), sender, portal),
        digests: Digests::new(&Key::from_bytes([7; 32])),
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(7)),
        wake: Wake::new(),
        limits: Limits::default(),
        screen: Screen::new(settings).expect("a score"),
    })
}

/// Every mail that left.
#[derive(Default)]
pub(crate) struct Mails(Mutex<Vec<Mail>>);

impl Mails {
    pub(crate) fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.0.lock().expect("unpoisoned"))
    }

    pub(crate) fn count(&self) -> usize {
        self.0.lock().expect("unpoisoned").len()
    }
}

#[async_trait]
impl Transport for Mails {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.0.lock().expect("unpoisoned").push(mail.clone());
        Ok(())
    }
}

/// A directory with alice@example.com in it, that counts whatever would change something.
pub(crate) struct Directory {
    person: Mutex<Person>,
    writes: Mutex<u32>,
}

impl Directory {
    pub(crate) fn change(&self, change: impl FnOnce(&mut Person)) {
        change(&mut self.person.lock().expect("unpoisoned"));
    }

    pub(crate) fn writes(&self) -> u32 {
        *self.writes.lock().expect("unpoisoned")
    }

    fn person(&self) -> Person {
        self.person.lock().expect("unpoisoned").clone()
    }

    fn write(&self) -> Option<String> {
        *self.writes.lock().expect("unpoisoned") += 1;
        None
    }
}

impl Default for Directory {
    fn default() -> Self {
        let person = Person {
            id: "00u1alice".into(),
            names: PersonNames {
                login: "alice@example.com".into(),
                first: "Alice".into(),
                last: "Winter".into(),
            },
            primary: "alice@example.com".parse().ok(),
            recovery: None,
            status: UserStatus::Active,
            managed_by: ManagedBy::Store,
            groups: vec![Group {
                id: "00g1".into(),
                name: "Everyone".into(),
            }],
            is_administrator: false,
            password_changed: None,
            attributes: Attributes::default(),
        };
        Self {
            person: Mutex::new(person),
            writes: Mutex::default(),
        }
    }
}

fn policy() -> PasswordPolicy {
    PasswordPolicy {
        min_length: 12,
        lockout_attempts: 5,
        ..PasswordPolicy::default()
    }
}

#[async_trait]
impl CredentialStore for Directory {
    async fn look_up(&self, login: &Login) -> Result<LookUp, Failure> {
        let person = self.person();
        Ok(if login.key().as_str() == person.names.login {
            LookUp::Found(Box::new(person))
        } else {
            LookUp::Unknown
        })
    }

    async fn person(&self, _id: &str) -> Result<Option<Person>, Failure> {
        Ok(Some(self.person()))
    }

    async fn password_policy(&self, _person: &Person) -> Result<PasswordPolicy, Failure> {
        Ok(policy())
    }

    async fn password_policies(&self) -> Result<Vec<PasswordPolicy>, Failure> {
        Ok(vec![policy()])
    }

    async fn reset(
        &self,
        _id: &str,
        _password: &NewPassword,
        _enforces_history: bool,
    ) -> Result<Option<String>, Failure> {
        Ok(self.write())
    }

    async fn change(
        &self,
        _id: &str,
        _current: &SecretString,
        _new: &NewPassword,
    ) -> Result<Option<String>, Failure> {
        Ok(self.write())
    }

    async fn unlock(&self, _id: &str) -> Result<Option<String>, Failure> {
        Ok(self.write())
    }

    async fn is_locked(&self, _id: &str) -> Result<Option<bool>, Failure> {
        Ok(Some(self.person().status == UserStatus::LockedOut))
    }

    async fn expire_password(&self, _id: &str) -> Result<Option<String>, Failure> {
        Ok(self.write())
    }

    async fn revoke_sessions(&self, _id: &str) -> Result<Option<String>, Failure> {
        Ok(self.write())
    }

    async fn test_connection(&self) -> Result<(), Failure> {
        Ok(())
    }
}
