use super::{Case, Evidence, Node, Patience};
use crate::portal::{Browser, Mail, Relay, mailbox};
use latchkey_sandbox::{RateLimits, Sandbox, Settings};
use latchkey_store::SqlStore;
use std::{
    fs::{self, OpenOptions},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Output, Stdio},
};
use tempfile::TempDir;
use tokio::process::Command;

/// What may differ from test to test.
#[derive(Clone, Default)]
pub(crate) struct Plan {
    /// The address of a PostgreSQL database; `None` is a SQLite file.
    pub(crate) postgres: Option<String>,
    /// Whether a relay stands before Okta.
    pub(crate) between: bool,
    /// Lines of the `[connections.okta]` section.
    pub(crate) connection: String,
    /// The keys that say how mail leaves; empty for files in a folder.
    pub(crate) mail: String,
    /// What the shell that starts the portal does before.
    pub(crate) shell: &'static str,
}

/// The portal as operators run it: the real binary, in a process of its own, which can be killed and
/// started again on the same data.
pub(crate) struct Installation {
    pub(crate) sandbox: Sandbox,
    pub(crate) relay: Option<Relay>,
    folder: TempDir,
    address: SocketAddr,
    plan: Plan,
    node: Option<Node>,
}

impl Installation {
    /// A running portal.
    pub(crate) async fn start(plan: Plan) -> Self {
        let mut installation = Self::prepare(plan).await;
        installation.launch().await;
        installation
    }

    /// Everything but the portal's process.
    pub(crate) async fn prepare(plan: Plan) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sandbox = sandbox(folder.path()).await;
        let relay = if plan.between {
            let okta = authority(&sandbox.okta_url()).parse();
            Some(Relay::before(okta.expect("an address")).await)
        } else {
            None
        };
        Self {
            sandbox,
            relay,
            folder,
            address: free_address(),
            plan,
            node: None,
        }
    }

    /// Starts the portal's process on the data that is there.
    pub(crate) async fn launch(&mut self) {
        let node = self.node_at(self.address).await;
        self.node = Some(node);
    }

    /// One more process on the same data.
    pub(crate) async fn second_node(&self) -> Node {
        self.node_at(free_address()).await
    }

    async fn node_at(&self, address: SocketAddr) -> Node {
        let serve = self.command(address, &["serve"]);
        Node::start(serve, address)
            .await
            .unwrap_or_else(|status| panic!("the portal ended with {status}:\n{}", self.log()))
    }

    pub(crate) fn node(&self) -> &Node {
        self.node.as_ref().expect("a running portal")
    }

    /// The portal's process, which the caller ends.
    pub(crate) fn take_node(&mut self) -> Node {
        self.node.take().expect("a running portal")
    }

    /// Kills the portal at once.
    pub(crate) async fn kill(&mut self) {
        self.take_node().kill().await;
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    pub(crate) fn relay(&self) -> &Relay {
        self.relay.as_ref().expect("a relay")
    }

    pub(crate) fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    pub(crate) fn mails(&self) -> Vec<Mail> {
        mailbox::read(&self.mail_folder())
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What the portal has logged.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    /// What of that is more than news.
    pub(crate) fn warnings(&self) -> String {
        let log = self.log();
        let telling = log.lines().filter(|line| !line.contains("\"INFO\""));
        telling.collect::<Vec<_>>().join("\n")
    }

    /// The database, beside the portal or in its stead.
    pub(crate) async fn store(&self) -> SqlStore {
        let file = self.data().join("latchkey.db");
        let address = self.plan.postgres.clone();
        open(&address.unwrap_or_else(|| file.display().to_string())).await
    }

    /// The database as a killed portal left it. Of a file a copy is read: opening the file itself
    /// would mend what the portal has to mend.
    pub(crate) async fn store_after_kill(&self) -> (SqlStore, TempDir) {
        let copy = tempfile::tempdir().expect("a folder");
        if self.plan.postgres.is_some() {
            return (self.store().await, copy);
        }
        for entry in fs::read_dir(self.data()).expect("a folder") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
        }
        let file = copy.path().join("latchkey.db");
        (open(&file.display().to_string()).await, copy)
    }

    /// What is there to be judged.
    pub(crate) async fn evidence(&self, secrets: &[String]) -> Evidence {
        let store = self.store().await;
        let evidence = self.evidence_in(&store, secrets).await;
        store.close().await;
        evidence
    }

    /// The same, with this database.
    pub(crate) async fn evidence_in(&self, store: &SqlStore, secrets: &[String]) -> Evidence {
        let case = Case {
            okta: self.sandbox.okta(),
            mails: self.mails(),
            data: &self.data(),
            secrets,
        };
        Evidence::gather(store, case).await
    }

    /// Waits until every operation has ended and everybody was told, then gathers what is there.
    pub(crate) async fn settled(&self, secrets: &[String]) -> Evidence {
        let patience = Patience::of(180, "every operation ended and every mail sent");
        loop {
            let evidence = self.evidence(secrets).await;
            if evidence.is_settled() || patience.is_over() {
                return evidence;
            }
            Patience::pause().await;
        }
    }

    /// Runs another command of the binary to its end.
    pub(crate) async fn run(&self, arguments: &[&str]) -> Output {
        let mut command = self.any_command(arguments);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.output().await.expect("the binary runs")
    }

    /// A command of the binary.
    pub(crate) fn any_command(&self, arguments: &[&str]) -> Command {
        self.command(self.address, arguments)
    }

    /// A command of the binary, with a configuration for `address`.
    fn command(&self, address: SocketAddr, arguments: &[&str]) -> Command {
        let file = self.folder.path().join(format!("{}.toml", address.port()));
        fs::write(&file, self.configuration(address)).expect("written");
        let mut log = OpenOptions::new();
        let log = log.create(true).append(true).open(self.log_file());
        let mut command = Command::new("bash");
        command
            .args(["-c", &format!("{}\nexec \"$0\" \"$@\"", self.plan.shell)])
            .arg(env!("CARGO_BIN_EXE_latchkey"))
            .args(arguments)
            .arg("--config")
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log.expect("a log"));
        command
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("portal.log")
    }

    fn configuration(&self, address: SocketAddr) -> String {
        let Plan {
            postgres,
            connection,
            mail,
            ..
        } = &self.plan;
        let database = postgres.as_ref().map_or_else(String::new, |database| {
            fs::write(self.folder.path().join("database"), database).expect("written");
            "database_file = \"database\"".to_owned()
        });
        fs::write(
            self.folder.path().join("okta-token"),
            self.sandbox.api_token(),
        )
        .expect("written");
        let port = address.port();
        let okta = self.relay.as_ref().map_or_else(
            || self.sandbox.okta_url(),
            |relay| format!("http://{}", relay.address),
        );
        let mail = match mail.as_str() {
            "" => "transport = \"file\"\nfile.folder = \"mail\"",
            keys => keys,
        };
        format!(
            r#"public_url = "http://localhost:{port}"
listen = "{address}"
data_dir = "data"
{database}
portal.name = "Example portal"
portal.desk.text = "Call the desk."

[mail]
from = "Portal <portal@example.com>"
{mail}

[connections.okta]
kind = "okta"
url = "{okta}"
api_token_file = "okta-token"
allow_private_targets = true
{connection}

[credential_stores.okta]
connection = "okta"

[limits]
starts_per_device_per_hour = 1000
starts_per_hour = 1000000
starts_per_hour_without_work = 1000000
starts_per_network_per_hour_without_work = 1000000
wrong_codes_per_account_and_network_per_day = 100
starts_per_account_and_network_per_hour = 1000
starts_per_account_per_hour = 1000
starts_per_network_per_hour = 1000000
mails_per_person_per_hour = 100

[[processes]]
alias = "employees"
name = "Employees"
credential_store = "okta"
offers = ["reset", "unlock", "change"]
"#
        )
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("what the portal warned of:\n{}", self.warnings());
        }
    }
}

async fn open(address: &str) -> SqlStore {
    SqlStore::open(address).await.expect("the database opens")
}

async fn sandbox(folder: &Path) -> Sandbox {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let settings = Settings {
        okta: any_port,
        pages: any_port,
        mail_folder: folder.join("mail"),
        portal_url: None,
        rate_limits: RateLimits::uniform(1_000_000),
    };
    latchkey_sandbox::start(settings).await.expect("a sandbox")
}

fn authority(url: &str) -> &str {
    url.trim_start_matches("http://")
}

/// An address below those the system gives to outgoing connections: while a killed portal is away,
/// nobody takes it.
fn free_address() -> SocketAddr {
    use std::sync::atomic::{AtomicU16, Ordering};
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 20_000).expect("below 20,000");
    for _ in 0..20_000 {
        let port = 10_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 20_000;
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            return listener.local_addr().expect("an address");
        }
    }
    panic!("no free port");
}
