//! One access token for all calls of a client.

use super::AccessToken;
use crate::Error;
use futures::{FutureExt, future::Shared};
use jiff::Timestamp;
use latchkey_http::NotSent;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot::{self, Receiver, Sender};

pub(crate) type Fetched = Result<Arc<AccessToken>, Error>;

/// Keeps the token, and sees that only one fetch is under way. `Debug` is missing on purpose.
#[derive(Default)]
pub(crate) struct TokenCache(Mutex<State>);

#[derive(Default)]
struct State {
    token: Option<Arc<AccessToken>>,
    fetching: Option<Shared<Receiver<Fetched>>>,
}

/// Which token will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The one at hand, while it is fresh.
    Any,
    /// One that is fetched now.
    New,
}

impl TokenCache {
    /// The token: the one at hand, else what the fetch under way brings, else what `start` brings. The
    /// fetch goes on when its waiters give up, so that nothing it brings is lost.
    pub(crate) async fn get(
        &self,
        wanted: Wanted,
        now: Timestamp,
        start: impl FnOnce(Sender<Fetched>) + Send,
    ) -> Fetched {
        let fetching = match self.look(wanted, now, start) {
            Ok(token) => return Ok(token),
            Err(fetching) => fetching,
        };
        // No sender: the program is shutting down.
        fetching
            .await
            .unwrap_or(Err(Error::NotSent(NotSent::Invalid)))
    }

    fn look(
        &self,
        wanted: Wanted,
        now: Timestamp,
        start: impl FnOnce(Sender<Fetched>),
    ) -> Result<Arc<AccessToken>, Shared<Receiver<Fetched>>> {
        let mut state = self.lock();
        if let Some(token) = state.fresh(now).filter(|_| wanted == Wanted::Any) {
            return Ok(token);
        }
        // A fetch whose end is known but that left no token ended with the task that made it.
        let under_way = state.fetching.clone();
        if let Some(fetching) = under_way.filter(|fetching| fetching.peek().is_none()) {
            return Err(fetching);
        }
        let (sender, receiver) = oneshot::channel();
        let fetching = receiver.shared();
        state.fetching = Some(fetching.clone());
        start(sender);
        Err(fetching)
    }

    /// Takes note of what a fetch brought, before its waiters hear of it.
    pub(crate) fn finish(&self, fetched: &Fetched) {
        let mut state = self.lock();
        state.fetching = None;
        if let Ok(token) = fetched {
            state.token = Some(Arc::clone(token));
        }
    }

    /// The token at hand, while it is fresh.
    pub(crate) fn fresh(&self, now: Timestamp) -> Option<Arc<AccessToken>> {
        self.lock().fresh(now)
    }

    /// Forgets a token that Okta refused, unless another has taken its place.
    pub(crate) fn forget(&self, refused: &Arc<AccessToken>) {
        let mut state = self.lock();
        state.token.take_if(|token| Arc::ptr_eq(token, refused));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn fresh(&self, now: Timestamp) -> Option<Arc<AccessToken>> {
        self.token.clone().filter(|token| token.is_fresh(now))
    }
}
