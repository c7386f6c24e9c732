use super::ResolveFailed;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, timeout};

/// How long a name's last addresses stand in for a look-up that fails. The operating system does not
/// tell a record's own life. Long enough for a name server's restart, and a host that has moved is
/// told by its certificate.
const KEEP: Duration = Duration::from_mins(15);

/// A look-up that takes longer is not waited for when there are addresses to fall back on.
const SLOW: Duration = Duration::from_secs(2);

/// Asks the resolver every time, and falls back on its last good answer. A name that "does not
/// exist" is treated like a name server that does not answer: the system reports both alike.
pub(crate) struct LastGoodResolver {
    inner: Arc<dyn Resolve>,
    known: Arc<Known>,
}

#[derive(Default)]
struct Known(Mutex<HashMap<String, LastGood>>);

struct LastGood {
    addresses: Vec<SocketAddr>,
    at: Instant,
}

impl LastGoodResolver {
    pub(crate) fn new(inner: Arc<dyn Resolve>) -> Self {
        Self {
            inner,
            known: Arc::default(),
        }
    }
}

impl Resolve for LastGoodResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let known = Arc::clone(&self.known);
        let resolving = self.inner.resolve(name);
        Box::pin(async move {
            let last_good = known.get(&host);
            let found = match &last_good {
                Some(_) => timeout(SLOW, resolving)
                    .await
                    .unwrap_or_else(|_| Err(ResolveFailed.into())),
                None => resolving.await,
            };
            let found = found.map(Iterator::collect::<Vec<_>>);
            let addresses = match (found, last_good) {
                (Ok(addresses), _) if !addresses.is_empty() => {
                    known.put(host, &addresses);
                    addresses
                }
                (_, Some(addresses)) => {
                    tracing::warn!(%host, "the name look-up failed; using its last addresses");
                    addresses
                }
                (Ok(_), None) => return Err(ResolveFailed.into()),
                (Err(error), None) => return Err(error),
            };
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

impl Known {
    fn get(&self, host: &str) -> Option<Vec<SocketAddr>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last_good = known.get(host).filter(|entry| entry.at.elapsed() < KEEP)?;
        Some(last_good.addresses.clone())
    }

    fn put(&self, host: String, addresses: &[SocketAddr]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, entry| entry.at.elapsed() < KEEP);
        let last_good = LastGood {
            addresses: addresses.to_vec(),
            at: Instant::now(),
        };
        known.insert(host, last_good);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolver::{GuardedResolver, scripted::Scripted};

    const PUBLIC: &str = "8.8.8.8";
    const MOVED: &str = "8.8.4.4";

    async fn ask(resolver: &dyn Resolve, host: &str) -> Option<Vec<String>> {
        let found = resolver.resolve(host.parse().expect("name")).await.ok()?;
        Some(found.map(|address| address.ip().to_string()).collect())
    }

    fn only(address: &str) -> Vec<String> {
        vec![address.to_owned()]
    }

    #[tokio::test(start_paused = true)]
    async fn the_last_good_answer_serves_for_a_quarter_of_an_hour_and_no_longer() {
        let names = Scripted::new([Some(vec![PUBLIC]), None, None]);
        let resolver = LastGoodResolver::new(Arc::new(names));
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(PUBLIC)));
        tokio::time::advance(Duration::from_secs(15 * 60 - 1)).await;
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(PUBLIC)));
        // Use does not prolong it.
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(ask(&resolver, "acme.example.com").await, None);
    }

    #[tokio::test(start_paused = true)]
    async fn every_look_up_asks_anew_and_a_new_answer_replaces_the_old() {
        let names = Scripted::new([Some(vec![PUBLIC]), Some(vec![MOVED]), Some(vec![])]);
        let resolver = LastGoodResolver::new(Arc::new(names));
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(PUBLIC)));
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(MOVED)));
        // An answer without an address is a failure.
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(MOVED)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_name_never_found_fails_and_so_does_one_without_addresses() {
        let names = Scripted::new([Some(vec![PUBLIC]), None, Some(vec![])]);
        let resolver = LastGoodResolver::new(Arc::new(names));
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(PUBLIC)));
        assert_eq!(ask(&resolver, "other.example.com").await, None);
        assert_eq!(ask(&resolver, "other.example.com").await, None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_look_up_is_not_waited_for_once_addresses_are_known() {
        let names = Arc::new(Scripted::new([Some(vec![PUBLIC])]).then_silent());
        let resolver = LastGoodResolver::new(names.clone());
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(PUBLIC)));
        let started = Instant::now();
        assert_eq!(ask(&resolver, "acme.example.com").await, Some(only(PUBLIC)));
        assert_eq!((started.elapsed(), names.asked()), (SLOW, 2));
    }

    #[tokio::test(start_paused = true)]
    async fn a_remembered_private_address_is_refused_like_a_fresh_one() {
        let names = Scripted::new([Some(vec!["10.0.0.1"]), None]);
        let resolver = GuardedResolver::new(Arc::new(LastGoodResolver::new(Arc::new(names))), None);
        for _ in 0..2 {
            assert_eq!(ask(&resolver, "acme.example.com").await, None);
        }
    }
}
