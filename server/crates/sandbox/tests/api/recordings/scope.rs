//! Which recorded exchanges are replayed, and why the others are not: the reviewed list.

use std::collections::BTreeMap;

use super::Exchange;
use crate::client::Api;

/// Why a part of the recordings is not replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// This org does not have the operation, and says so: what it is about.
    NotHere(&'static str),
    /// This org has the operation, but not what the recording was made with: what is missing.
    Needs(&'static str),
}

/// Method where it matters, path below `/api/v1`, number of exchanges, reason. `*` stands for one part of the path, `..`
/// for any rest. The first line that fits an exchange counts.
const LEFT_OUT: [(&str, usize, Why); 17] = [
    (
        OUTAGE,
        1,
        Why::Needs("the edge in front of the org, when the org is down"),
    ),
    ("GET policies/*", 6, SIGN_ON),
    ("GET policies/*/rules/*", 9, SIGN_ON),
    (
        "groups/test_group_id",
        3,
        Why::Needs("a group from before the recording"),
    ),
    ("policies/..", 44, Why::NotHere("making policies")),
    ("apps/..", 195, Why::NotHere("applications")),
    ("groups/*/apps", 1, Why::NotHere("applications")),
    ("users/*/appLinks", 1, Why::NotHere("applications")),
    ("eventHooks/..", 28, Why::NotHere("event hooks")),
    ("sessions/..", 38, Why::NotHere("sessions of browsers")),
    ("api-tokens/..", 21, Why::NotHere("the list of API tokens")),
    ("meta/..", 23, Why::NotHere("schemas and types of users")),
    (
        "users/*/clients",
        1,
        Why::NotHere("the list of a user's clients"),
    ),
    ("users/*/grants", 2, Why::NotHere("grants of users")),
    ("users/*/idps", 1, Why::NotHere("identity providers")),
    ("groups/*/roles/..", 3, Why::NotHere("roles of groups")),
    (
        "users/*/roles/*/targets/..",
        4,
        Why::NotHere("targets of roles"),
    ),
];

const SIGN_ON: Why = Why::Needs("a sign-on policy, and making policies is not here");

/// Fits no path: answers that are not the org's own, whatever was asked.
const OUTAGE: &str = "(outage)";

/// The line of the list that an exchange falls under; `None` when it is to be replayed.
fn line(exchange: &Exchange) -> Option<usize> {
    let outage = exchange.body.get("message").is_some();
    LEFT_OUT.iter().position(|(pattern, _, _)| {
        if outage {
            *pattern == OUTAGE
        } else {
            fits(pattern, exchange)
        }
    })
}

fn fits(pattern: &str, exchange: &Exchange) -> bool {
    let (method, path) = pattern.split_once(' ').unwrap_or(("", pattern));
    let mut parts = exchange.parts().into_iter();
    for wanted in path.split('/') {
        match (wanted, parts.next()) {
            ("..", _) => return true,
            ("*", Some(_)) => {}
            (wanted, Some(part)) if wanted == part => {}
            _ => return false,
        }
    }
    parts.next().is_none() && (method.is_empty() || method == exchange.method)
}

/// Counts what is left out, and asks the org whether it really lacks it.
#[derive(Default)]
pub(super) struct LeftOut(BTreeMap<usize, usize>);

impl LeftOut {
    /// Whether an exchange is left out; what is wrong about that goes to `wrong`.
    pub(super) async fn takes(
        &mut self,
        exchange: &Exchange,
        api: &Api,
        wrong: &mut Vec<String>,
    ) -> bool {
        let Some(line) = line(exchange) else {
            return false;
        };
        *self.0.entry(line).or_default() += 1;
        if matches!(LEFT_OUT[line].2, Why::NotHere(_)) && is_here(exchange, api).await {
            wrong.push(format!("{exchange} can be replayed, and is left out"));
        }
        true
    }

    /// Prints the list. What it does not say rightly goes to `wrong`.
    pub(super) fn report(&self, wrong: &mut Vec<String>) {
        let total: usize = self.0.values().sum();
        println!("not replayed: {total}");
        for (line, (pattern, expected, why)) in LEFT_OUT.iter().enumerate() {
            let found = self.0.get(&line).copied().unwrap_or_default();
            println!("  {found:4} {pattern}: {why:?}");
            if found != *expected {
                wrong.push(format!(
                    "the list has {expected} exchanges of {pattern}, and there are {found}"
                ));
            }
        }
    }
}

async fn is_here(exchange: &Exchange, api: &Api) -> bool {
    let method = exchange.method.parse().unwrap();
    let reply = api.call(method, &exchange.path, None).await;
    !matches!(reply.refusal(), (404, "E0000008") | (405, "E0000022"))
}
