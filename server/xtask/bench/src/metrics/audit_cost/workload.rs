use super::post::Post;
use crate::{
    chain,
    directory::{Directory, Person},
    load,
};
use anyhow::{Result, bail};
use latchkey_connections::{Auth, OktaConnection, okta_client};
use latchkey_credential_stores::{CredentialStores, OktaCredentialStore};
use latchkey_domain::{Device, Network, Purpose, Store, Visitor};
use latchkey_jobs::{Runner, RunnerSettings, Wake};
use latchkey_mail::{Desk, Mailer, PortalFacts};
use latchkey_password_screening::{Screen, ScreenSettings};
use latchkey_processes::{
    Beginning, CodeOutcome, Engine, FileProcesses, Identified, Limits, Parts, PasswordOutcome,
    apply_processes, desk::DeskLimits, handlers, recurring,
};
use latchkey_secrets::{Digests, Key};
use latchkey_values::{Clock, Entropy, Language, OsEntropy, SystemClock};
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

const UNLIMITED: Limits = Limits {
    per_device: u32::MAX,
    per_account_and_network: u32::MAX,
    per_network: u32::MAX,
    per_account: u32::MAX,
    in_all: u32::MAX,
    per_network_without_work: u32::MAX,
    in_all_without_work: u32::MAX,
    mails_per_person: u32::MAX,
    wrong_codes_per_account_and_network: u32::MAX,
    desk: DeskLimits {
        searches_per_agent: u32::MAX,
        actions_per_agent: u32::MAX,
        actions_in_all: u32::MAX,
    },
    login_domains: Vec::new(),
};

/// The process engine with its jobs, on a given store.
pub(super) struct Workload {
    engine: Engine,
    post: Arc<Post>,
    passwords: AtomicUsize,
    jobs: JoinHandle<()>,
    stop: CancellationToken,
}

impl Workload {
    pub(super) async fn start(store: Arc<dyn Store>, directory: &Directory) -> Result<Self> {
        let (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) =
            (Arc::new(SystemClock), Arc::new(OsEntropy));
        let file = FileProcesses {
            processes: &[chain::process()?],
            shipped_for: None,
        };
        apply_processes(&*store, &*clock, file).await?;
        let (post, wake) = (Arc::new(Post::default()), Wake::new());
        let engine = Engine::new(Parts {
            store: Arc::clone(&store),
            credential_stores: credential_stores(directory, &clock, &entropy)?,
            mailer: mailer(&post)?,
            digests: Digests::new(&Key::from_bytes([7; Key::BYTES])),
            clock: Arc::clone(&clock),
            entropy: Arc::clone(&entropy),
            wake: wake.clone(),
            limits: UNLIMITED,
            screen: screen()?,
        });
        let runner = Runner::new(
            store,
            clock,
            entropy,
            handlers(&engine),
            RunnerSettings::default(),
        )
        .waking_on(wake)
        .with_recurring(recurring());
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        let jobs = tokio::spawn(async move { runner.run(stopped).await });
        Ok(Self {
            engine,
            post,
            passwords: AtomicUsize::new(0),
            jobs,
            stop,
        })
    }

    /// Resets the passwords of so many people, from the first step to the last.
    pub(super) async fn run(&self, people: &[Person], resets: usize) -> Result<()> {
        let people = people.iter().cycle().take(resets).collect();
        load::each(people, |person| self.reset(person)).await?;
        Ok(())
    }

    async fn reset(&self, person: &Person) -> Result<()> {
        let network = Network::from(IpAddr::from(Ipv4Addr::new(203, 0, 113, 7)));
        let visitor = Visitor {
            network,
            device: Device::new(&OsEntropy),
        };
        let beginning = Beginning {
            purpose: Purpose::Reset,
            path: None,
            login: person.login.parse()?,
            form: String::new(),
            work: String::new(),
            language: Language::English,
        };
        let identified = self.engine.identify(beginning, &visitor).await?;
        let Identified::Started(id) = identified else {
            bail!("turned away: {identified:?}");
        };
        let code = self.post.code(&person.login).await;
        let outcome = self.engine.submit_code(id, &code, network).await?;
        if outcome != CodeOutcome::Verified {
            bail!("the code was refused: {outcome:?}");
        }
        let number = self.passwords.fetch_add(1, Ordering::Relaxed);
        // Both arms change the passwords of the same people, and no password may come twice.
        let arm = std::ptr::from_ref(self).addr();
        let password = format!("Violet {number} kettle {arm} Quarry drums").parse()?;
        let outcome = self.engine.choose_password(id, password, network).await?;
        if outcome != PasswordOutcome::Done {
            bail!("the password was refused: {outcome:?}");
        }
        Ok(())
    }

    pub(super) async fn stop(self) {
        self.stop.cancel();
        // A job that panicked has said so.
        let _ = self.jobs.await;
    }
}

fn credential_stores(
    directory: &Directory,
    clock: &Arc<dyn Clock>,
    entropy: &Arc<dyn Entropy>,
) -> Result<CredentialStores> {
    let connection = OktaConnection {
        alias: "okta".parse()?,
        url: directory.url().parse()?,
        auth: Auth::ApiToken(directory.token().to_owned().into()),
        proxy: None,
        allow_private_targets: true,
    };
    let alias = connection.alias.clone();
    let store = OktaCredentialStore::new(okta_client(connection, clock, entropy)?);
    Ok(BTreeMap::from([(alias, Arc::new(store) as _)]).into())
}

fn mailer(post: &Arc<Post>) -> Result<Mailer> {
    let portal = PortalFacts {
        name: "Password portal".to_owned(),
        url: "https://password.example.com".to_owned(),
        desk: Desk {
            text: "Call the service desk.".to_owned(),
            phone: None,
            email: None,
            url: None,
        },
    };
    let sender = "Password portal <portal@example.com>".parse()?;
    Ok(Mailer::new(Arc::clone(post) as _, sender, portal))
}

fn screen() -> Result<Screen> {
    Ok(Screen::new(ScreenSettings {
        breached: None,
        context_words: Vec::new(),
        min_score: 2,
        lookup: None,
    })?)
}
