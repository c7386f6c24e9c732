use crate::{office::engine, outside::outside};
use latchkey_administration::{
    Administration, FileConnection, FileObjects, Parts, Retention, apply_file,
    connections::{ConnectionInput, ConnectionSaved, ConnectionView},
    monitoring::BlockAlert,
    processes::Redirects,
};
use latchkey_auth::access::{Granted, Permission, StaffMember};
use latchkey_connections::{Connections, Secrets, Vault};
use latchkey_domain::{
    ApiVersion, AuditRecord, Connection, Credential, CredentialStoreRecord, Network, Principal,
    Role, SecretField, Store as _, System, UnitOfWork,
};
use latchkey_jobs::Wake;
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Alias, Clock as _, SignInId};
use std::{net::Ipv4Addr, path::PathBuf, sync::Arc};
use tempfile::TempDir;

/// A secret that must turn up nowhere.
pub(crate) const CANARY: &str = "00canary-Xq7Zt9";

/// An administration over a database of its own.
pub(crate) struct House {
    pub(crate) administration: Administration,
    pub(crate) connections: Connections,
    pub(crate) vault: Vault,
    pub(crate) store: Arc<SqlStore>,
    pub(crate) clock: Arc<TestClock>,
    folder: TempDir,
}

impl House {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("latchkey.db");
        let store = SqlStore::open(path.to_str().expect("plain")).await;
        let store = Arc::new(store.expect("opens"));
        store.migrate().await.expect("migrates");
        let clock = Arc::new(TestClock::default());
        let (connections, vault) = outside(store.clone(), clock.clone());
        let administration = Administration::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(5)),
            wake: Wake::new(),
            engine: engine(&store, &clock, &Arc::default()),
            block_alert: BlockAlert::default(),
            retention: Retention::default(),
            redirects: Redirects::default(),
            connections: connections.clone(),
            vault: vault.clone(),
        });
        Self {
            administration,
            connections,
            vault,
            store,
            clock,
            folder,
        }
    }

    /// A house whose configuration file names a connection `okta` to a test system at `url`.
    pub(crate) async fn with_okta(url: &str) -> Self {
        let house = Self::new().await;
        house
            .apply(&[file_connection("okta", url, CANARY)], &[])
            .await;
        house
    }

    pub(crate) async fn apply(
        &self,
        connections: &[FileConnection],
        credential_stores: &[CredentialStoreRecord],
    ) {
        let objects = FileObjects {
            connections: connections.to_vec(),
            credential_stores: credential_stores.to_vec(),
        };
        let applied = apply_file(&*self.store, &self.vault, &*self.clock, &objects).await;
        applied.expect("applied");
    }

    /// The right to do something, of somebody who has every role.
    pub(crate) fn granted<P: Permission>(&self) -> Granted<P> {
        let now = self.clock.now();
        let member = StaffMember {
            sign_in: SignInId::new(&*self.clock, &SeededEntropy::new(9)),
            principal: Principal {
                issuer: Principal::LOCAL.into(),
                subject: "admin".into(),
            },
            name: "Administrator".into(),
            login: "admin".into(),
            roles: Role::ALL.to_vec(),
            authenticated_at: now,
            network: Network::from(std::net::IpAddr::from(Ipv4Addr::new(192, 0, 2, 1))),
        };
        member.grant(now).expect("allowed")
    }

    pub(crate) async fn save(&self, input: &ConnectionInput) -> ConnectionSaved {
        let saved = self
            .administration
            .save_connection(&self.granted(), input)
            .await;
        saved.expect("an answer")
    }

    pub(crate) async fn view(&self, name: &str) -> Option<ConnectionView> {
        let view = self
            .administration
            .view_connection(&self.granted(), &alias(name))
            .await;
        view.expect("an answer")
    }

    pub(crate) async fn read(&self) -> Box<dyn UnitOfWork> {
        self.store.read().await.expect("begins")
    }

    pub(crate) async fn secrets(&self, name: &str) -> Secrets {
        let mut unit = self.read().await;
        let opened = self.vault.open(unit.as_mut(), &alias(name)).await;
        opened.expect("opens")
    }

    pub(crate) async fn trail(&self) -> Vec<AuditRecord> {
        self.read()
            .await
            .audit_records(0, 1000)
            .await
            .expect("read")
    }

    pub(crate) async fn configuration_version(&self) -> i64 {
        let mut unit = self.read().await;
        unit.configuration_version().await.expect("read")
    }

    /// Everything SQLite wrote, whatever of it is still in use.
    pub(crate) fn database_bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).expect("listed");
        let paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
        paths
            .iter()
            .flat_map(|path| std::fs::read(path).expect("read"))
            .collect()
    }
}

pub(crate) fn alias(text: &str) -> Alias {
    text.parse().expect("valid")
}

pub(crate) fn connection(name: &str, url: &str) -> Connection {
    Connection {
        alias: alias(name),
        name: "Okta".into(),
        environment: "test".into(),
        system: System::Okta {
            url: url.parse().expect("valid"),
            api_version: ApiVersion::V1,
        },
        proxy: None,
        allow_private_targets: true,
        credential: Credential::ApiToken,
    }
}

pub(crate) fn file_connection(name: &str, url: &str, token: &str) -> FileConnection {
    FileConnection {
        definition: connection(name, url),
        secrets: Secrets::from([(SecretField::ApiToken, token.into())]),
    }
}

/// A new connection with an API token, as somebody enters it in the browser.
pub(crate) fn input(name: &str, url: &str) -> ConnectionInput {
    ConnectionInput {
        alias: alias(name),
        name: "Okta".into(),
        environment: "production".into(),
        url: url.into(),
        credential: Credential::ApiToken,
        secrets: Secrets::from([(SecretField::ApiToken, CANARY.into())]),
        proxy_of: None,
        replaces: None,
    }
}

/// A change of version `version` that enters no secret.
pub(crate) fn change(name: &str, url: &str, version: u32) -> ConnectionInput {
    ConnectionInput {
        secrets: Secrets::new(),
        replaces: Some(version),
        ..input(name, url)
    }
}

pub(crate) fn store_record(name: &str, connection: Option<&str>) -> CredentialStoreRecord {
    CredentialStoreRecord::new(alias(name), "People".into(), connection.map(alias))
}
