//! Recorded exchanges with real orgs, replayed: same status, same shape of the body, same error, same headers.
//!
//! A cassette is one session with an org; its steps are replayed in order on a fresh sandbox, so that later steps find
//! what earlier ones made. Ids, times, tokens and hosts differ and are not compared.

mod replay;
mod scope;
mod shape;
mod token;

use std::collections::BTreeMap;
use std::fmt;

use latchkey_sandbox::RateLimits;
use serde::Deserialize;
use serde_json::Value;

use self::replay::Replay;
use self::scope::LeftOut;
use self::shape::Review;
use crate::client::Api;

/// So many are replayed. More is progress; fewer means that something has been left out.
const REPLAYED: usize = 322;

/// One recorded exchange.
#[derive(Debug, Deserialize)]
pub(crate) struct Exchange {
    cassette: String,
    step: usize,
    method: String,
    path: String,
    request: Option<Value>,
    status: u16,
    headers: BTreeMap<String, Value>,
    body: Value,
}

impl fmt::Display for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cassette,
            step,
            method,
            path,
            ..
        } = self;
        write!(formatter, "{cassette} step {step} {method} {path}")
    }
}

impl Exchange {
    /// The parts of the path, without what all have in common.
    fn parts(&self) -> Vec<&str> {
        let route = self.path.split('?').next().unwrap_or_default();
        route
            .trim_start_matches("/api/v1")
            .trim_start_matches('/')
            .split('/')
            .collect()
    }

    /// Recorded before the org's answers took today's form.
    fn is_old(&self) -> bool {
        self.header("date").contains(" 2020 ")
    }

    /// A header; its lines joined, empty when it is not there.
    fn header(&self, name: &str) -> String {
        match self.headers.get(name) {
            Some(Value::String(line)) => line.clone(),
            Some(Value::Array(lines)) => lines
                .iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(", "),
            _ => String::new(),
        }
    }

    /// The kind of path, for the count.
    fn kind(&self) -> String {
        let parts = self.parts();
        let name = |(at, part): (usize, &&str)| match (parts[0], at) {
            ("users", 3) if matches!(parts[2], "lifecycle" | "credentials") => (*part).to_owned(),
            (_, 0 | 2) => (*part).to_owned(),
            _ => "*".to_owned(),
        };
        let names: Vec<String> = parts.iter().enumerate().map(name).collect();
        format!("{} {}", self.method, names.join("/"))
    }
}

/// All recorded exchanges.
fn recorded() -> Vec<Exchange> {
    let folder = std::env::var("LATCHKEY_CONTRACT_DIR")
        .expect("LATCHKEY_CONTRACT_DIR names the contract data");
    let text = std::fs::read_to_string(format!("{folder}/okta-recordings.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The sessions, each with its steps in order.
fn cassettes(exchanges: &[Exchange]) -> impl Iterator<Item = Vec<&Exchange>> {
    let mut cassettes: BTreeMap<&str, Vec<&Exchange>> = BTreeMap::new();
    for exchange in exchanges {
        cassettes
            .entry(&exchange.cassette)
            .or_default()
            .push(exchange);
    }
    cassettes.into_values().map(|mut steps| {
        steps.sort_by_key(|exchange| exchange.step);
        steps
    })
}

#[tokio::test]
#[ignore = "needs LATCHKEY_CONTRACT_DIR"]
async fn recorded_exchanges_are_answered_like_the_real_org_did() {
    let exchanges = recorded();
    let mut differences = Vec::new();
    let mut replayed: BTreeMap<String, usize> = BTreeMap::new();
    let mut left_out = LeftOut::default();
    let mut review = Review::default();
    let asked = Api::start().await;
    asked.org().set_rate_limits(RateLimits::uniform(10_000));
    for steps in cassettes(&exchanges) {
        let mut replay: Option<Replay> = None;
        for exchange in steps {
            if left_out.takes(exchange, &asked, &mut differences).await {
                continue;
            }
            let replay = match &mut replay {
                Some(replay) => replay,
                none => none.insert(Replay::start().await),
            };
            *replayed.entry(exchange.kind()).or_default() += 1;
            differences.extend(replay.step(exchange, &mut review).await);
        }
    }
    let total: usize = replayed.values().sum();
    println!("replayed: {total} of {}", exchanges.len());
    for (kind, count) in &replayed {
        println!("  {count:4} {kind}");
    }
    left_out.report(&mut differences);
    review.report(&mut differences);
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences.join("\n")
    );
    assert!(total >= REPLAYED, "only {total} exchanges were replayed");
}
