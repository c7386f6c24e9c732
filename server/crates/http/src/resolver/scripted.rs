use super::ResolveFailed;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    future::pending,
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Answers each look-up with the next list of addresses; `None` is a failure.
pub(crate) struct Scripted {
    answers: Vec<Option<Vec<&'static str>>>,
    is_silent_then: bool,
    asked: AtomicUsize,
}

impl Scripted {
    pub(crate) fn new(answers: impl IntoIterator<Item = Option<Vec<&'static str>>>) -> Self {
        Self {
            answers: answers.into_iter().collect(),
            is_silent_then: false,
            asked: AtomicUsize::new(0),
        }
    }

    /// Look-ups after the last answer never end; without this they fail the test.
    pub(crate) fn then_silent(self) -> Self {
        Self {
            is_silent_then: true,
            ..self
        }
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Resolve for Scripted {
    fn resolve(&self, _: Name) -> Resolving {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        let Some(answer) = self.answers.get(number).cloned() else {
            assert!(self.is_silent_then, "an unexpected look-up");
            return Box::pin(pending());
        };
        Box::pin(async move {
            let addresses = answer.ok_or(ResolveFailed)?;
            let parsed = addresses
                .into_iter()
                .map(|text| SocketAddr::new(text.parse().expect(text), 0));
            Ok(Box::new(parsed.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}
