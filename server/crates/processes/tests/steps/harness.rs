use crate::{directory::Directory, mailbox::Mailbox};
use jiff::SignedDuration;
use latchkey_domain::{
    AuditKind, Device, Digest, Network, NewJob, Offers, Operation, Process, Purpose, Store as _,
    Visitor, verify_chain,
};
use latchkey_jobs::{Runner, RunnerSettings, Wake};
use latchkey_mail::{Desk, Mailer, PortalFacts};
use latchkey_password_screening::{BreachedFilter, FilterKind, Screen, ScreenSettings};
use latchkey_processes::{
    Beginning, ChangeOutcome, CodeOutcome, Engine, FileProcesses, Identified, Limits, LinkOutcome,
    Parts, PasswordOutcome, RequestView, UnlockOutcome, apply_processes, handlers,
};
use latchkey_secrets::{Digests, Key};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Clock as _, JobId, Language, OsEntropy, RequestId};
use std::{collections::BTreeMap, net::Ipv4Addr, sync::Arc};
use tempfile::TempDir;

/// An engine with everything it needs, and the handles tests steer by.
pub(crate) struct Portal {
    pub(crate) engine: Engine,
    pub(crate) directory: Arc<Directory>,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) store: SqlStore,
    runner: Runner,
    folder: TempDir,
}

pub(crate) const GOOD: &str = "correct horse 7 battery";

impl Portal {
    pub(crate) async fn start() -> Self {
        Self::start_with(&process(), Limits::default()).await
    }

    pub(crate) async fn start_with(process: &Process, limits: Limits) -> Self {
        Self::start_with_all(std::slice::from_ref(process), limits).await
    }

    pub(crate) async fn start_with_all(processes: &[Process], limits: Limits) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("latchkey.db");
        let store = SqlStore::open(path.to_str().expect("a plain path"))
            .await
            .expect("opens");
        store.migrate().await.expect("migrates");
        let clock = Arc::new(TestClock::default());
        let file = FileProcesses {
            processes,
            shipped_for: None,
        };
        apply_processes(&store, clock.as_ref(), file)
            .await
            .expect("applies");
        let (directory, mailbox) = (Arc::new(Directory::default()), Arc::new(Mailbox::default()));
        let entropy = Arc::new(SeededEntropy::new(7));
        let engine = Engine::new(Parts {
            store: Arc::new(store.clone()),
            credential_stores: BTreeMap::from([(
                "okta".parse().expect("valid"),
                directory.clone() as _,
            )])
            .into(),
            mailer: mailer(mailbox.clone()),
            digests: Digests::new(&Key::from_bytes([7; 32])),
            clock: clock.clone(),
            entropy: entropy.clone(),
            wake: Wake::new(),
            limits,
            screen: screen(),
        });
        let runner = Runner::new(
            Arc::new(store.clone()),
            clock.clone(),
            entropy,
            handlers(&engine),
            RunnerSettings::default(),
        );
        Self {
            engine,
            directory,
            mailbox,
            clock,
            store,
            runner,
            folder,
        }
    }

    pub(crate) async fn identify(&self, login: &str) -> RequestId {
        let identified = self.try_identify(login, network()).await;
        let Identified::Started(id) = identified else {
            panic!("not started: {identified:?}")
        };
        id
    }

    pub(crate) async fn try_identify(&self, login: &str, network: Network) -> Identified {
        self.begin(beginning(Purpose::Reset, login), &visitor(network))
            .await
    }

    pub(crate) async fn begin(&self, beginning: Beginning, visitor: &Visitor) -> Identified {
        let identified = self.engine.identify(beginning, visitor).await;
        identified.expect("answers")
    }

    /// Alice, come for `purpose`, as far as the proof.
    pub(crate) async fn verified_for(&self, purpose: Purpose) -> RequestId {
        let beginning = beginning(purpose, "alice@example.com");
        let Identified::Started(id) = self.begin(beginning, &visitor(network())).await else {
            panic!("not started")
        };
        self.run_jobs().await;
        let (code, _) = self.mailbox.take_code();
        assert_eq!(self.submit(id, &code).await, CodeOutcome::Verified);
        id
    }

    pub(crate) async fn unlock(&self, id: RequestId) -> UnlockOutcome {
        self.engine.unlock(id, network()).await.expect("answers")
    }

    pub(crate) async fn change(&self, id: RequestId, current: &str) -> ChangeOutcome {
        let new = GOOD.parse().expect("a password");
        let changed = self
            .engine
            .change_password(id, current.into(), new, network());
        changed.await.expect("answers")
    }

    /// Runs every job whose time has come.
    pub(crate) async fn run_jobs(&self) {
        while self.runner.run_due().await > 0 {}
    }

    /// Looks for the people whose passwords are remembered.
    pub(crate) async fn forget_people(&self) {
        let id = JobId::new(self.clock.as_ref(), &OsEntropy);
        let job = NewJob {
            id,
            kind: "forget-people",
            payload: serde_json::Value::Null,
            run_at: self.clock.now(),
        };
        let mut unit = self.store.begin().await.expect("writes");
        unit.enqueue(&job).await.expect("queued");
        unit.commit().await.expect("committed");
        self.run_jobs().await;
    }

    pub(crate) async fn submit(&self, id: RequestId, code: &str) -> CodeOutcome {
        self.engine
            .submit_code(id, code, network())
            .await
            .expect("answers")
    }

    pub(crate) async fn choose(&self, id: RequestId, password: &str) -> PasswordOutcome {
        let password = password.parse().expect("a password");
        self.engine
            .choose_password(id, password, network())
            .await
            .expect("answers")
    }

    pub(crate) async fn make(&self, id: RequestId, link: Option<&Digest>) -> PasswordOutcome {
        self.engine
            .make_password(id, link.cloned(), network())
            .await
            .expect("answers")
    }

    /// The made password, if it is shown.
    pub(crate) async fn show(&self, id: RequestId, link: Option<&Digest>) -> Option<String> {
        let shown = self.engine.show_password(id, link, network()).await;
        shown.expect("answers").map(|made| made.expose().to_owned())
    }

    /// Asks for a link to a made password.
    pub(crate) async fn ask_for_link(&self, id: RequestId) -> LinkOutcome {
        let asked = self.engine.request_password_link(id, network()).await;
        asked.expect("answers")
    }

    /// The request behind a mailed link.
    pub(crate) async fn follow(&self, link: &Digest) -> Option<RequestId> {
        self.engine.password_link(link).await.expect("answers")
    }

    /// Alice, who forgot her password, as far as the proof.
    pub(crate) async fn verified(&self) -> RequestId {
        self.verified_for(Purpose::Reset).await
    }

    pub(crate) async fn view(&self, id: RequestId) -> RequestView {
        self.engine
            .view(id)
            .await
            .expect("answers")
            .expect("exists")
    }

    pub(crate) async fn operations(&self, id: RequestId) -> Vec<Operation> {
        self.store
            .read()
            .await
            .expect("reads")
            .operations(id)
            .await
            .expect("reads")
    }

    /// Makes a process another, whatever the rules for saving say.
    pub(crate) async fn put(&self, process: &Process) {
        let mut unit = self.store.begin().await.expect("writes");
        unit.put_process(process).await.expect("written");
        unit.commit().await.expect("committed");
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    /// Everything the database keeps on disk, write-ahead log included.
    pub(crate) fn database_bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).expect("a folder");
        files
            .flat_map(|file| std::fs::read(file.expect("a file").path()).expect("readable"))
            .collect()
    }

    /// The kinds of all audit records, after checking that their chain holds.
    pub(crate) async fn audit(&self) -> Vec<AuditKind> {
        let mut unit = self.store.read().await.expect("reads");
        let records = unit.audit_records(0, 10_000).await.expect("reads");
        verify_chain(None, &records).expect("an unbroken chain");
        records
            .into_iter()
            .map(|record| record.event.kind)
            .collect()
    }
}

/// A form without mark or work.
pub(crate) fn beginning(purpose: Purpose, login: &str) -> Beginning {
    Beginning {
        purpose,
        path: None,
        login: login.parse().expect("a login"),
        form: String::new(),
        work: String::new(),
        language: Language::English,
    }
}

/// A browser in `network` that was never seen before.
pub(crate) fn visitor(network: Network) -> Visitor {
    Visitor {
        network,
        device: Device::new(&OsEntropy),
    }
}

pub(crate) fn network() -> Network {
    network_number(7)
}

pub(crate) fn network_number(number: u8) -> Network {
    std::net::IpAddr::from(Ipv4Addr::new(203, 0, 113, number)).into()
}

pub(crate) fn process() -> Process {
    Process {
        excluded_groups: vec!["No self-service".into()],
        ..Process::new(
            "employees".parse().expect("valid"),
            "Employees".into(),
            "okta".parse().expect("valid"),
            Offers::ALL,
        )
    }
}

fn screen() -> Screen {
    let settings = ScreenSettings {
        breached: Some(
            BreachedFilter::from_passwords([BREACHED], FilterKind::Bits32).expect("builds"),
        ),
        context_words: vec!["Blueheron".into()],
        min_score: 2,
        lookup: None,
    };
    Screen::new(settings).expect("a score")
}

/// A password that is hard to guess, and known all the same.
pub(crate) const BREACHED: &str = "walnut 42 pelican saxophone";

fn mailer(transport: Arc<Mailbox>) -> Mailer {
    let sender = "Password portal <portal@example.com>"
        .parse()
        .expect("a mailbox");
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
    Mailer::new(transport, sender, portal)
}
