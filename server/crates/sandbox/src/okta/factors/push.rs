//! Pushes: questions on a telephone's screen that wait for an answer.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::view::link;
use crate::clock::whole_seconds;
use crate::okta::call::Call;
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::state::State;

/// How long a telephone asks.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);

/// A push that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Transaction {
    pub(crate) user: String,
    pub(crate) factor: String,
    /// The right number and the three that are offered; `None` when the telephone asks for yes or no only.
    pub(crate) challenge: Option<NumberChallenge>,
    /// The address that the caller named as the person's.
    pub(crate) address: String,
    pub(crate) ends: Timestamp,
    pub(crate) answer: Option<PushResult>,
}

/// Three numbers, of which one is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberChallenge {
    pub(crate) right: u8,
    pub(crate) offered: [u8; 3],
}

/// How a push ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PushResult {
    Approved,
    Rejected,
    Cancelled,
}

impl Transaction {
    /// The value of `factorResult`.
    pub(super) fn result(&self, now: Timestamp) -> &'static str {
        match self.answer {
            Some(PushResult::Approved) => "SUCCESS",
            Some(PushResult::Rejected) => "REJECTED",
            Some(PushResult::Cancelled) => "CANCELLED",
            None if now >= self.ends => "TIMEOUT",
            None => "WAITING",
        }
    }
}

impl State {
    /// Sends a push. Gives its id.
    pub(super) fn send_push(
        &mut self,
        call: &Call,
        user: &str,
        factor: &str,
        with_number: bool,
    ) -> String {
        let id = format!("v2mst.{}", self.randomness.url_safe(22));
        let challenge = with_number.then(|| self.number_challenge());
        let transaction = Transaction {
            user: user.to_owned(),
            factor: factor.to_owned(),
            challenge,
            address: call.origin.address.clone(),
            ends: self.now() + LIFETIME,
            answer: None,
        };
        self.factors.transactions.insert(id.clone(), transaction);
        let event = Event::on_user("system.push.send_factor_verify_push", user);
        self.log(&call.origin, &event);
        id
    }

    /// A push of a factor.
    pub(super) fn push(&self, user: &str, factor: &str, id: &str) -> Result<&Transaction, Refusal> {
        let found = self.factors.transactions.get(id);
        found
            .filter(|push| push.user == user && push.factor == factor)
            .ok_or_else(|| Refusal::not_found(id, "FactorTransaction"))
    }

    fn number_challenge(&mut self) -> NumberChallenge {
        let mut offered = [0; 3];
        for place in 0..offered.len() {
            offered[place] = loop {
                let number = self.randomness.number(10..100);
                if !offered[..place].contains(&number) {
                    break number;
                }
            };
        }
        let right = offered[usize::from(self.randomness.number(0..3))];
        NumberChallenge { right, offered }
    }
}

/// A push as the caller sees it.
pub(super) fn view(push: &Transaction, id: &str, now: Timestamp, base: &str) -> Value {
    let result = push.result(now);
    let factor = format!("{base}/api/v1/users/{}/factors/{}", push.user, push.factor);
    let mut view = json!({ "factorResult": result });
    match result {
        "SUCCESS" => {}
        "WAITING" => {
            let transaction = format!("{factor}/transactions/{id}");
            view["expiresAt"] = whole_seconds(push.ends).into();
            view["_links"] = json!({
                "poll": link(&transaction, &["GET"]),
                "cancel": link(&transaction, &["DELETE"]),
            });
            if let Some(challenge) = push.challenge {
                view["_embedded"] = json!({ "challenge": { "correctAnswer": challenge.right } });
            }
        }
        _ => {
            view["_links"] = json!({
                "verify": link(&format!("{factor}/verify"), &["POST"]),
                "factor": link(&factor, &["GET", "DELETE"]),
            });
        }
    }
    view
}
