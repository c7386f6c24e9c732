//! What the page that asks who somebody is has to know, kept for a moment: a flood of people who only
//! look at it does not reach the database.

use crate::{Engine, EngineError, proof_of_work::asks_for_work};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Network, ProcessMessages, Purpose};
use latchkey_values::Alias;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How long the changes of other nodes may stay unseen here. What this process commits is seen at
/// once. Whoever is let in wrongly for that long is still counted, and turned away, by the form.
const FRESH: SignedDuration = SignedDuration::from_secs(1);
/// More networks and paths in a moment than any portal sees; a limit so that nobody can fill the memory.
const MOST: usize = 4_096;

/// Where to, by the page at which path (`None`: the first page), and from where.
type To = (Purpose, Option<Alias>, Network);

/// How to get to a purpose by a path from a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// No process offers it.
    NotOffered,
    /// By saying who one is.
    Open,
    /// The same, after work.
    AfterWork,
}

/// What there is at the end of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// How one gets there.
    pub(crate) way: Way,
    /// What the process there says in the admins' own words.
    pub(crate) messages: ProcessMessages,
}

/// The ways that were found since the last change.
#[derive(Default)]
pub(crate) struct WaysIn(Mutex<Option<Found>>);

struct Found {
    commits: u64,
    since: Timestamp,
    ways: HashMap<To, Arrival>,
}

impl WaysIn {
    fn known(&self, commits: u64, now: Timestamp, to: &To) -> Option<Arrival> {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = found.as_ref().filter(|found| found.is_fresh(commits, now));
        found.and_then(|found| found.ways.get(to).cloned())
    }

    fn keep(&self, commits: u64, now: Timestamp, to: To, arrival: Arrival) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = kept
            .take()
            .filter(|found| found.is_fresh(commits, now) && found.ways.len() < MOST);
        let found = kept.insert(fresh.unwrap_or_else(|| Found {
            commits,
            since: now,
            ways: HashMap::new(),
        }));
        found.ways.insert(to, arrival);
    }
}

impl Found {
    fn is_fresh(&self, commits: u64, now: Timestamp) -> bool {
        let age = now.duration_since(self.since);
        commits == self.commits && !age.is_negative() && age < FRESH
    }
}

impl Engine {
    /// What the process at the end of a visitor's way says in the admins' own words. It is what everybody
    /// reads there, whoever they turn out to be.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn messages_at(
        &self,
        purpose: Purpose,
        path: Option<&Alias>,
        network: Network,
    ) -> Result<ProcessMessages, EngineError> {
        Ok(self.arrival(purpose, path, network).await?.messages)
    }

    /// How a visitor from `network` gets to `purpose` by the page at `path`, and what they find.
    pub(crate) async fn arrival(
        &self,
        purpose: Purpose,
        path: Option<&Alias>,
        network: Network,
    ) -> Result<Arrival, EngineError> {
        // Counted before anything is read: what is committed meanwhile makes it out of date.
        let (commits, now) = (self.commits(), self.now());
        let to = (purpose, path.cloned(), network);
        let known = commits.and_then(|commits| self.ways_in().known(commits, now, &to));
        if let Some(arrival) = known {
            return Ok(arrival);
        }
        let arrival = self.find_way(purpose, path, network).await?;
        if let Some(commits) = commits {
            self.ways_in().keep(commits, now, to, arrival.clone());
        }
        Ok(arrival)
    }

    async fn find_way(
        &self,
        purpose: Purpose,
        path: Option<&Alias>,
        network: Network,
    ) -> Result<Arrival, EngineError> {
        let mut unit = self.read().await?;
        let Some(process) = self.process_for(unit.as_mut(), purpose, path).await? else {
            return Ok(Arrival {
                way: Way::NotOffered,
                messages: ProcessMessages::default(),
            });
        };
        let works = asks_for_work(&process) && self.looks_automatic(unit.as_mut(), network).await?;
        Ok(Arrival {
            way: if works { Way::AfterWork } else { Way::Open },
            messages: process.messages,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::TestClock;
    use latchkey_values::Clock as _;
    use std::net::{IpAddr, Ipv4Addr};

    impl WaysIn {
        fn keep_way(&self, commits: u64, now: Timestamp, to: To, way: Way) {
            let messages = ProcessMessages::default();
            self.keep(commits, now, to, Arrival { way, messages });
        }

        fn known_way(&self, commits: u64, now: Timestamp, to: &To) -> Option<Way> {
            self.known(commits, now, to).map(|arrival| arrival.way)
        }
    }

    fn to_reset(last: u8) -> To {
        let address = IpAddr::from(Ipv4Addr::new(203, 0, last, 7));
        (Purpose::Reset, None, Network::from(address))
    }

    #[test]
    fn a_way_is_known_until_a_commit_or_a_second_has_passed() {
        let (ways, now) = (WaysIn::default(), TestClock::default().now());
        ways.keep_way(7, now, to_reset(1), Way::Open);
        ways.keep_way(7, now, to_reset(2), Way::AfterWork);
        let just_before = now + SignedDuration::from_millis(999);
        assert_eq!(
            ways.known_way(7, just_before, &to_reset(1)),
            Some(Way::Open)
        );
        assert_eq!(ways.known_way(7, now, &to_reset(2)), Some(Way::AfterWork));
        assert_eq!(ways.known_way(7, now, &to_reset(3)), None);
        assert_eq!(ways.known_way(8, now, &to_reset(1)), None);
        assert_eq!(ways.known_way(7, now + FRESH, &to_reset(1)), None);
        assert_eq!(ways.known_way(7, now - FRESH, &to_reset(1)), None);
        ways.keep_way(8, now, to_reset(1), Way::NotOffered);
        assert_eq!(ways.known_way(8, now, &to_reset(2)), None, "found before");
    }

    #[test]
    fn each_path_has_a_way_of_its_own() {
        let (ways, now) = (WaysIn::default(), TestClock::default().now());
        let (purpose, _, network) = to_reset(1);
        let path: Alias = "suppliers".parse().expect("an alias");
        let by_path = (purpose, Some(path), network);
        ways.keep_way(7, now, to_reset(1), Way::Open);
        assert_eq!(ways.known_way(7, now, &by_path), None);
        ways.keep_way(7, now, by_path.clone(), Way::AfterWork);
        assert_eq!(ways.known_way(7, now, &by_path), Some(Way::AfterWork));
        assert_eq!(ways.known_way(7, now, &to_reset(1)), Some(Way::Open));
    }
}
