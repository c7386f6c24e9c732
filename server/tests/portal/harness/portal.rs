use super::{Browser, Fault, Mail, faults::Relay, mailbox};
use jiff::SignedDuration;
use latchkey::{
    Site,
    config::Config,
    startup::{self, Foundations},
};
use latchkey_domain::{AuditRecord, Store, verify_chain};
use latchkey_sandbox::{
    RateLimits, Sandbox, Settings,
    okta::{OAuthAppChange, SeededApp},
};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Clock, SystemClock};
use metrics_exporter_prometheus::PrometheusHandle;
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// The file with the configuration, for commands.
const CONFIGURATION: &str = "latchkey.toml";

/// What may differ from test to test.
#[derive(Clone, Default)]
pub(crate) struct Setup {
    /// The public address; `None` is loopback, where the test reaches the portal.
    pub(crate) public_url: Option<String>,
    /// Lines for the first part of the configuration.
    pub(crate) keys: String,
    /// Lines for the `[limits]` section.
    pub(crate) limits: String,
    /// Lines for the process.
    pub(crate) process: String,
    /// Whether a relay stands before Okta that can lose answers.
    pub(crate) between: bool,
    /// The address of a PostgreSQL database; `None` is a SQLite file.
    pub(crate) postgres: Option<String>,
    /// Whether staff sign in at the org.
    pub(crate) signs_in: bool,
    /// Lines for the `[sign_in]` section.
    pub(crate) sign_in: String,
    /// Sections of further processes.
    pub(crate) processes: String,
}

/// A node of the portal.
struct Node {
    running: startup::Portal,
    address: SocketAddr,
}

/// A running portal and what it stands on. Jobs run only when the test says so.
pub(crate) struct Portal {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) folder: TempDir,
    node: Node,
    setup: Setup,
    relay: Option<Relay>,
    /// How far both clocks were moved.
    moved: Mutex<SignedDuration>,
}

impl Portal {
    pub(crate) async fn start() -> Self {
        Self::start_with(Setup::default()).await
    }

    pub(crate) async fn start_with(setup: Setup) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sandbox = sandbox(folder.path()).await;
        std::fs::write(folder.path().join("okta-token"), sandbox.api_token()).expect("written");
        let clock = Arc::new(TestClock::default());
        // The org's clock runs by the machine's; both have to agree about "changed after".
        clock.advance(SystemClock.now().duration_since(clock.now()));
        let okta = sandbox
            .okta_url()
            .trim_start_matches("http://")
            .parse()
            .expect("an address");
        let relay = if setup.between {
            Some(Relay::before(okta).await)
        } else {
            None
        };
        let okta_url = okta_url(&sandbox, relay.as_ref());
        let setup = with_client(setup, &sandbox, folder.path());
        let node = run(&setup, folder.path(), &okta_url, &clock).await;
        allow_return(&sandbox, node.address);
        Self {
            sandbox,
            clock,
            folder,
            node,
            setup,
            relay,
            moved: Mutex::default(),
        }
    }

    /// Stops the portal as a crash would, and starts it again on the same database.
    pub(crate) async fn restart(self) -> Self {
        let Self {
            sandbox,
            clock,
            folder,
            node,
            setup,
            relay,
            moved,
        } = self;
        drop(node);
        if let Some(relay) = &relay {
            relay.set(Fault::None);
        }
        let okta_url = okta_url(&sandbox, relay.as_ref());
        let node = run(&setup, folder.path(), &okta_url, &clock).await;
        allow_return(&sandbox, node.address);
        Self {
            sandbox,
            clock,
            folder,
            node,
            setup,
            relay,
            moved,
        }
    }

    /// From now on this happens to Okta's answers to writes.
    pub(crate) fn fault(&self, fault: Fault) {
        self.relay.as_ref().expect("a relay").set(fault);
    }

    /// Waits until an answer of Okta's is being held back.
    pub(crate) async fn answer_held(&self) {
        self.relay.as_ref().expect("a relay").answer_held().await;
    }

    /// Another portal with the same configuration, on the same database and with the same key.
    pub(crate) async fn second_node(&self) -> SecondNode {
        let okta_url = okta_url(&self.sandbox, self.relay.as_ref());
        SecondNode(run(&self.setup, self.folder.path(), &okta_url, &self.clock).await)
    }

    /// Why another portal does not start on the same database and data folder.
    pub(crate) async fn refusal_of_second_node(&self) -> String {
        let okta_url = okta_url(&self.sandbox, self.relay.as_ref());
        let node = try_run(&self.setup, self.folder.path(), &okta_url, &self.clock).await;
        format!("{:#}", node.err().expect("a refusal"))
    }

    /// Runs a command on this portal's configuration. Whether it succeeded, and what it said.
    pub(crate) fn command(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_latchkey"))
            .args(arguments)
            .arg("--config")
            .arg(self.folder.path().join(CONFIGURATION))
            .output()
            .expect("the binary runs");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.success(), said)
    }

    /// Lets monitoring read `metrics`, and returns where.
    pub(crate) async fn report(&mut self, metrics: PrometheusHandle) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        self.node.running.report(listener, metrics);
        address
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.node.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.node.address
    }

    /// Runs every job that is due.
    pub(crate) async fn run_jobs(&self) -> usize {
        self.node.running.runner().run_due().await
    }

    /// Moves the portal's clock and the org's.
    pub(crate) fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
        self.sandbox.okta().advance_clock(by.unsigned_abs());
        *self.moved.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// Brings the portal's clock, which stands still, to where the org's is by now: a token of the org must
    /// not come from the future.
    pub(crate) fn catch_up(&self) {
        let moved = *self.moved.lock().unwrap_or_else(PoisonError::into_inner);
        let now = SystemClock.now() + moved;
        self.clock.advance(now.duration_since(self.clock.now()));
    }

    /// Every mail so far, oldest first.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        mailbox::read(&self.folder.path().join("mail"))
    }

    /// The code in the newest mail that has one.
    pub(crate) fn newest_code(&self) -> String {
        self.mails()
            .iter()
            .rev()
            .find_map(Mail::code)
            .expect("a mail with a code")
    }

    pub(crate) fn store(&self) -> Arc<SqlStore> {
        self.node.running.store()
    }

    /// Makes the database one to which no configuration was applied yet.
    pub(crate) async fn forget_processes(&self) {
        let mut unit = self.store().begin().await.expect("a transaction");
        for process in unit.processes().await.expect("processes") {
            unit.remove_process(&process.alias).await.expect("removed");
            let forgotten = unit.forget_applied("process", &process.alias);
            forgotten.await.expect("forgotten");
        }
        unit.commit().await.expect("committed");
    }

    /// The audit trail, after checking that its chain holds.
    pub(crate) async fn audit_trail(&self) -> Vec<AuditRecord> {
        let mut unit = self.store().read().await.expect("a transaction");
        let records = unit.audit_records(0, 10_000).await.expect("records");
        verify_chain(None, &records).expect("the chain holds");
        records
    }

    /// Calls the org received that were not mere reads, as `METHOD path-without-ids`.
    pub(crate) fn okta_writes(&self) -> Vec<String> {
        let calls = self.sandbox.okta().calls();
        calls
            .iter()
            .filter(|call| call.method != "GET")
            .map(|call| format!("{} {}", call.method, without_ids(&call.path)))
            .collect()
    }
}

/// One of two portals that share a database.
pub(crate) struct SecondNode(Node);

impl SecondNode {
    pub(crate) fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// Runs every job that is due, side by side with whoever else does.
    pub(crate) async fn run_jobs(&self) -> usize {
        self.0.running.runner().run_due().await
    }
}

fn without_ids(path: &str) -> String {
    let anonymous = |segment: &str| {
        if segment.starts_with("00") {
            "{id}".to_owned()
        } else {
            segment.to_owned()
        }
    };
    path.split('/').map(anonymous).collect::<Vec<_>>().join("/")
}

async fn sandbox(folder: &Path) -> Sandbox {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let settings = Settings {
        okta: any_port,
        pages: any_port,
        mail_folder: folder.join("mail"),
        portal_url: None,
        rate_limits: RateLimits::default(),
    };
    latchkey_sandbox::start(settings).await.expect("a sandbox")
}

fn okta_url(sandbox: &Sandbox, relay: Option<&Relay>) -> String {
    relay.map_or_else(
        || sandbox.okta_url(),
        |relay| format!("http://{}", relay.address),
    )
}

/// Makes the portal a client of the org that staff sign in at.
fn with_client(mut setup: Setup, sandbox: &Sandbox, folder: &Path) -> Setup {
    if setup.signs_in {
        let app = sandbox.okta().oauth_app(SeededApp::SignIn).expect("an app");
        let secret = app.client_secret.expect("a secret");
        std::fs::write(folder.join("sign-in-secret"), secret).expect("written");
        setup.sign_in = format!(
            "[sign_in]\nconnection = \"okta\"\nclient_id = {:?}\nclient_secret_file = \"sign-in-secret\"\n{}\n{ROLES}",
            app.client_id, setup.sign_in
        );
    }
    setup
}

/// The groups that the sandbox begins with.
const ROLES: &str = r#"[sign_in.roles]
password-admin = ["Latchkey Password Admins"]
credential-manager = ["Latchkey Credential Managers"]
service-desk = ["Latchkey Service Desk"]
senior-service-desk = ["Latchkey Senior Service Desk"]
auditor = ["Latchkey Auditors"]
"#;

/// The org sends people back to the portal at `address`.
fn allow_return(sandbox: &Sandbox, address: SocketAddr) {
    let app = sandbox.okta().oauth_app(SeededApp::SignIn).expect("an app");
    let back = format!("http://localhost:{}/sign-in/return", address.port());
    let change = OAuthAppChange {
        redirect_uris: Some(vec![back]),
        ..OAuthAppChange::default()
    };
    let changed = sandbox.okta().change_oauth_app(&app.client_id, change);
    changed.expect("changed");
}

async fn run(setup: &Setup, folder: &Path, okta_url: &str, clock: &Arc<TestClock>) -> Node {
    let node = try_run(setup, folder, okta_url, clock).await;
    node.expect("a portal")
}

async fn try_run(
    setup: &Setup,
    folder: &Path,
    okta_url: &str,
    clock: &Arc<TestClock>,
) -> anyhow::Result<Node> {
    if let Some(database) = &setup.postgres {
        std::fs::write(folder.join("database"), database).expect("written");
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let text = configuration(setup, address, okta_url);
    std::fs::write(folder.join(CONFIGURATION), &text).expect("written");
    let config =
        Config::parse(&text, folder).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"));
    let seed = u64::from(address.port());
    let foundations = Foundations {
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(seed)),
        site: Arc::new(site()),
    };
    let mut running = startup::Portal::compose(&config, foundations).await?;
    running.answer(listener);
    Ok(Node { running, address })
}

/// A few files in place of the built site, so that these tests need no build of it.
fn site() -> Site {
    let files = [
        (
            "manifest.json",
            r#"{"main.css":"main-0a.css","employee.js":"employee-0b.js","employee.wasm":"employee-0c.wasm"}"#,
        ),
        ("main-0a.css", "body{}"),
        ("employee-0b.js", "export {}"),
        ("employee-0c.wasm", "wasm"),
        ("robots.txt", "User-agent: *\nDisallow: /\n"),
        ("favicon.ico", "icon"),
    ];
    let files = files.map(|(name, content)| (name.to_owned(), content.as_bytes().into()));
    Site::from_files(files).expect("a site")
}

fn configuration(setup: &Setup, address: SocketAddr, okta_url: &str) -> String {
    let public_url = setup
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://localhost:{}", address.port()));
    let Setup {
        keys,
        limits,
        sign_in,
        processes,
        process,
        ..
    } = setup;
    let database = match setup.postgres {
        Some(_) => "database_file = \"database\"",
        None => "",
    };
    format!(
        r#"public_url = "{public_url}"
listen = "{address}"
data_dir = "data"
{database}
{keys}
trusted_proxies = ["127.0.0.1"]
portal.name = "Example portal"
portal.desk.text = "Call the desk."
mail.from = "Portal <portal@example.com>"
mail.transport = "file"
mail.file.folder = "mail"

[connections.okta]
kind = "okta"
url = "{okta_url}"
api_token_file = "okta-token"
allow_private_targets = true

[credential_stores.okta]
connection = "okta"

{sign_in}
[limits]
{limits}

[[processes]]
alias = "employees"
name = "Employees"
credential_store = "okta"
offers = ["reset"]
excluded_groups = ["No self-service"]

{process}

{processes}
"#
    )
}
