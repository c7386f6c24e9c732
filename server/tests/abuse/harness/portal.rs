use super::{Browser, Database, Mail, Patience, Setup, Wire, browser, exchange, status};
use latchkey_sandbox::{RateLimits, Sandbox, Settings, okta::Org};
use std::{
    fs::{self, File, OpenOptions},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Output, Stdio},
};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// The portal as operators run it, with a simulated org behind it. Ends with the test.
pub(crate) struct Portal {
    // First, so that it ends before what it stands on.
    process: Child,
    pub(crate) sandbox: Sandbox,
    pub(crate) wire: Option<Wire>,
    pub(crate) database: Database,
    folder: TempDir,
    address: SocketAddr,
    /// Shared by all browsers: making one takes long.
    client: reqwest::Client,
    log: &'static str,
}

impl Portal {
    pub(crate) async fn start() -> Self {
        Self::start_with(Setup::default()).await
    }

    pub(crate) async fn start_with(setup: Setup) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sandbox = sandbox(folder.path()).await;
        let wire = if setup.listened_to {
            Some(Wire::to(address_of(&sandbox.okta_url())).await)
        } else {
            None
        };
        let okta_url = match (&wire, setup.okta_url.as_str()) {
            (Some(wire), _) => format!("http://{}", wire.address),
            (None, "") => sandbox.okta_url(),
            (None, url) => url.to_owned(),
        };
        let address = free_address();
        let text = setup.configuration(address.port(), &okta_url);
        fs::write(folder.path().join("latchkey.toml"), text).expect("written");
        fs::write(folder.path().join("okta-token"), sandbox.api_token()).expect("written");
        let mut process = serve(folder.path(), setup.log);
        await_ready(&mut process, address, folder.path()).await;
        Self {
            sandbox,
            wire,
            database: Database::open(&folder.path().join("data/latchkey.db")).await,
            folder,
            address,
            client: browser::client(),
            process,
            log: setup.log,
        }
    }

    /// Kills the portal and starts it again on the same data.
    pub(crate) async fn restart(&mut self) {
        self.process.kill().await.expect("killed");
        self.process = serve(self.folder.path(), self.log);
        await_ready(&mut self.process, self.address, self.folder.path()).await;
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address, self.client.clone())
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends bytes to the portal and reads until it closes.
    pub(crate) async fn exchange(&self, sent: &str) -> String {
        exchange(self.address, sent.as_bytes()).await
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process.id().expect("it runs")
    }

    pub(crate) fn okta(&self) -> &Org {
        self.sandbox.okta()
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the portal keeps everything.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn wire(&self) -> &Wire {
        self.wire.as_ref().expect("somebody who listens")
    }

    /// Waits until nothing is left to do now.
    pub(crate) async fn idle(&self) {
        let due = "SELECT count(*) FROM jobs WHERE state = 'queued' \
                   AND run_at <= CAST(unixepoch('subsec') * 1000 AS INTEGER)";
        let patience = Patience::of(120, "a portal with nothing to do");
        while self.database.number(due).await > 0 {
            patience.look_again().await;
        }
    }

    /// Every mail so far, oldest first.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        let mut mails: Vec<_> = Mail::newest_first(&self.folder.path().join("mail")).collect();
        mails.reverse();
        mails
    }

    /// The code in the newest mail to this address that has one.
    pub(crate) fn newest_code(&self, address: &str) -> String {
        let code = self.code_for(address);
        code.unwrap_or_else(|| panic!("no code for {address}: {}", self.log()))
    }

    /// The same; `None` when there was none yet.
    pub(crate) fn code_for(&self, address: &str) -> Option<String> {
        Mail::newest_first(&self.folder.path().join("mail"))
            .filter(|mail| mail.to == address)
            .find_map(|mail| mail.code())
    }

    /// What the portal has logged.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(log_file(self.folder.path())).unwrap_or_default()
    }

    /// Runs another command of the binary on this portal's configuration.
    pub(crate) async fn command(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(arguments).arg("--config");
        command.arg(self.folder.path().join("latchkey.toml"));
        command.output().await.expect("the binary runs")
    }

    /// Fails when the audit trail does not hold.
    pub(crate) async fn assert_trail_holds(&self) {
        let output = self.command(&["audit", "verify"]).await;
        assert!(output.status.success(), "{output:?}");
    }

    /// How many records of this kind the trail has.
    pub(crate) async fn count(&self, kind: &str) -> usize {
        let trail = self.database.trail().await;
        trail.iter().filter(|entry| entry.kind == kind).count()
    }

    /// Calls the org received that were not mere reads, as `METHOD path`.
    pub(crate) fn okta_writes(&self) -> Vec<String> {
        let calls = self.okta().calls();
        let writes = calls.iter().filter(|call| call.method != "GET");
        writes
            .map(|call| format!("{} {}", call.method, call.path))
            .collect()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.log();
            let telling = log.lines().filter(|line| !line.contains("\"INFO\""));
            let telling: Vec<_> = telling.take(20).collect();
            eprintln!("what the portal warned of:\n{}", telling.join("\n"));
        }
    }
}

fn serve(folder: &Path, log: &str) -> Child {
    let mut file = OpenOptions::new();
    let file: File = file
        .create(true)
        .append(true)
        .open(log_file(folder))
        .expect("a log");
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
    command.arg("serve").arg("--config");
    command.arg(folder.join("latchkey.toml"));
    if !log.is_empty() {
        command.env("LATCHKEY_LOG", log);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(file)
        .kill_on_drop(true)
        .spawn()
        .expect("the binary runs")
}

async fn await_ready(process: &mut Child, address: SocketAddr, folder: &Path) {
    let probe = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    let patience = Patience::of(60, "a portal that answers");
    loop {
        let ended = process.try_wait().expect("a child");
        let log = || fs::read_to_string(log_file(folder)).unwrap_or_default();
        assert!(ended.is_none(), "the portal did not start: {}", log());
        if status(&exchange(address, probe.as_bytes()).await) == 200 {
            return;
        }
        patience.look_again().await;
    }
}

fn log_file(folder: &Path) -> PathBuf {
    folder.join("portal.log")
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

fn address_of(url: &str) -> SocketAddr {
    let authority = url.trim_start_matches("http://");
    authority.parse().expect("an address")
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
