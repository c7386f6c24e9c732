//! What tests and the control page do to people. Everything goes through the transitions of the API.

use jiff::SignedDuration;

use super::authn::attempt::Outcome;
use super::call::Origin;
use super::error::Refusal;
use super::lifecycle;
use super::org::{Org, StatusAfterPassword};
use super::seed;
use super::state::State;

/// Why the org could not be steered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SteeringError {
    /// Nobody has this login.
    #[error("nobody has the login {0}")]
    NoSuchUser(String),
    /// No OAuth app has this client id or name.
    #[error("there is no OAuth app {0}")]
    NoSuchApp(String),
    /// The API would refuse it, too.
    #[error("{0}")]
    Refused(String),
}

impl From<Refusal> for SteeringError {
    fn from(refusal: Refusal) -> Self {
        let cause = refusal.causes.first().cloned();
        Self::Refused(cause.unwrap_or(refusal.summary))
    }
}

/// Changes of a password policy; `None` leaves a setting as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PolicyChange {
    /// Wrong passwords until the lock; 0 for no lock.
    pub max_attempts: Option<u32>,
    /// Minutes until a lock ends by itself, at the next sign-in; 0 for never.
    pub auto_unlock_minutes: Option<i64>,
    /// Whether a sign-in shows that the account is locked out.
    pub show_lockout_failures: Option<bool>,
    /// Minutes that a password must live before its user may change it.
    pub min_age_minutes: Option<i64>,
    /// Days until a password expires, at the next sign-in; 0 for never.
    pub max_age_days: Option<i64>,
}

type Transition = fn(&mut State, &Origin, &str) -> Result<(), Refusal>;

impl Org {
    /// Tries to sign in as a user does. Wrong passwords count and lock.
    #[must_use]
    pub fn sign_in(&self, login: &str, password: &str) -> Outcome {
        let mut state = self.lock_state();
        let id = state.user_by_login(login).map(|user| user.id.clone());
        id.map_or(Outcome::Refused, |id| {
            state.attempt(&Origin::default(), &id, password)
        })
    }

    /// Locks a user out by wrong passwords, as many as the policy wants.
    ///
    /// # Errors
    /// Nobody has the login, or no number of wrong passwords locks this user.
    pub fn lock(&self, login: &str) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        let id = find(&state, login)?;
        lock(&mut state, &id)
    }

    /// Unlocks as an administrator does.
    ///
    /// # Errors
    /// Nobody has the login, or the user is not locked out.
    pub fn unlock(&self, login: &str) -> Result<(), SteeringError> {
        self.transition(login, lifecycle::unlock::apply)
    }

    /// Suspends.
    ///
    /// # Errors
    /// Nobody has the login, or the user is not active.
    pub fn suspend(&self, login: &str) -> Result<(), SteeringError> {
        self.transition(login, lifecycle::suspend::apply)
    }

    /// Ends a suspension.
    ///
    /// # Errors
    /// Nobody has the login, or the user is not suspended.
    pub fn unsuspend(&self, login: &str) -> Result<(), SteeringError> {
        self.transition(login, lifecycle::unsuspend::apply)
    }

    /// Deactivates.
    ///
    /// # Errors
    /// Nobody has the login, or the user is deactivated already.
    pub fn deactivate(&self, login: &str) -> Result<(), SteeringError> {
        self.transition(login, lifecycle::deactivate::apply)
    }

    /// Expires the password.
    ///
    /// # Errors
    /// Nobody has the login, or the status does not allow it.
    pub fn expire_password(&self, login: &str) -> Result<(), SteeringError> {
        self.transition(login, lifecycle::expire_password::apply)
    }

    /// Makes a password so many days old.
    ///
    /// # Errors
    /// Nobody has the login, or the user has no password.
    pub fn age_password(&self, login: &str, days: u32) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        let id = find(&state, login)?;
        let age = SignedDuration::from_hours(24 * i64::from(days));
        let changed = state.now().checked_sub(age).ok();
        let user = state.users.get_mut(&id);
        let Some(user) = user.filter(|user| user.password.is_some()) else {
            let reason = "This person has no password.";
            return Err(SteeringError::Refused(reason.to_owned()));
        };
        user.password_changed = changed;
        Ok(())
    }

    /// Gives a seeded user back the status, password, profile and groups of the beginning.
    ///
    /// # Errors
    /// Nobody has the login, or the user was not there at the beginning.
    pub fn reset_to_seed(&self, login: &str) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        let id = find(&state, login)?;
        if seed::restore(&mut state, &id) {
            Ok(())
        } else {
            let reason = "This person was not there at the beginning.";
            Err(SteeringError::Refused(reason.to_owned()))
        }
    }

    /// Decides what a password set by an administrator does to the status.
    pub fn set_status_after_password(&self, choice: StatusAfterPassword) {
        self.lock_state().status_after_password = choice;
    }

    /// Changes the password policy of this name (`Employees`, `Default Policy`). `false` when there is none.
    #[must_use]
    pub fn change_password_policy(&self, name: &str, change: PolicyChange) -> bool {
        let mut state = self.lock_state();
        let Some(policy) = state.policies.iter_mut().find(|policy| policy.name == name) else {
            return false;
        };
        policy.max_attempts = change.max_attempts.unwrap_or(policy.max_attempts);
        policy.auto_unlock_minutes = change
            .auto_unlock_minutes
            .unwrap_or(policy.auto_unlock_minutes);
        policy.show_lockout_failures = change
            .show_lockout_failures
            .unwrap_or(policy.show_lockout_failures);
        policy.min_age_minutes = change.min_age_minutes.unwrap_or(policy.min_age_minutes);
        policy.max_age_days = change.max_age_days.unwrap_or(policy.max_age_days);
        true
    }

    /// Gives an administrator one more API token, to call the API with other rights than the seeded token's.
    ///
    /// # Errors
    /// Nobody has the login.
    pub fn issue_token(&self, login: &str) -> Result<String, SteeringError> {
        let mut state = self.lock_state();
        let id = find(&state, login)?;
        let value = format!("00{}", state.randomness.url_safe(40));
        state.add_token(&value, &id);
        Ok(value)
    }

    fn transition(&self, login: &str, transition: Transition) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        let id = find(&state, login)?;
        Ok(transition(&mut state, &Origin::default(), &id)?)
    }
}

/// Locks a user by wrong passwords.
pub(crate) fn lock(state: &mut State, id: &str) -> Result<(), SteeringError> {
    let user = state.user_by_id(id)?;
    let most = state
        .password_policy(user)
        .map_or(0, |policy| policy.max_attempts);
    for _ in 0..most.max(1) {
        let wrong = state.randomness.url_safe(24);
        if state.attempt(&Origin::default(), id, &wrong) == Outcome::LockedOut {
            return Ok(());
        }
    }
    let reason = "Wrong passwords do not lock this person in the current status.";
    Err(SteeringError::Refused(reason.to_owned()))
}

fn find(state: &State, login: &str) -> Result<String, SteeringError> {
    let user = state.user_by_login(login).map(|user| user.id.clone());
    user.ok_or_else(|| SteeringError::NoSuchUser(login.to_owned()))
}
