//! Puts the portal together from its configuration. Nothing here decides anything.

mod administration;
mod configuration_file;
mod connections;
mod data_folder;
mod dead_jobs;
mod integrity;
mod key;
mod mail;
mod passwords;
mod processes;
mod restored;
mod sign_in;
mod vault;

use crate::{
    config::Config,
    edge::{
        error_page::ErrorPages,
        render::{Patience, Renders},
        request_body::BodyLimits,
    },
    http::{Acceptor, Peers, Timeouts, Tls},
    metrics::{self, Gauges, TimedStore},
    router::router,
    site::Site,
    state::State,
    steady_clock::SteadyClock,
};
use anyhow::Context as _;
use axum::Router;
use latchkey_administration::Administration;
use latchkey_auth::sign_in::SignInService;
use latchkey_connections::Connections;
use latchkey_credential_stores::CredentialStores;
use latchkey_domain::Store;
use latchkey_jobs::{Runner, RunnerSettings, Wake};
use latchkey_processes::{Engine, Parts, handlers, recurring};
use latchkey_secrets::{Digests, Key};
use latchkey_store::SqlStore;
use latchkey_values::{Clock, Entropy, OsEntropy, SystemClock};
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;

pub use data_folder::open_store;
pub(crate) use data_folder::{make as make_data_folder, open_database, open_unchanged};
pub(crate) use key::{
    file_fits as key_file_fits, load_or_make as load_or_make_key,
    load_or_make_next as load_or_make_next_key, open as open_key,
    put_next_in_place as put_next_key_in_place,
};
pub(crate) use vault::{known as known_vault, of as vault_of};

/// Pages and forms in the making at once.
const RENDERS: usize = 64;
/// Minutes after which an unused browser session ends; no request lives longer.
const SESSION_MINUTES: u32 = 60;

/// What the portal stands on; tests bring their own.
#[derive(Clone)]
pub struct Foundations {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Bundles, style sheet, static files.
    pub site: Arc<Site>,
}

impl Foundations {
    /// The system's clock and randomness, and the site this binary was built with.
    ///
    /// # Errors
    /// When there is no site.
    pub fn of_this_machine() -> anyhow::Result<Self> {
        Ok(Self {
            clock: Arc::new(SteadyClock::new(SystemClock)),
            entropy: Arc::new(OsEntropy),
            site: Arc::new(Site::built()?),
        })
    }
}

/// The portal, ready to answer and to work.
pub struct Portal {
    router: Router,
    renders: Renders,
    peers: Peers,
    tls: Option<Tls>,
    gauges: Gauges,
    store: Arc<SqlStore>,
    runner: Arc<Runner>,
    tasks: JoinSet<()>,
    stop: CancellationToken,
}

impl Portal {
    /// Opens the database, the key and the certificate, connects the parts and applies the configured
    /// processes. No outside system but the database is called yet.
    ///
    /// # Errors
    /// What could not be opened, and why.
    pub async fn compose(config: &Config, foundations: Foundations) -> anyhow::Result<Self> {
        let tls = config.tls.clone().map(Tls::open).transpose()?;
        let store = open_store(config).await?;
        integrity::check(config, &store).await?;
        let key = key::open(config, &*foundations.entropy, &*store).await?;
        let timed: Arc<dyn Store> = Arc::new(TimedStore(store.clone()));
        let wake = Wake::new();
        let vault = vault::open(config, &foundations, &*store, &key).await?;
        configuration_file::apply(config, &foundations, &*store, &vault).await?;
        let connections =
            connections::open(&foundations, Arc::clone(&timed), vault.clone()).await?;
        let engine = engine(
            config,
            &foundations,
            &connections,
            &key,
            Arc::clone(&timed),
            wake.clone(),
        )?;
        processes::apply(config, &foundations, &*store).await?;
        dead_jobs::report(&*store).await?;
        let administration = administration::open(
            config,
            &foundations,
            Arc::clone(&timed),
            &engine,
            &connections,
            vault,
            wake.clone(),
        );
        let sign_in = sign_in::open(
            config,
            &foundations,
            &connections,
            &key,
            &engine,
            Arc::clone(&timed),
        )?;
        let runner = runner(&engine, &administration, &foundations, timed, wake);
        restored::see_to(&engine, &runner).await?;
        let renders = Renders::new(RENDERS, Patience::default());
        let state = state(
            config,
            &foundations,
            Arc::clone(&store),
            renders.clone(),
            sign_in.clone(),
        )?;
        let pages = pages(config, &foundations, engine, administration, sign_in)?;
        Ok(Self {
            router: router(&state, pages),
            renders,
            peers: match tls {
                Some(_) => Peers::Anyone,
                None => Peers::Proxies(config.trusted_proxies.clone().into()),
            },
            tls,
            gauges: Gauges {
                store: store.clone(),
                connections,
            },
            store,
            runner: Arc::new(runner),
            tasks: JoinSet::new(),
            stop: CancellationToken::new(),
        })
    }

    /// Answers requests that arrive at `listener`.
    pub fn answer(&mut self, listener: TcpListener) {
        let acceptor = Acceptor {
            router: self.router.clone(),
            peers: self.peers.clone(),
            tls: self.tls.as_ref().map(Tls::acceptor),
            timeouts: Timeouts::default(),
        };
        self.tasks.spawn(acceptor.run(listener, self.stop.clone()));
        if let Some(tls) = self.tls.take() {
            self.tasks.spawn(tls.follow_files(self.stop.clone()));
        }
    }

    /// Lets monitoring read, at `listener`, what was counted in `metrics`.
    pub fn report(&mut self, listener: TcpListener, metrics: PrometheusHandle) {
        let acceptor = Acceptor {
            router: metrics::router(metrics.clone(), self.gauges.clone()),
            peers: Peers::Anyone,
            tls: None,
            timeouts: Timeouts {
                connections: 16,
                ..Timeouts::default()
            },
        };
        self.tasks.spawn(acceptor.run(listener, self.stop.clone()));
        self.tasks
            .spawn(metrics::keep_up(metrics, self.stop.clone()));
    }

    /// Runs queued and recurring jobs, and looks over the audit trail.
    pub fn work(&mut self) {
        let look_over = integrity::check_trail(self.store(), self.stop.clone());
        self.tasks.spawn(look_over);
        let (runner, stop) = (Arc::clone(&self.runner), self.stop.clone());
        self.tasks.spawn(async move { runner.run(stop).await });
    }

    /// The job runner, for tests that run jobs by hand.
    #[must_use]
    pub fn runner(&self) -> &Runner {
        &self.runner
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> Arc<SqlStore> {
        Arc::clone(&self.store)
    }

    /// Waits until something that should run until [`Portal::stop`] ends by itself, which is a fault.
    pub async fn failed(&mut self) {
        if self.tasks.join_next().await.is_none() {
            std::future::pending::<()>().await;
        }
    }

    /// Takes no new requests and jobs, and lets those under way finish within their limits.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
        // Forms whose browser has gone are still at work.
        let drained = tokio::time::timeout(Timeouts::default().drain, self.renders.finished());
        if drained.await.is_err() {
            tracing::warn!("stopped while forms were still being worked on");
        }
    }
}

fn engine(
    config: &Config,
    foundations: &Foundations,
    connections: &Connections,
    key: &Key,
    store: Arc<dyn Store>,
    wake: Wake,
) -> anyhow::Result<Engine> {
    let Foundations { clock, entropy, .. } = foundations;
    Ok(Engine::new(Parts {
        credential_stores: CredentialStores::configured(
            Arc::clone(&store),
            Arc::clone(clock),
            connections.clone(),
        ),
        store,
        mailer: mail::mailer(config, foundations)?,
        digests: Digests::new(key),
        clock: Arc::clone(clock),
        entropy: Arc::clone(entropy),
        wake,
        limits: config.limits.clone(),
        screen: passwords::screen(config)?,
    }))
}

fn runner(
    engine: &Engine,
    administration: &Administration,
    foundations: &Foundations,
    store: Arc<dyn Store>,
    wake: Wake,
) -> Runner {
    let Foundations { clock, entropy, .. } = foundations.clone();
    let mut handlers = handlers(engine);
    handlers.extend(latchkey_administration::handlers(administration));
    let mut recurring = recurring();
    recurring.extend(latchkey_administration::recurring());
    Runner::new(store, clock, entropy, handlers, RunnerSettings::default())
        .waking_on(wake)
        .with_recurring(recurring)
}

fn state(
    config: &Config,
    foundations: &Foundations,
    store: Arc<SqlStore>,
    renders: Renders,
    sign_in: SignInService,
) -> anyhow::Result<State> {
    let Foundations {
        clock,
        entropy,
        site,
    } = foundations.clone();
    let error_pages = ErrorPages::new(&config.portal.name, &config.portal.desk, &site)
        .context("the template of the error page is broken")?;
    Ok(State {
        public_url: Arc::new(config.public_url.clone()),
        trusted_proxies: config.trusted_proxies.clone().into(),
        site,
        store,
        clock,
        entropy,
        error_pages,
        renders,
        body_limits: BodyLimits::default(),
        session_minutes: SESSION_MINUTES,
        sign_in,
        directory: sign_in::origin(config).map(Into::into),
    })
}

fn pages(
    config: &Config,
    foundations: &Foundations,
    engine: Engine,
    administration: Administration,
    sign_in: SignInService,
) -> anyhow::Result<app::Context> {
    Ok(app::Context {
        engine,
        administration,
        sign_in,
        portal: mail::portal_facts(config),
        sign_in_url: config.portal.sign_in_url.as_ref().map(ToString::to_string),
        assets: app::Assets::from_manifest(foundations.site.manifest())?,
        clock: Arc::clone(&foundations.clock),
    })
}
