use crate::{
    Engine, EngineError, PasswordOutcome,
    carry_out::{Effect, Kept},
    proven::Proven,
    wrong_current::WrongCurrent,
};
use jiff::Timestamp;
use latchkey_credential_stores::{Failure, PasswordRefusal};
use latchkey_domain::{AuditKind, Network, OperationKind};
use latchkey_values::{NewPassword, RequestId};
use secrecy::SecretString;

/// What came of replacing the current password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// The current password was not the reason; this is what came of the new one.
    New(PasswordOutcome),
    /// The current password was wrong.
    WrongCurrent {
        /// Tries left before this way is closed for a while.
        tries_left: u32,
    },
    /// Too many wrong current passwords; this way is closed so that the directory does not lock the
    /// account. A reset is still possible.
    Closed {
        /// When it opens again.
        until: Timestamp,
    },
}

impl From<PasswordOutcome> for ChangeOutcome {
    fn from(outcome: PasswordOutcome) -> Self {
        Self::New(outcome)
    }
}

impl Engine {
    /// Replaces the current password of a proven person.
    ///
    /// Wrong current passwords are counted before the call, so that parallel tries cannot lock the
    /// account, and taken off the count again when the current password was right.
    ///
    /// # Errors
    /// [`EngineError::Store`] before the directory was called; afterwards an unclear outcome is told
    /// as such and settled by a job.
    pub async fn change_password(
        &self,
        id: RequestId,
        current: SecretString,
        new: NewPassword,
        network: Network,
    ) -> Result<ChangeOutcome, EngineError> {
        let engine = self.clone();
        let step =
            tokio::spawn(async move { engine.check_and_change(id, &current, &new, network).await });
        step.await.map_err(|_| EngineError::Interrupted)?
    }

    async fn check_and_change(
        &self,
        id: RequestId,
        current: &SecretString,
        new: &NewPassword,
        network: Network,
    ) -> Result<ChangeOutcome, EngineError> {
        let proven = match self.acceptable(id, new, network).await? {
            Ok(proven) => proven,
            Err(outcome) => return Ok(outcome.into()),
        };
        if !proven.process.offers.change {
            return Ok(PasswordOutcome::NotPossible.into());
        }
        let taken = match self.take_current_try(&proven).await? {
            Ok(taken) => taken,
            Err(until) => return Ok(ChangeOutcome::Closed { until }),
        };
        let store = self.credential_store(&proven.process).await?;
        let kept = Kept {
            hash: self.hash_to_remember(&*store, new).await,
            ..Kept::default()
        };
        let call = store.change(&proven.person.id, current, new);
        let effect = self
            .carry_out(&proven, OperationKind::ChangePassword, network, kept, call)
            .await?;
        self.judge_current(&proven, taken, effect, network).await
    }

    async fn judge_current(
        &self,
        proven: &Proven,
        taken: WrongCurrent,
        effect: Effect,
        network: Network,
    ) -> Result<ChangeOutcome, EngineError> {
        match effect {
            Effect::Failed(Failure::Password(PasswordRefusal::OldPasswordWrong)) => {
                self.note_wrong_current(proven, network).await?;
                Ok(ChangeOutcome::WrongCurrent {
                    tries_left: taken.tries_left,
                })
            }
            // Nobody knows whether it was right: it stays counted.
            Effect::Unclear => Ok(PasswordOutcome::Unclear.into()),
            effect => {
                self.give_back_current_try(&taken).await?;
                Ok(PasswordOutcome::from(effect).into())
            }
        }
    }

    async fn note_wrong_current(
        &self,
        proven: &Proven,
        network: Network,
    ) -> Result<(), EngineError> {
        let mut unit = self.begin().await?;
        let kind = AuditKind::CurrentPasswordRefused;
        self.audit(
            unit.as_mut(),
            crate::audit_entry::by_visitor(kind, &proven.request, network),
        )
        .await?;
        self.commit(unit).await
    }
}
