use crate::{InvalidSettings, Settings};
use reqwest::{ClientBuilder, dns::Resolve};
use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

/// After this much silence on a connection, the peer is asked whether it is still there.
const KEEP_ALIVE_AFTER: Duration = Duration::from_secs(5);
/// How long HTTP/2 waits for the peer's word. A vanished peer is known after ten seconds.
const HTTP2_KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(5);
/// TCP asks three times. A vanished peer is known after 14 seconds.
const TCP_PROBE_INTERVAL: Duration = Duration::from_secs(3);
const TCP_PROBES: u32 = 3;
/// On Linux this replaces the number of probes, and bounds unacknowledged data too.
#[cfg(target_os = "linux")]
const TCP_USER_TIMEOUT: Duration = Duration::from_secs(12);

/// The connections kept for the next call.
///
/// A failed call that makes the other connections doubtful starts a new generation: calls under way
/// end on the old connections, later calls never meet them.
pub(crate) struct Pool {
    settings: Settings,
    resolver: Arc<dyn Resolve>,
    current: RwLock<Generation>,
}

/// The connections made since the last doubt.
#[derive(Clone)]
pub(crate) struct Generation {
    number: u64,
    pub(crate) client: reqwest::Client,
}

impl Pool {
    pub(crate) fn new(
        settings: Settings,
        resolver: Arc<dyn Resolve>,
    ) -> Result<Self, InvalidSettings> {
        let client = build(builder(&settings, Arc::clone(&resolver))?)?;
        Ok(Self {
            settings,
            resolver,
            current: RwLock::new(Generation { number: 0, client }),
        })
    }

    pub(crate) fn current(&self) -> Generation {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Leaves the connections of `doubtful` behind, once for all calls that failed on them.
    pub(crate) fn renew(&self, doubtful: &Generation) {
        if self.current().number != doubtful.number {
            return;
        }
        // Built outside the lock, because it reads the root certificates.
        let Ok(client) = builder(&self.settings, Arc::clone(&self.resolver)).and_then(build) else {
            return;
        };
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.number == doubtful.number {
            *current = Generation {
                number: doubtful.number + 1,
                client,
            };
        }
    }
}

fn builder(
    settings: &Settings,
    resolver: Arc<dyn Resolve>,
) -> Result<ClientBuilder, InvalidSettings> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    let builder = reqwest::Client::builder();
    let builder = keep_alive(builder)
        .user_agent(settings.user_agent.clone())
        .connect_timeout(settings.connect_timeout)
        .read_timeout(settings.read_timeout)
        .timeout(settings.total_timeout)
        .pool_idle_timeout(settings.pool_idle_timeout)
        .https_only(!settings.allow_private_targets)
        .redirect(reqwest::redirect::Policy::none())
        // Whether a call may be repeated is for its caller to say.
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .dns_resolver(resolver);
    let Some(url) = settings.proxy.clone() else {
        return Ok(builder);
    };
    let proxy = reqwest::Proxy::all(url).map_err(|_| InvalidSettings)?;
    Ok(builder.proxy(proxy))
}

/// A peer that vanished must not hold a connection open for the calls after this one, so unused
/// connections are probed too.
fn keep_alive(builder: ClientBuilder) -> ClientBuilder {
    let builder = builder
        .tcp_keepalive(KEEP_ALIVE_AFTER)
        .tcp_keepalive_interval(TCP_PROBE_INTERVAL)
        .tcp_keepalive_retries(TCP_PROBES)
        .http2_keep_alive_interval(KEEP_ALIVE_AFTER)
        .http2_keep_alive_timeout(HTTP2_KEEP_ALIVE_TIMEOUT)
        .http2_keep_alive_while_idle(true);
    #[cfg(target_os = "linux")]
    let builder = builder.tcp_user_timeout(TCP_USER_TIMEOUT);
    builder
}

fn build(builder: ClientBuilder) -> Result<reqwest::Client, InvalidSettings> {
    builder.build().map_err(|_| InvalidSettings)
}

#[cfg(test)]
mod tests;
