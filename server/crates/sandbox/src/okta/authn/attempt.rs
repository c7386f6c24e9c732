//! One attempt to sign in: counting, locking, unlocking, expiring. Okta changes these statuses only here, at sign-in.

use jiff::SignedDuration;

use crate::okta::call::Origin;
use crate::okta::logs::Event;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Okta unlocks automatically at most this often without a successful sign-in in between.
const MOST_AUTOMATIC_UNLOCKS: u32 = 10;

/// What comes of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Signed in.
    Accepted,
    /// The password is right and must be changed now.
    MustChangePassword,
    /// The user is locked out, whatever the password.
    LockedOut,
    /// Wrong password, unknown user, or a status that does not let in.
    Refused,
}

impl State {
    /// Tries a password for a user.
    pub(crate) fn attempt(&mut self, origin: &Origin, id: &str, password: &str) -> Outcome {
        self.unlock_when_due(origin, id);
        let Some(user) = self.users.get(id) else {
            return Outcome::Refused;
        };
        let right = user
            .password
            .as_ref()
            .is_some_and(|known| known.is(password) && !known.spent);
        match user.status {
            Status::LockedOut => {
                self.log_failure(origin, id, "LOCKED_OUT");
                Outcome::LockedOut
            }
            Status::Active | Status::PasswordExpired if right => self.accept(origin, id),
            Status::Active | Status::PasswordExpired => self.count_failure(origin, id),
            _ => {
                self.log_failure(origin, id, "INVALID_CREDENTIALS");
                Outcome::Refused
            }
        }
    }

    fn accept(&mut self, origin: &Origin, id: &str) -> Outcome {
        let now = self.now();
        let expired = self.is_password_too_old(id);
        let Some(user) = self.users.get_mut(id) else {
            return Outcome::Refused;
        };
        user.sign_ins.failures = 0;
        user.sign_ins.automatic_unlocks = 0;
        if let Some(password) = user.password.as_mut().filter(|password| password.temporary) {
            password.spent = true;
        }
        if expired && user.status == Status::Active {
            user.move_to(Status::PasswordExpired, now);
        }
        if user.status == Status::PasswordExpired {
            return Outcome::MustChangePassword;
        }
        user.last_login = Some(now);
        self.log(
            origin,
            &Event::on_user("user.session.start", id).by_themself(),
        );
        Outcome::Accepted
    }

    fn is_password_too_old(&self, id: &str) -> bool {
        let age = self.users.get(id).and_then(|user| {
            let days = self.password_policy(user)?.max_age_days;
            let age = self.now().duration_since(user.password_changed?);
            (days > 0).then_some(age > SignedDuration::from_hours(24 * days))
        });
        age.unwrap_or(false)
    }

    fn count_failure(&mut self, origin: &Origin, id: &str) -> Outcome {
        self.log_failure(origin, id, "INVALID_CREDENTIALS");
        let now = self.now();
        let user = self.users.get(id);
        let most = user
            .and_then(|user| self.password_policy(user))
            .map_or(0, |policy| policy.max_attempts);
        let Some(user) = self.users.get_mut(id) else {
            return Outcome::Refused;
        };
        user.sign_ins.failures += 1;
        if most == 0 || user.sign_ins.failures < most {
            return Outcome::Refused;
        }
        user.move_to(Status::LockedOut, now);
        user.sign_ins.locked_at = Some(now);
        self.log(
            origin,
            &Event::on_user("user.account.lock", id).by_themself(),
        );
        Outcome::LockedOut
    }

    fn unlock_when_due(&mut self, origin: &Origin, id: &str) {
        let now = self.now();
        let Some(user) = self
            .users
            .get(id)
            .filter(|user| user.status == Status::LockedOut)
        else {
            return;
        };
        let minutes = self
            .password_policy(user)
            .map_or(0, |policy| policy.auto_unlock_minutes);
        let Some(locked_at) = user.sign_ins.locked_at else {
            return;
        };
        let due = now.duration_since(locked_at) >= SignedDuration::from_mins(minutes);
        if minutes == 0 || !due {
            return;
        }
        if user.sign_ins.automatic_unlocks >= MOST_AUTOMATIC_UNLOCKS {
            self.log(
                origin,
                &Event::on_user("user.account.lock.limit", id).by_themself(),
            );
            return;
        }
        if let Some(user) = self.users.get_mut(id) {
            user.move_to(Status::Active, now);
            user.sign_ins.automatic_unlocks += 1;
        }
        self.log(
            origin,
            &Event::on_user("user.account.unlock", id).by_themself(),
        );
    }

    fn log_failure(&mut self, origin: &Origin, id: &str, reason: &'static str) {
        let event = Event::on_user("user.session.start", id)
            .by_themself()
            .failed(reason);
        self.log(origin, &event);
    }
}
