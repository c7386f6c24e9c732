//! The parts a portal under test is made of.

use crate::{directory::Directory, harness::NONCE};
use app::{Assets, Context, CspNonce};
use async_trait::async_trait;
use axum::{Extension, Router};
use latchkey_administration::{
    Administration, Parts as AdministrationParts, Retention, monitoring::BlockAlert,
    processes::Redirects,
};
use latchkey_auth::{
    SessionCookie, session_layer,
    sign_in::{Parts as SignInParts, PasswordScreen, SignInService},
};
use latchkey_connections::{Connections, Vault};
use latchkey_credential_stores::CredentialStore;
use latchkey_domain::{Device, Digest, Network, Offers, Process, Purpose, Store, Subject};
use latchkey_jobs::Wake;
use latchkey_mail::{Desk, FileTransport, Mailer, PortalFacts};
use latchkey_password_screening::{Screen, ScreenSettings};
use latchkey_processes::{Engine, Limits, Parts};
use latchkey_secrets::{Digests, Key, Keyring};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{
    Alias, Clock, Entropy, NameAttribute, NewPassword, OsEntropy, PasswordPolicy, PersonNames,
    UserStatus,
};
use std::{collections::BTreeMap, net::IpAddr, path::PathBuf, sync::Arc};

pub(crate) fn engine(
    store: &SqlStore,
    clock: &Arc<TestClock>,
    entropy: &Arc<SeededEntropy>,
    directory: &Arc<Directory>,
    mails: PathBuf,
) -> Engine {
    let clock: Arc<dyn Clock> = clock.clone();
    let entropy: Arc<dyn Entropy> = entropy.clone();
    let directory: Arc<dyn CredentialStore> = directory.clone();
    let transport = FileTransport::new(mails, Arc::clone(&clock), Arc::clone(&entropy));
    let sender = "Portal <portal@example.com>".parse().expect("a mailbox");
    let alias = "okta".parse().expect("valid");
    Engine::new(Parts {
        store: Arc::new(store.clone()),
        credential_stores: BTreeMap::from([(alias, directory)]).into(),
        mailer: Mailer::new(Arc::new(transport), sender, portal()),
        digests: digests(),
        clock,
        entropy,
        wake: Wake::new(),
        // All browsers of these tests are one device.
        limits: Limits {
            per_device: 1_000,
            ..Limits::default()
        },
        screen: Screen::new(ScreenSettings {
            breached: None,
            context_words: Vec::new(),
            min_score: 0,
            lookup: None,
        })
        .expect("valid"),
    })
}

pub(crate) fn router(engine: Engine, store: &SqlStore, clock: &Arc<TestClock>) -> Router {
    let clock: Arc<dyn Clock> = clock.clone();
    let store: Arc<dyn Store> = Arc::new(store.clone());
    let manifest = br#"{"main.css":"main-1.css","employee.js":"employee-2.js","employee.wasm":"employee-3.wasm"}"#;
    let keyring = Keyring::new(&Key::from_bytes([7; Key::BYTES]));
    let vault = Vault::new(keyring, Arc::new(OsEntropy));
    let connections = Connections::new(
        Arc::clone(&store),
        vault.clone(),
        Arc::clone(&clock),
        Arc::new(OsEntropy),
    );
    let administration = Administration::new(AdministrationParts {
        store: Arc::clone(&store),
        clock: Arc::clone(&clock),
        entropy: Arc::new(OsEntropy),
        wake: Wake::new(),
        engine: engine.clone(),
        connections,
        vault,
        redirects: Redirects::default(),
        block_alert: BlockAlert::default(),
        retention: Retention::default(),
    });
    let context = Context {
        engine,
        administration,
        sign_in: sign_in(Arc::clone(&store), Arc::clone(&clock)),
        portal: portal(),
        sign_in_url: Some("https://sign-in.example.com".into()),
        assets: Assets::from_manifest(manifest).expect("valid"),
        clock: Arc::clone(&clock),
    };
    let address: IpAddr = "203.0.113.7".parse().expect("an address");
    app::routes(context)
        .layer(session_layer(
            store,
            clock,
            SessionCookie {
                secure: false,
                idle_minutes: 30,
            },
        ))
        .layer(Extension(Network::from(address)))
        .layer(Extension(Device::new(&OsEntropy)))
        .layer(Extension(CspNonce(NONCE.into())))
}

fn sign_in(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> SignInService {
    SignInService::new(SignInParts {
        store,
        clock,
        entropy: Arc::new(OsEntropy),
        directory: None,
        screen: Arc::new(AnyPassword),
        counter_key: Arc::new(|text| Digest::from_hex(digests().counter_key(text))),
    })
}

/// No test here chooses a password of its own.
struct AnyPassword;

#[async_trait]
impl PasswordScreen for AnyPassword {
    async fn judge(&self, _: &NewPassword, _: &Alias) -> Result<(), String> {
        Ok(())
    }
}

pub(crate) fn digests() -> Digests {
    Digests::new(&Key::from_bytes([7; Key::BYTES]))
}

fn portal() -> PortalFacts {
    PortalFacts {
        name: "Example <portal>".into(),
        url: "https://password.example.com".into(),
        desk: Desk {
            text: "Call us.".into(),
            phone: Some("+1 555 0100".into()),
            email: None,
            url: None,
        },
    }
}

/// The first part of the addresses of a purpose.
pub(crate) fn name_of(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Reset => "reset",
        Purpose::Unlock => "unlock",
        Purpose::Change => "change",
    }
}

pub(crate) fn process(credential_store: &str, offered: &[Purpose]) -> Process {
    Process::new(
        "employees".parse().expect("valid"),
        "Employees".into(),
        credential_store.parse().expect("valid"),
        Offers {
            reset: offered.contains(&Purpose::Reset),
            unlock: offered.contains(&Purpose::Unlock),
            change: offered.contains(&Purpose::Change),
        },
    )
}

pub(crate) fn alice(status: UserStatus) -> Subject {
    Subject {
        id: "00u1".into(),
        names: PersonNames {
            login: "alice@example.com".into(),
            first: "Alice".into(),
            last: "Winter".into(),
        },
        status,
        policy: PasswordPolicy {
            min_length: 12,
            number: true,
            excludes: vec![NameAttribute::FirstName],
            history: 4,
            ..PasswordPolicy::default()
        },
        rests_on: Digest::from_hex(digests().counter_key(r#"Some("alice@example.com") None"#)),
        served_by: None,
        passed: Vec::new(),
    }
}
