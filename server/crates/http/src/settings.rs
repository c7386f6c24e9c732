use std::{fmt, time::Duration};
use url::Url;

/// How a [`Client`](crate::Client) reaches the world. `Debug` shows no proxy credentials.
#[derive(Clone)]
pub struct Settings {
    /// Sent as `User-Agent`.
    pub user_agent: String,
    /// Time for name look-up, TCP and TLS.
    pub connect_timeout: Duration,
    /// Longest silence while an answer arrives.
    pub read_timeout: Duration,
    /// Time for the whole call, from connecting to the last byte of the answer.
    pub total_timeout: Duration,
    /// How long an unused connection is kept; shorter than the server keeps it.
    pub pool_idle_timeout: Duration,
    /// Everything goes through this proxy, which then resolves the targets' names itself; `None`
    /// means directly. Proxy variables of the environment are not read. When the proxy fails, the
    /// call fails: nothing ever goes around it.
    pub proxy: Option<Url>,
    /// Private, loopback and link-local targets, and plain http, are allowed.
    pub allow_private_targets: bool,
    /// Most bytes of an answer, after decompression.
    pub largest_body: usize,
}

/// The settings make no client: the proxy's URL or the user agent cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the settings of the HTTP client are not valid")]
pub struct InvalidSettings;

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: concat!("Latchkey/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(5),
            read_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(10),
            pool_idle_timeout: Duration::from_secs(30),
            proxy: None,
            allow_private_targets: false,
            largest_body: 4 * 1024 * 1024,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proxy = self.proxy.as_ref().map(|url| {
            let port = url.port_or_known_default().unwrap_or_default();
            format!("{}:{port}", url.host_str().unwrap_or_default())
        });
        formatter
            .debug_struct("Settings")
            .field("user_agent", &self.user_agent)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("total_timeout", &self.total_timeout)
            .field("pool_idle_timeout", &self.pool_idle_timeout)
            .field("proxy", &proxy)
            .field("allow_private_targets", &self.allow_private_targets)
            .field("largest_body", &self.largest_body)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_names_the_proxy_without_its_credentials() {
        let proxy = "http://portal:s3cret@proxy.example.com:3128";
        let settings = Settings {
            proxy: Some(proxy.parse().expect("url")),
            ..Settings::default()
        };
        let text = format!("{settings:?}");
        assert!(text.contains("proxy.example.com:3128"), "{text}");
        assert!(
            !text.contains("portal") && !text.contains("s3cret"),
            "{text}"
        );
    }
}
