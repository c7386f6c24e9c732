//! What people do with their telephones, and what tests and pages may see of it.

use jiff::Timestamp;

use super::outbox::{Channel, Message};
use super::push::{PushResult, Transaction};
use super::totp::Secret;
use super::{Factor, Method};
use crate::okta::call::Origin;
use crate::okta::org::Org;
use crate::okta::state::State;
use crate::okta::steering::SteeringError;

/// A factor as the org has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorSnapshot {
    /// The id.
    pub id: String,
    /// The value of `factorType`.
    pub kind: &'static str,
    /// `OKTA` or `GOOGLE`.
    pub provider: &'static str,
    /// Whether it can be used; otherwise its enrolment is not finished.
    pub is_active: bool,
    /// The telephone number or address; `None` for other kinds.
    pub reaches: Option<String>,
}

/// A message that the org sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMessage {
    /// How it travelled.
    pub channel: Channel,
    /// The number or address.
    pub to: String,
    /// The words that are read, or heard.
    pub text: String,
    /// The code in them.
    pub code: String,
    /// When it was sent.
    pub sent: Timestamp,
}

/// What an authenticator app shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthenticatorCode {
    /// Id of the factor.
    pub factor: String,
    /// `OKTA` for Okta's own app, `GOOGLE` for any other.
    pub provider: &'static str,
    /// The six digits.
    pub code: String,
    /// Seconds until the next.
    pub seconds_left: u64,
}

/// A push that waits on a telephone's screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingPush {
    /// The transaction.
    pub id: String,
    /// The numbers that are offered; `None` when the telephone asks for yes or no.
    pub numbers: Option<[u8; 3]>,
    /// The address that asked.
    pub address: String,
    /// When it ends unanswered.
    pub ends: Timestamp,
}

/// What a person does with a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PushAnswer {
    /// Agrees where no number is asked for.
    Approve,
    /// Chooses a number.
    Choose(u8),
    /// Refuses.
    Deny,
}

impl Org {
    /// The factors of a user, in the order of enrolment; empty for an unknown login.
    #[must_use]
    pub fn factors(&self, login: &str) -> Vec<FactorSnapshot> {
        let state = self.lock_state();
        let factors = own_factors(&state, login).iter();
        factors.map(snapshot).collect()
    }

    /// What the org has sent to a user's telephone and addresses, newest first.
    #[must_use]
    pub fn messages(&self, login: &str) -> Vec<SentMessage> {
        let state = self.lock_state();
        let Some(user) = state.user_by_login(login) else {
            return Vec::new();
        };
        let messages = state.factors.outbox.iter().rev();
        messages
            .filter(|message| message.user == user.id)
            .map(SentMessage::from)
            .collect()
    }

    /// Every mail that the org has sent, newest first.
    pub(crate) fn factor_mails(&self) -> Vec<SentMessage> {
        let state = self.lock_state();
        let messages = state.factors.outbox.iter().rev();
        messages
            .filter(|message| message.channel == Channel::Email)
            .map(SentMessage::from)
            .collect()
    }

    /// What a user's authenticator apps show now, also of those whose enrolment is not finished.
    #[must_use]
    pub fn authenticator_codes(&self, login: &str) -> Vec<AuthenticatorCode> {
        let state = self.lock_state();
        let now = state.now();
        let factors = own_factors(&state, login).iter();
        factors
            .filter_map(|factor| match &factor.method {
                Method::Totp { provider, secret } => {
                    let (code, seconds_left) = secret.shown(now);
                    Some(AuthenticatorCode {
                        factor: factor.id.clone(),
                        provider,
                        code,
                        seconds_left,
                    })
                }
                _ => None,
            })
            .collect()
    }

    /// The pushes that wait on a user's telephone, newest first.
    #[must_use]
    pub fn pending_pushes(&self, login: &str) -> Vec<PendingPush> {
        let state = self.lock_state();
        let Some(user) = state.user_by_login(login) else {
            return Vec::new();
        };
        let now = state.now();
        let transactions = state.factors.transactions.iter();
        let mut pending: Vec<PendingPush> = transactions
            .filter(|(_, push)| push.user == user.id && push.result(now) == "WAITING")
            .map(|(id, push)| PendingPush {
                id: id.clone(),
                numbers: push.challenge.map(|challenge| challenge.offered),
                address: push.address.clone(),
                ends: push.ends,
            })
            .collect();
        pending.sort_by_key(|push| std::cmp::Reverse(push.ends));
        pending
    }

    /// Answers a push as its owner.
    ///
    /// # Errors
    /// Nobody has the login, or no such push waits on their telephone.
    pub fn answer_push(
        &self,
        login: &str,
        transaction: &str,
        answer: PushAnswer,
    ) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        let user = id_of(&state, login)?;
        let now = state.now();
        let push = state.factors.transactions.get_mut(transaction);
        let push = push.filter(|push| push.user == user && push.result(now) == "WAITING");
        let Some(push) = push else {
            let reason = "No such question waits on this telephone any more.";
            return Err(SteeringError::Refused(reason.to_owned()));
        };
        let approves = approves(push, answer);
        push.answer = Some(if approves {
            PushResult::Approved
        } else {
            PushResult::Rejected
        });
        state.log_verification(&Origin::default(), &user, approves);
        Ok(())
    }

    /// Finishes the enrolment of a push on its owner's telephone, which then also shows codes.
    ///
    /// # Errors
    /// Nobody has the login, or no enrolment of a push is under way.
    pub fn finish_push_enrolment(&self, login: &str) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        let user = id_of(&state, login)?;
        let now = state.now();
        let mut factors = state.factors_of(&user).iter();
        let waiting = factors.find(|factor| match factor.method {
            Method::Push { enrolment_ends } => !factor.is_active && now < enrolment_ends,
            _ => false,
        });
        let Some(id) = waiting.map(|factor| factor.id.clone()) else {
            let reason = "No enrolment of a push is under way.";
            return Err(SteeringError::Refused(reason.to_owned()));
        };
        state.finish_enrolment(&Origin::default(), &user, &id)?;
        state.add_codes_of_app(&user);
        Ok(())
    }
}

impl State {
    /// Lets an app that is asked by push also show codes. `None` when it did already.
    pub(crate) fn add_codes_of_app(&mut self, user: &str) -> Option<&mut Factor> {
        let has_codes = self.factors_of(user).iter().any(|factor| {
            matches!(
                factor.method,
                Method::Totp {
                    provider: "OKTA",
                    ..
                }
            )
        });
        if has_codes {
            return None;
        }
        let method = Method::Totp {
            provider: "OKTA",
            secret: Secret::new(&mut self.randomness),
        };
        Some(self.add_factor(user, method, true))
    }
}

fn approves(push: &Transaction, answer: PushAnswer) -> bool {
    match (answer, push.challenge) {
        (PushAnswer::Approve, None) => true,
        (PushAnswer::Choose(number), Some(challenge)) => number == challenge.right,
        _ => false,
    }
}

impl From<&Message> for SentMessage {
    fn from(message: &Message) -> Self {
        Self {
            channel: message.channel,
            to: message.to.clone(),
            text: message.text(),
            code: message.code.clone(),
            sent: message.sent,
        }
    }
}

fn own_factors<'a>(state: &'a State, login: &str) -> &'a [Factor] {
    let user = state.user_by_login(login);
    user.map_or(&[], |user| state.factors_of(&user.id))
}

fn id_of(state: &State, login: &str) -> Result<String, SteeringError> {
    let user = state.user_by_login(login).map(|user| user.id.clone());
    user.ok_or_else(|| SteeringError::NoSuchUser(login.to_owned()))
}

fn snapshot(factor: &Factor) -> FactorSnapshot {
    FactorSnapshot {
        id: factor.id.clone(),
        kind: factor.method.kind(),
        provider: factor.method.provider(),
        is_active: factor.is_active,
        reaches: match &factor.method {
            Method::Sms { number } | Method::Call { number, .. } => Some(number.clone()),
            Method::Email { address } => Some(address.clone()),
            _ => None,
        },
    }
}
