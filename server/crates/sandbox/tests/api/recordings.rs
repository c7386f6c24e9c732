//! Recorded exchanges with real orgs, replayed: same status, same shape of the body, same error, same headers.
//!
//! A cassette is one session with an org; its steps are replayed in order on a fresh sandbox, so that later steps find
//! what earlier ones made. Ids, times, tokens and hosts differ and are not compared.

mod replay;
mod shape;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use self::replay::Replay;

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

impl Exchange {
    fn route(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
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
}

/// Why an exchange is not replayed; `None` when it is.
fn out_of_scope(exchange: &Exchange) -> Option<&'static str> {
    let route: Vec<&str> = exchange
        .route()
        .trim_start_matches("/api/v1/")
        .split('/')
        .collect();
    if exchange.body.get("message").is_some() {
        return Some("an outage of the edge in front of the org");
    }
    match route.as_slice() {
        ["groups", id, ..] if id.starts_with("test_") => Some("a group from before the recording"),
        ["users" | "authn" | "groups"]
        | ["users" | "groups", _]
        | ["users", _, "groups" | "roles" | "blocks" | "sessions"]
        | ["users", _, "lifecycle" | "credentials" | "roles", _]
        | ["groups", _, "users"]
        | ["groups", _, "users", _] => None,
        _ => Some("an endpoint that this sandbox does not have"),
    }
}

/// The kind of path, for the count.
fn kind(exchange: &Exchange) -> String {
    let parts: Vec<&str> = exchange
        .route()
        .trim_start_matches("/api/v1/")
        .split('/')
        .collect();
    let names = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match (parts[0], at) {
            ("users", 3) if matches!(parts[2], "lifecycle" | "credentials") => (*part).to_owned(),
            (_, 0) | ("users" | "groups" | "apps" | "policies", 2) | ("meta", 1 | 2) => {
                (*part).to_owned()
            }
            _ => "*".to_owned(),
        });
    format!(
        "{} {}",
        exchange.method,
        names.collect::<Vec<_>>().join("/")
    )
}

#[tokio::test]
#[ignore = "needs LATCHKEY_CONTRACT_DIR"]
async fn recorded_exchanges_are_answered_like_the_real_org_did() {
    let folder = std::env::var("LATCHKEY_CONTRACT_DIR")
        .expect("LATCHKEY_CONTRACT_DIR names the contract data");
    let text = std::fs::read_to_string(format!("{folder}/okta-recordings.jsonl")).unwrap();
    let exchanges: Vec<Exchange> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut cassettes: BTreeMap<&str, Vec<&Exchange>> = BTreeMap::new();
    for exchange in &exchanges {
        cassettes
            .entry(&exchange.cassette)
            .or_default()
            .push(exchange);
    }
    let mut differences = Vec::new();
    let mut replayed: BTreeMap<String, usize> = BTreeMap::new();
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    for mut steps in cassettes.into_values() {
        steps.sort_by_key(|exchange| exchange.step);
        let mut replay: Option<Replay> = None;
        for exchange in steps {
            if let Some(reason) = out_of_scope(exchange) {
                *skipped
                    .entry(format!("{reason}: {}", kind(exchange)))
                    .or_default() += 1;
                continue;
            }
            let replay = match &mut replay {
                Some(replay) => replay,
                none => none.insert(Replay::start().await),
            };
            *replayed.entry(kind(exchange)).or_default() += 1;
            differences.extend(replay.step(exchange).await);
        }
    }
    let total: usize = replayed.values().sum();
    println!("replayed {total} of {}", exchanges.len());
    for (kind, count) in &replayed {
        println!("  {count:4} {kind}");
    }
    println!("not replayed");
    for (kind, count) in &skipped {
        println!("  {count:4} {kind}");
    }
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences.join("\n")
    );
    assert!(total >= 289, "only {total} exchanges were replayed");
}
