//! `/api/v1/users/{userId}/factors`: what people prove themselves with. One verb a file.

pub(crate) mod activate;
pub(crate) mod cancel;
pub(crate) mod catalog;
pub(crate) mod codes;
pub(crate) mod enroll;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod outbox;
pub(crate) mod poll;
pub(crate) mod push;
pub(crate) mod questions;
pub(crate) mod resend;
pub(crate) mod steering;
pub(crate) mod totp;
pub(crate) mod tries;
pub(crate) mod unenroll;
pub(crate) mod verify;
pub(crate) mod view;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use self::codes::SentCode;
use self::outbox::Message;
use self::push::Transaction;
use self::totp::Secret;
use self::tries::Tries;
use super::call::Call;
use super::error::{INACTIVE_FACTOR, Refusal};
use super::rights::{self, Right};
use super::state::State;

/// A push must be enrolled within this time.
const PUSH_ENROLMENT: SignedDuration = SignedDuration::from_mins(10);

/// Everything about factors that the org knows.
#[derive(Debug, Default)]
pub(crate) struct Factors {
    /// By user id, in the order of enrolment.
    by_user: BTreeMap<String, Vec<Factor>>,
    /// Pushes that were sent, by transaction id.
    transactions: BTreeMap<String, Transaction>,
    /// Text messages, calls and mails that were sent, oldest first.
    outbox: Vec<Message>,
    /// Wrong codes in a row, by user id.
    tries: BTreeMap<String, Tries>,
}

/// A factor of a person.
#[derive(Debug, Clone)]
pub(crate) struct Factor {
    pub(crate) id: String,
    pub(crate) method: Method,
    /// Whether the person has shown that they hold it.
    pub(crate) is_active: bool,
    pub(crate) created: Timestamp,
    pub(crate) last_updated: Timestamp,
    /// The newest code that was sent; an older one is worthless.
    code: Option<SentCode>,
    /// Tries to activate.
    activations: Tries,
}

/// How a factor proves a person.
#[derive(Debug, Clone)]
pub(crate) enum Method {
    Sms {
        number: String,
    },
    Call {
        number: String,
        extension: Option<String>,
    },
    Email {
        address: String,
    },
    /// Codes of an authenticator app; `GOOGLE` stands for any app but Okta's.
    Totp {
        provider: &'static str,
        secret: Secret,
    },
    Push {
        /// When the enrolment ends, if it is not finished.
        enrolment_ends: Timestamp,
    },
    Question {
        key: String,
        answer: String,
    },
}

impl Method {
    /// The value of `factorType`.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Sms { .. } => "sms",
            Self::Call { .. } => "call",
            Self::Email { .. } => "email",
            Self::Totp { .. } => "token:software:totp",
            Self::Push { .. } => "push",
            Self::Question { .. } => "question",
        }
    }

    pub(crate) fn provider(&self) -> &'static str {
        match self {
            Self::Totp { provider, .. } => provider,
            _ => "OKTA",
        }
    }

    /// What ids begin with.
    fn prefix(&self) -> &'static str {
        match self {
            Self::Sms { .. } => "mbl",
            Self::Call { .. } => "clf",
            Self::Email { .. } => "emf",
            Self::Totp { .. } => "ost",
            Self::Push { .. } => "opf",
            Self::Question { .. } => "ufs",
        }
    }

    /// Whether the org sends codes for it.
    pub(crate) fn is_sent(&self) -> bool {
        matches!(
            self,
            Self::Sms { .. } | Self::Call { .. } | Self::Email { .. }
        )
    }

    /// Whether both are the same thing to a person, who has one of them only.
    fn is_same(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.provider() == other.provider()
    }
}

impl State {
    /// The factors of a user.
    pub(crate) fn factors_of(&self, user: &str) -> &[Factor] {
        self.factors
            .by_user
            .get(user)
            .map_or(&[], |factors| factors.as_slice())
    }

    /// Enrols a factor; whatever the user had of the same kind goes.
    pub(crate) fn add_factor(
        &mut self,
        user: &str,
        method: Method,
        is_active: bool,
    ) -> &mut Factor {
        let now = self.now();
        let id = self.new_id(method.prefix());
        let factors = self.factors.by_user.entry(user.to_owned()).or_default();
        factors.retain(|factor| !factor.method.is_same(&method));
        factors.push(Factor {
            id,
            method,
            is_active,
            created: now,
            last_updated: now,
            code: None,
            activations: Tries::default(),
        });
        let last = factors.len() - 1;
        &mut factors[last]
    }

    /// Takes everything away that proves a user, as if they had never enrolled.
    pub(crate) fn forget_factors(&mut self, user: &str) {
        self.factors.by_user.remove(user);
        self.factors.tries.remove(user);
        self.factors
            .transactions
            .retain(|_, transaction| transaction.user != user);
    }

    fn factor(&self, user: &str, id: &str) -> Result<&Factor, Refusal> {
        let found = self.factors_of(user).iter().find(|factor| factor.id == id);
        found.ok_or_else(|| Refusal::not_found(id, "UserFactor"))
    }

    fn factor_mut(&mut self, user: &str, id: &str) -> Result<&mut Factor, Refusal> {
        let factors = self.factors.by_user.get_mut(user);
        let mut factors = factors.into_iter().flatten();
        let found = factors.find(|factor| factor.id == id);
        found.ok_or_else(|| Refusal::not_found(id, "UserFactor"))
    }

    fn active_factor(&self, user: &str, id: &str) -> Result<&Factor, Refusal> {
        let factor = self.factor(user, id)?;
        if factor.is_active {
            Ok(factor)
        } else {
            Err(Refusal::new(&INACTIVE_FACTOR))
        }
    }
}

/// The user of the path, whose factors the caller may read. Gives the id.
fn read_target(state: &State, call: &Call) -> Result<String, Refusal> {
    rights::require(state, call, Right::Read)?;
    Ok(state.user_by_id(call.segment("id"))?.id.clone())
}

/// The user of the path, whom the caller may help. Gives the id.
fn help_target(state: &State, call: &Call) -> Result<String, Refusal> {
    let user = state.user_by_id(call.segment("id"))?;
    rights::require_over(state, call, Right::HelpUsers, user)?;
    Ok(user.id.clone())
}
