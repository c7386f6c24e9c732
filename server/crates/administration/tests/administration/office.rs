use crate::outside::outside;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_administration::{
    Administration, Parts, Retention, handlers, monitoring::BlockAlert, processes::Redirects,
    recurring,
};
use latchkey_auth::access::{Granted, Permission, StaffMember};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, AuditRecord, ChainHead, Principal, Role, Store, UnitOfWork,
};
use latchkey_jobs::{Runner, RunnerSettings, Wake};
use latchkey_mail::{Desk, Mail, MailError, Mailer, PortalFacts, Transport};
use latchkey_password_screening::{Screen, ScreenSettings};
use latchkey_processes::{Engine, Limits, Parts as EngineParts};
use latchkey_secrets::{Digests, Key};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Clock as _, OsEntropy, SignInId};
use serde_json::{Map, Value};
use sqlx::{AnyConnection, Connection as _, SqlSafeStr};
use std::{
    collections::BTreeMap,
    net::IpAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// Where admins work, and the handles tests steer by.
pub(crate) struct Office {
    pub(crate) administration: Administration,
    pub(crate) store: Arc<SqlStore>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) mails: Arc<Mails>,
    runner: Runner,
    folder: TempDir,
}

/// Every mail that was sent.
#[derive(Default)]
pub(crate) struct Mails(Mutex<Vec<Mail>>);

#[async_trait]
impl Transport for Mails {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.0.lock().expect("unpoisoned").push(mail.clone());
        Ok(())
    }
}

impl Mails {
    pub(crate) fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.0.lock().expect("unpoisoned"))
    }
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_with(BlockAlert::default(), Retention::default()).await
    }

    pub(crate) async fn open_with(block_alert: BlockAlert, retention: Retention) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("latchkey.db");
        let store = SqlStore::open(path.to_str().expect("UTF-8")).await;
        let store = Arc::new(store.expect("opens"));
        store.migrate().await.expect("migrates");
        let clock = Arc::new(TestClock::default());
        let mails = Arc::new(Mails::default());
        let (connections, vault) = outside(store.clone(), clock.clone());
        let administration = Administration::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(7)),
            wake: Wake::new(),
            engine: engine(&store, &clock, &mails),
            connections,
            vault,
            redirects: Redirects::default(),
            block_alert,
            retention,
        });
        let runner = Runner::new(
            store.clone(),
            clock.clone(),
            Arc::new(SeededEntropy::new(8)),
            handlers(&administration),
            RunnerSettings::default(),
        )
        .with_recurring(recurring());
        Self {
            administration,
            store,
            clock,
            mails,
            runner,
            folder,
        }
    }

    /// Runs every job whose time has come.
    pub(crate) async fn run_jobs(&self) {
        while self.runner.run_due().await > 0 {}
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Somebody with `role`, signed in a moment ago.
    pub(crate) fn granted<P: Permission>(&self, role: Role) -> Granted<P> {
        let member = StaffMember {
            sign_in: SignInId::new(&*self.clock, &OsEntropy),
            principal: Principal {
                issuer: "https://example.okta.com".into(),
                subject: "00uStaff".into(),
            },
            name: "Sam Staff".into(),
            login: "sam@example.com".into(),
            roles: vec![role],
            authenticated_at: self.now(),
            network: IpAddr::from([192, 0, 2, 1]).into(),
        };
        member.grant(self.now()).expect("allowed")
    }

    pub(crate) async fn begin(&self) -> Box<dyn UnitOfWork> {
        self.store.begin().await.expect("begins")
    }

    pub(crate) async fn read(&self) -> Box<dyn UnitOfWork> {
        self.store.read().await.expect("begins")
    }

    /// Appends so many records, a minute apart.
    pub(crate) async fn record(&self, count: i64) {
        for number in 0..count {
            self.note(AuditKind::RequestStarted, &format!("needle-{number}"))
                .await;
            self.pass(SignedDuration::from_mins(1));
        }
    }

    /// Appends `count` records in one transaction.
    pub(crate) async fn record_at_once(&self, count: i64) {
        let mut unit = self.begin().await;
        for number in 0..count {
            let event = event(AuditKind::RequestStarted, [("number", number.into())]);
            let appended = unit.append_audit(self.now(), event).await;
            appended.expect("appended");
        }
        unit.commit().await.expect("committed");
    }

    /// Appends one record of `kind`, with a detail.
    pub(crate) async fn note(&self, kind: AuditKind, detail: &str) {
        let mut unit = self.begin().await;
        let event = event(kind, [("login", detail.into())]);
        unit.append_audit(self.now(), event)
            .await
            .expect("appended");
        unit.commit().await.expect("committed");
    }

    pub(crate) async fn trail(&self) -> Vec<AuditRecord> {
        let records = self.read().await.audit_records(0, 10_000).await;
        records.expect("read")
    }

    pub(crate) async fn head(&self) -> ChainHead {
        let head = self.read().await.audit_head().await;
        head.expect("read").expect("a record")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("latchkey.db")
    }

    /// Runs statements behind the portal's back, as somebody who also takes the triggers away.
    pub(crate) async fn tamper(&self, statements: impl SqlSafeStr) {
        let url = format!("sqlite://{}", self.database().display());
        let mut connection = AnyConnection::connect(&url).await.expect("connects");
        let unguard = "DROP TRIGGER IF EXISTS audit_refuses_update; \
             DROP TRIGGER IF EXISTS audit_refuses_delete; \
             DROP TRIGGER IF EXISTS audit_checkpoints_refuse_what_is_not_on_the_record";
        sqlx::raw_sql(unguard)
            .execute(&mut connection)
            .await
            .expect("unguarded");
        sqlx::raw_sql(statements)
            .execute(&mut connection)
            .await
            .expect("tampered");
        connection.close().await.expect("closes");
    }
}

pub(crate) fn event<const N: usize>(kind: AuditKind, details: [(&str, Value); N]) -> AuditEvent {
    AuditEvent {
        kind,
        actor: Actor::Visitor,
        subject: None,
        request: None,
        network: Some("203.0.113.7".into()),
        details: Map::from_iter(details.map(|(name, value)| (name.to_owned(), value))),
    }
}

pub(crate) fn engine(store: &Arc<SqlStore>, clock: &Arc<TestClock>, mails: &Arc<Mails>) -> Engine {
    let portal = PortalFacts {
        name: "Password portal".into(),
        url: "https://password.example.com".into(),
        desk: Desk {
            text: "Call the service desk.".into(),
            phone: None,
            email: None,
            url: None,
        },
    };
    let sender = "portal@example.com".parse().expect("a mailbox");
    let screen = ScreenSettings {
        breached: None,
        context_words: Vec::new(),
        min_score: 0,
        lookup: None,
    };
    Engine::new(EngineParts {
        store: store.clone(),
        credential_stores: BTreeMap::new().into(),
        mailer: Mailer::new(mails.clone(), sender, portal),
        digests: Digests::new(&Key::from_bytes([7; 32])),
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(9)),
        wake: Wake::new(),
        limits: Limits::default(),
        screen: Screen::new(screen).expect("valid"),
    })
}
