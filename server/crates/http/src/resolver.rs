mod last_good;
#[cfg(test)]
pub(crate) mod scripted;

pub(crate) use last_good::LastGoodResolver;

use crate::target::is_public;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{net::SocketAddr, sync::Arc};

/// The operating system's resolver.
pub(crate) struct SystemResolver;

/// Hands out public addresses only. The connection goes to exactly the addresses checked here, so a
/// name that changes between check and use gains nothing.
pub(crate) struct GuardedResolver {
    inner: Arc<dyn Resolve>,
    /// The proxy the operator named: it may be anywhere.
    trusted_name: Option<String>,
}

/// The name has no address.
#[derive(Debug, thiserror::Error)]
#[error("the host name could not be resolved")]
pub(crate) struct ResolveFailed;

/// The name has addresses, but none in the public internet.
#[derive(Debug, thiserror::Error)]
#[error("the host name leads to a private address")]
pub(crate) struct RefusedAddress;

impl GuardedResolver {
    pub(crate) fn new(inner: Arc<dyn Resolve>, trusted_name: Option<String>) -> Self {
        Self {
            inner,
            trusted_name,
        }
    }
}

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0: the caller puts in the URL's port.
            let found = tokio::net::lookup_host((name.as_str(), 0))
                .await
                .map_err(|_| ResolveFailed)?;
            let addresses: Vec<SocketAddr> = found.collect();
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let is_trusted = self.trusted_name.as_deref() == Some(name.as_str());
        let resolving = self.inner.resolve(name);
        Box::pin(async move {
            let found = resolving.await?;
            let public: Vec<SocketAddr> = found
                .filter(|address| is_trusted || is_public(address.ip()))
                .collect();
            if public.is_empty() {
                return Err(RefusedAddress.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{scripted::Scripted, *};

    fn guard(answers: Vec<Vec<&'static str>>, trusted: Option<&str>) -> GuardedResolver {
        let inner = Scripted::new(answers.into_iter().map(Some));
        GuardedResolver::new(Arc::new(inner), trusted.map(str::to_owned))
    }

    async fn ask(guard: &GuardedResolver, name: &str) -> Option<Vec<String>> {
        let found = guard.resolve(name.parse().expect("name")).await.ok()?;
        Some(found.map(|address| address.ip().to_string()).collect())
    }

    #[tokio::test]
    async fn a_name_that_turns_private_is_refused_on_the_next_look_up() {
        let guard = guard(vec![vec!["8.8.8.8"], vec!["169.254.169.254"]], None);
        assert_eq!(
            ask(&guard, "acme.example.com").await,
            Some(vec!["8.8.8.8".to_owned()])
        );
        assert_eq!(ask(&guard, "acme.example.com").await, None);
    }

    #[tokio::test]
    async fn private_addresses_are_taken_out_of_a_mixed_answer() {
        let guard = guard(vec![vec!["10.0.0.1", "8.8.8.8", "::1"]], None);
        assert_eq!(
            ask(&guard, "acme.example.com").await,
            Some(vec!["8.8.8.8".to_owned()])
        );
    }

    #[tokio::test]
    async fn only_the_named_proxy_may_be_private() {
        let guard = guard(
            vec![vec!["10.0.0.1"], vec!["10.0.0.1"]],
            Some("proxy.example.com"),
        );
        assert_eq!(
            ask(&guard, "proxy.example.com").await,
            Some(vec!["10.0.0.1".to_owned()])
        );
        assert_eq!(ask(&guard, "acme.example.com").await, None);
    }
}
