use super::{
    Case, Evidence, Gate, Node, Patience, Plan,
    plan::{DATABASE, OKTA_TOKEN, free_address, sandbox},
};
use crate::whole_portal::Browser;
use latchkey_sandbox::Sandbox;
use latchkey_store::SqlStore;
use std::{
    fs::{self, OpenOptions},
    net::SocketAddr,
    path::PathBuf,
    process::{Output, Stdio},
};
use tempfile::TempDir;
use tokio::process::Command;

/// The portal as operators run it: the real binary, in a process of its own, which can be killed and
/// started again on the same data.
pub(crate) struct Installation {
    pub(crate) sandbox: Sandbox,
    gate: Option<Gate>,
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
        let gate = if plan.has_gate {
            let okta = sandbox.okta_url();
            let okta = okta.trim_start_matches("http://").parse();
            Some(Gate::before(okta.expect("an address")).await)
        } else {
            None
        };
        let keep = |name, text: &str| fs::write(folder.path().join(name), text).expect("written");
        keep(OKTA_TOKEN, sandbox.api_token());
        if let Some(database) = &plan.postgres {
            keep(DATABASE, database);
        }
        Self {
            sandbox,
            gate,
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

    pub(crate) fn gate(&self) -> &Gate {
        self.gate.as_ref().expect("a gate")
    }

    pub(crate) fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
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
            mails: &self.mail_folder(),
            data: &self.data(),
            secrets,
        };
        Evidence::gather(store, case).await
    }

    /// Waits until every operation has ended and everybody was told, then gathers what is there.
    pub(crate) async fn settled(&self, secrets: &[String]) -> Evidence {
        let patience = Patience::of(180, "every operation ended and every mail sent");
        let store = self.store().await;
        while !self.evidence_in(&store, &[]).await.is_settled() && !patience.is_over() {
            Patience::pause().await;
        }
        self.evidence_in(&store, secrets).await
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
        let text = self.plan.configuration(address, &self.okta_url());
        fs::write(&file, text).expect("written");
        let mut log = OpenOptions::new();
        let log = log.create(true).append(true).open(self.log_file());
        let mut command = Command::new("bash");
        command
            .args(["-c", &format!("{}\nexec \"$0\" \"$@\"", self.plan.shell)])
            .arg(env!("CARGO_BIN_EXE_latchkey"))
            .args(arguments)
            .arg("--config")
            .arg(file)
            .envs(self.plan.environment.clone())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log.expect("a log"));
        command
    }

    fn okta_url(&self) -> String {
        if !self.plan.okta_url.is_empty() {
            return self.plan.okta_url.clone();
        }
        self.gate.as_ref().map_or_else(
            || self.sandbox.okta_url(),
            |gate| format!("http://{}", gate.address),
        )
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("portal.log")
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
    let patience = Patience::of(60, "a database that opens");
    loop {
        match SqlStore::open(address).await {
            Ok(store) => return store,
            Err(_) => patience.look_again().await,
        }
    }
}
