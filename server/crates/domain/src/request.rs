use crate::{Process, Subject, Verification, Verifications};
use jiff::{SignedDuration, Timestamp};
use latchkey_values::{Alias, Language, Login, RequestId};
use serde::{Deserialize, Serialize};

/// One run of a process for one person.
///
/// A request for an unknown, ambiguous or excluded person is kept exactly like any other; its
/// `subject` just stays `None`, and so no code ever fits (a decoy).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// The process it runs.
    pub process: Alias,
    /// What the person wants.
    pub purpose: Purpose,
    /// What the person typed.
    pub login: Login,
    /// Where it stands.
    pub state: RequestState,
    /// Who it is about; `None` before the directory was asked, and for good in a decoy.
    pub subject: Option<Subject>,
    /// The language it was begun in, for mails to people whose own is not known.
    pub language: Language,
    /// Codes asked for so far.
    pub codes_sent: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// What a person came for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A new password, without knowing the old one.
    Reset,
    /// An end to the lock, with the password left as it is.
    Unlock,
    /// A new password in place of the current one, which is known.
    Change,
}

/// The states of a request.
///
/// `Identified → Verifying → Verified → Executing → Completed`; a refused password leads from
/// `Executing` back to `Verified`; every open state may end in `Expired`, `Blocked` or `Cancelled`
/// (`Executing` may not: its outcome has to be known first).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// A login was typed; the directory has not been asked yet.
    Identified,
    /// A code is on its way, or would be.
    Verifying,
    /// The person proved who they are.
    Verified,
    /// An effect on the directory is under way, or its outcome is unknown.
    Executing,
    /// Done.
    Completed,
    /// Not finished in time.
    Expired,
    /// Too many failures.
    Blocked,
    /// Given up by the person.
    Cancelled,
}

/// A step was asked of a request that is elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request is {0:?}")]
pub struct WrongState(pub RequestState);

impl Request {
    /// A new request for `login`, in English.
    #[must_use]
    pub fn new(
        id: RequestId,
        process: &Process,
        purpose: Purpose,
        login: Login,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            process: process.alias.clone(),
            purpose,
            login,
            state: RequestState::Identified,
            subject: None,
            language: Language::default(),
            codes_sent: 1,
            created_at: now,
            expires_at: now + SignedDuration::from_mins(i64::from(process.request_minutes)),
        }
    }

    /// Whether a code can still be entered or sent.
    #[must_use]
    pub fn awaits_code(&self, now: Timestamp) -> bool {
        matches!(
            self.state,
            RequestState::Identified | RequestState::Verifying
        ) && !self.is_overdue(now)
    }

    /// Whether its time is up though nobody has recorded that yet.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.is_open() && self.state != RequestState::Executing && now >= self.expires_at
    }

    /// The directory was asked: the person is `subject`, or nobody we serve. What the same person has
    /// proven before still counts.
    ///
    /// # Errors
    /// [`WrongState`] unless the request awaits a code.
    pub fn begin_verification(&mut self, subject: Option<Subject>) -> Result<(), WrongState> {
        self.leave(&[RequestState::Identified, RequestState::Verifying])?;
        let before = self.subject.take();
        self.subject = subject.map(|subject| subject.keeping_proof_of(before));
        self.state = RequestState::Verifying;
        Ok(())
    }

    /// The person passed a verification. `true` when that meets everything their process asks for;
    /// then the request is verified.
    ///
    /// # Errors
    /// [`WrongState`] unless a known person's request is being verified.
    pub fn pass(
        &mut self,
        verification: Verification,
        asked: &Verifications,
    ) -> Result<bool, WrongState> {
        self.leave(&[RequestState::Verifying])?;
        let Some(subject) = self.subject.as_mut() else {
            return Err(WrongState(self.state));
        };
        if !subject.passed.contains(&verification) {
            subject.passed.push(verification);
        }
        let is_met = asked.are_met_by(&subject.passed);
        if is_met {
            self.state = RequestState::Verified;
        }
        Ok(is_met)
    }

    /// The proof lasts until `until` and no longer.
    pub fn limit_proof(&mut self, until: Timestamp) {
        self.expires_at = self.expires_at.min(until);
    }

    /// The process that serves the person; before that is known, the one the request began with.
    #[must_use]
    pub fn served_by(&self) -> &Alias {
        let known = self
            .subject
            .as_ref()
            .and_then(|subject| subject.served_by.as_ref());
        known.unwrap_or(&self.process)
    }

    /// Whether what was proven meets `asked`, as it is configured now.
    #[must_use]
    pub fn has_proven(&self, asked: &Verifications) -> bool {
        let subject = self.subject.as_ref();
        subject.is_some_and(|subject| asked.are_met_by(&subject.passed))
    }

    /// An effect on the directory begins; the proof is spent on it.
    ///
    /// # Errors
    /// [`WrongState`] unless verified.
    pub fn execute(&mut self) -> Result<&Subject, WrongState> {
        self.leave(&[RequestState::Verified])?;
        let state = self.state;
        self.state = RequestState::Executing;
        self.subject.as_ref().ok_or(WrongState(state))
    }

    /// The directory refused, or surely never got the call: the person may try again.
    ///
    /// # Errors
    /// [`WrongState`] unless executing.
    pub fn give_back(&mut self) -> Result<(), WrongState> {
        self.leave(&[RequestState::Executing])?;
        self.state = RequestState::Verified;
        Ok(())
    }

    /// The effect happened.
    ///
    /// # Errors
    /// [`WrongState`] unless executing.
    pub fn complete(&mut self) -> Result<(), WrongState> {
        self.leave(&[RequestState::Executing])?;
        self.state = RequestState::Completed;
        Ok(())
    }

    /// Ends an open request early: `Expired`, `Blocked` or `Cancelled`.
    ///
    /// # Errors
    /// [`WrongState`] when it has ended already or is executing.
    pub fn end(&mut self, end: RequestState) -> Result<(), WrongState> {
        self.leave(&[
            RequestState::Identified,
            RequestState::Verifying,
            RequestState::Verified,
        ])?;
        debug_assert!(!end.is_open());
        self.state = end;
        Ok(())
    }

    fn leave(&self, expected: &[RequestState]) -> Result<(), WrongState> {
        if expected.contains(&self.state) {
            Ok(())
        } else {
            Err(WrongState(self.state))
        }
    }
}

impl RequestState {
    /// All states.
    pub const ALL: [Self; 8] = [
        Self::Identified,
        Self::Verifying,
        Self::Verified,
        Self::Executing,
        Self::Completed,
        Self::Expired,
        Self::Blocked,
        Self::Cancelled,
    ];

    /// Whether the request can still go on.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Identified | Self::Verifying | Self::Verified | Self::Executing
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Digest, Offers};
    use RequestState as S;
    use latchkey_testkit::{SeededEntropy, TestClock};
    use latchkey_values::{Clock, PasswordPolicy, PersonNames, UserStatus};
    use proptest::prelude::*;

    fn request() -> Request {
        let clock = TestClock::default();
        let process = Process::new(
            "employees".parse().expect("valid"),
            "Employees".into(),
            "okta".parse().expect("valid"),
            Offers::ALL,
        );
        let id = RequestId::new(&clock, &SeededEntropy::new(1));
        Request::new(
            id,
            &process,
            Purpose::Reset,
            "alice@example.com".parse().expect("valid"),
            clock.now(),
        )
    }

    fn subject() -> Subject {
        Subject {
            id: "00u1".into(),
            names: PersonNames::default(),
            status: UserStatus::Active,
            policy: PasswordPolicy::default(),
            rests_on: Digest::from_hex("00".into()),
            served_by: None,
            passed: Vec::new(),
        }
    }

    fn pass(request: &mut Request) -> Result<bool, WrongState> {
        request.pass(Verification::EmailCode, &Verifications::default())
    }

    #[test]
    fn a_request_is_verified_once_everything_asked_for_is_passed() {
        let two = Verifications {
            minimum: 2,
            ..Verifications::default()
        };
        let mut request = request();
        request.begin_verification(Some(subject())).expect("open");
        for _ in 0..2 {
            assert_eq!(request.pass(Verification::EmailCode, &two), Ok(false));
            assert_eq!(request.state, S::Verifying);
            assert!(!request.has_proven(&two));
        }
        assert_eq!(pass(&mut request), Ok(true));
        assert!(request.has_proven(&Verifications::default()));
        assert_eq!(request.state, S::Verified);
    }

    #[test]
    fn a_decoy_never_becomes_verified() {
        let mut request = request();
        request.begin_verification(None).expect("open");
        assert_eq!(pass(&mut request), Err(WrongState(S::Verifying)));
    }

    #[test]
    fn an_executing_request_does_not_expire() {
        let mut request = request();
        request.begin_verification(Some(subject())).expect("open");
        assert_eq!(pass(&mut request), Ok(true));
        request.execute().expect("verified");
        let late = request.expires_at + SignedDuration::from_hours(1);
        assert!(!request.is_overdue(late));
        assert_eq!(request.end(S::Expired), Err(WrongState(S::Executing)));
    }

    proptest! {
        /// Whatever order the steps come in, a completed request was verified, and nothing leaves an ended one.
        #[test]
        fn every_path_to_an_effect_passes_the_proof(steps in prop::collection::vec(0u8..8, 0..40)) {
            let mut request = request();
            let mut proven = false;
            for step in steps {
                let before = request.state;
                let moved = match step {
                    0 => request.begin_verification(Some(subject())).is_ok(),
                    1 => request.begin_verification(None).is_ok(),
                    2 => { let ok = pass(&mut request).is_ok(); proven |= ok; ok }
                    3 => request.execute().is_ok(),
                    4 => request.give_back().is_ok(),
                    5 => request.complete().is_ok(),
                    6 => request.end(S::Cancelled).is_ok(),
                    _ => request.end(S::Blocked).is_ok(),
                };
                prop_assert!(before.is_open() || !moved);
                prop_assert!(moved || before == request.state);
                let past_proof = matches!(request.state, S::Verified | S::Executing | S::Completed);
                prop_assert!(!past_proof || proven);
            }
        }
    }
}
