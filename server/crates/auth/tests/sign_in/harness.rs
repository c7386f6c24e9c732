use async_trait::async_trait;
use jiff::SignedDuration;
use latchkey_auth::{
    local::invite,
    oidc::{Oidc, OidcSettings},
    sign_in::{
        Directory, Membership, Parts, PasswordScreen, RoleMap, RoleSource, RolesUnavailable,
        SignInService,
    },
};
use latchkey_domain::{
    AuditKind, AuditRecord, Digest, LocalAdministrator, Network, Principal, Role, SignIn, Store,
};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Alias, Clock as _, NewPassword, SignInId};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};
use tempfile::TempDir;

const ISSUER: &str = "https://example.okta.com";
pub(crate) const PASSWORD: &str = "a password long enough";

type Said = Result<Membership, RolesUnavailable>;

/// A directory that says what it is told to.
#[derive(Clone)]
pub(crate) struct Told {
    said: Arc<Mutex<Said>>,
    asked: Arc<Mutex<usize>>,
}

impl Told {
    pub(crate) fn say(&self, said: Said) {
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = said;
    }

    pub(crate) fn groups(&self, names: &[&str]) {
        let names = names.iter().map(ToString::to_string).collect();
        self.say(Ok(Membership::Active(names)));
    }

    pub(crate) fn asked(&self) -> usize {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl RoleSource for Told {
    async fn membership(&self, _: &Principal) -> Said {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Refuses one password.
struct Screen;

#[async_trait]
impl PasswordScreen for Screen {
    async fn judge(&self, password: &NewPassword, _: &Alias) -> Result<(), String> {
        if password.expose() == "password password" {
            Err("breached".into())
        } else {
            Ok(())
        }
    }
}

pub(crate) struct Portal {
    pub(crate) service: SignInService,
    pub(crate) directory: Told,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) store: Arc<dyn Store>,
    entropy: Arc<SeededEntropy>,
    _folder: TempDir,
}

impl Portal {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("latchkey.db");
        let store = SqlStore::open(path.to_str().expect("UTF-8"))
            .await
            .expect("opens");
        store.migrate().await.expect("migrates");
        let store: Arc<dyn Store> = Arc::new(store);
        let clock = Arc::new(TestClock::default());
        let entropy = Arc::new(SeededEntropy::new(1));
        let directory = Told {
            said: Arc::new(Mutex::new(Ok(Membership::Gone))),
            asked: Arc::default(),
        };
        let service = SignInService::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            directory: Some(Directory {
                oidc: oidc(&clock, &entropy),
                roles: role_map(),
                source: Arc::new(directory.clone()),
                grace: SignedDuration::from_mins(5),
            }),
            screen: Arc::new(Screen),
            counter_key: Arc::new(|text| Digest::from_hex(text.to_owned())),
        });
        Self {
            service,
            directory,
            clock,
            store,
            entropy,
            _folder: folder,
        }
    }

    /// Signs somebody of the directory in, as of now.
    pub(crate) async fn sign_in(&self, subject: &str, roles: &[Role]) -> SignIn {
        let now = self.clock.now();
        let sign_in = SignIn {
            id: SignInId::new(&*self.clock, &*self.entropy),
            principal: Principal {
                issuer: ISSUER.into(),
                subject: subject.into(),
            },
            name: "Alice".into(),
            login: "alice@example.com".into(),
            roles: roles.to_vec(),
            roles_read_at: now,
            authenticated_at: now,
            last_seen_at: now,
            expires_at: now + SignIn::longest(roles),
        };
        let mut unit = self.store.begin().await.expect("begins");
        unit.insert_sign_in(&sign_in).await.expect("inserted");
        unit.commit().await.expect("committed");
        sign_in
    }

    /// Adds a local administrator, and returns the token of the link.
    pub(crate) async fn invite(&self, name: &str) -> SecretString {
        let now = self.clock.now();
        let (invitation, token) = invite(&*self.entropy, now);
        self.put(&LocalAdministrator {
            name: name.parse().expect("valid"),
            password: None,
            invitation: Some(invitation),
            disabled: false,
            created_at: now,
        })
        .await;
        token
    }

    /// Adds a local administrator with [`PASSWORD`].
    pub(crate) async fn add_local(&self, name: &str) {
        let token = self.invite(name).await;
        let password = PASSWORD.parse().expect("valid");
        let accepted = self
            .service
            .accept_invitation(token.expose_secret(), &password, network(1));
        accepted.await.expect("set");
    }

    pub(crate) async fn put(&self, administrator: &LocalAdministrator) {
        let mut unit = self.store.begin().await.expect("begins");
        unit.put_local_administrator(administrator)
            .await
            .expect("put");
        unit.commit().await.expect("committed");
    }

    pub(crate) async fn administrator(&self, name: &str) -> LocalAdministrator {
        let mut unit = self.store.read().await.expect("begins");
        let name = name.parse().expect("valid");
        let found = unit.local_administrator(&name).await.expect("read");
        found.expect("somebody")
    }

    pub(crate) async fn trail(&self) -> Vec<AuditRecord> {
        let mut unit = self.store.read().await.expect("begins");
        unit.audit_records(0, 1000).await.expect("read")
    }

    pub(crate) async fn kinds(&self) -> Vec<AuditKind> {
        let trail = self.trail().await;
        trail.iter().map(|record| record.event.kind).collect()
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }
}

fn oidc(clock: &Arc<TestClock>, entropy: &Arc<SeededEntropy>) -> Oidc {
    let http = latchkey_http::Client::new(latchkey_http::Settings::default());
    Oidc::new(OidcSettings {
        issuer: ISSUER.into(),
        client_id: "0oaLatchkey".into(),
        client_secret: None,
        redirect_url: "https://password.example.com/sign-in/return"
            .parse()
            .expect("an address"),
        require_amr: Vec::new(),
        http: http.expect("a client"),
        clock: clock.clone(),
        entropy: entropy.clone(),
    })
    .expect("an issuer")
}

fn role_map() -> RoleMap {
    RoleMap::new(BTreeMap::from([
        (Role::PasswordAdmin, vec!["Admins".into()]),
        (Role::ServiceDesk, vec!["Desk".into()]),
    ]))
}

pub(crate) fn network(last: u8) -> Network {
    Network::from(IpAddr::from([192, 0, 2, last]))
}
