use latchkey_sandbox::{RateLimits, Sandbox, Settings};
use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

/// The file with the token for the org.
pub(crate) const OKTA_TOKEN: &str = "okta-token";
/// The file with the address of the database, where it is not SQLite.
pub(crate) const DATABASE: &str = "database";

/// What may differ from test to test.
#[derive(Clone, Default)]
pub(crate) struct Plan {
    /// The address of a PostgreSQL database; `None` is a SQLite file.
    pub(crate) postgres: Option<String>,
    /// Whether a gate stands before Okta.
    pub(crate) has_gate: bool,
    /// The port of a balancer before all nodes; `None` when visitors come straight to one.
    pub(crate) balancer: Option<u16>,
    /// Where Okta is; empty for the sandbox.
    pub(crate) okta_url: String,
    /// What the portal finds in its environment.
    pub(crate) environment: Vec<(&'static str, String)>,
    /// Lines of the `[connections.okta]` section.
    pub(crate) connection: String,
    /// The keys that say how mail leaves; empty for files in a folder.
    pub(crate) mail: String,
    /// What the shell that starts the portal does before.
    pub(crate) shell: &'static str,
}

impl Plan {
    /// The configuration of a portal at `address` whose Okta is at `okta`.
    pub(crate) fn configuration(&self, address: SocketAddr, okta: &str) -> String {
        let Self {
            postgres,
            connection,
            mail,
            ..
        } = self;
        let database = match postgres {
            Some(_) => format!("database_file = \"{DATABASE}\""),
            None => String::new(),
        };
        let port = self.balancer.unwrap_or(address.port());
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
api_token_file = "{OKTA_TOKEN}"
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

/// An org without limits, whose portal leaves its mails in `mail`.
pub(crate) async fn sandbox(folder: &Path) -> Sandbox {
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

/// An address below those the system gives to outgoing connections: while a killed portal is away,
/// nobody takes it.
pub(crate) fn free_address() -> SocketAddr {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    for _ in 0..20_000 {
        let number = std::process::id() + NEXT.fetch_add(1, Ordering::Relaxed);
        let port = u16::try_from(10_000 + number % 20_000).expect("below 30,000");
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            return listener.local_addr().expect("an address");
        }
    }
    panic!("no free port");
}
