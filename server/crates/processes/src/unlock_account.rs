use crate::{
    Engine, EngineError,
    carry_out::{Effect, Kept},
    proven::Unproven,
};
use latchkey_credential_stores::Failure;
use latchkey_domain::{Network, OperationKind};
use latchkey_values::{RequestId, UserStatus};

/// What came of asking for an end to the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnlockOutcome {
    /// The account is unlocked.
    Done,
    /// It is not locked; nothing was changed.
    NotLocked,
    /// The directory gave no clear answer; the portal is finding out.
    Unclear,
    /// The directory could not be reached; nothing changed.
    TryAgain,
    /// The account changed since the proof, or the directory refuses to unlock it.
    NotPossible,
    /// The request has not been proven, or has ended.
    Over,
}

impl From<Unproven> for UnlockOutcome {
    fn from(unproven: Unproven) -> Self {
        match unproven {
            Unproven::Completed => Self::Done,
            Unproven::Executing => Self::Unclear,
            Unproven::Over => Self::Over,
            Unproven::AccountChanged => Self::NotPossible,
            Unproven::Unreadable => Self::TryAgain,
        }
    }
}

impl From<Effect> for UnlockOutcome {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Done => Self::Done,
            Effect::Unclear | Effect::Overtaken => Self::Unclear,
            Effect::Failed(Failure::Unavailable(_)) => Self::TryAgain,
            Effect::Failed(_) => Self::NotPossible,
        }
    }
}

impl Engine {
    /// Lifts the lock of a proven person and leaves the password as it is.
    ///
    /// Runs in a task of its own, like a password change.
    ///
    /// # Errors
    /// [`EngineError::Store`] before the directory was called; afterwards an unclear outcome is told
    /// as such and settled by a job.
    pub async fn unlock(
        &self,
        id: RequestId,
        network: Network,
    ) -> Result<UnlockOutcome, EngineError> {
        let engine = self.clone();
        let step = tokio::spawn(async move { engine.check_and_unlock(id, network).await });
        step.await.map_err(|_| EngineError::Interrupted)?
    }

    async fn check_and_unlock(
        &self,
        id: RequestId,
        network: Network,
    ) -> Result<UnlockOutcome, EngineError> {
        let (request, subject, process) = match self.subject(id).await? {
            Ok(subject) => subject,
            Err(unproven) => return Ok(unproven.into()),
        };
        if !process.offers.unlock {
            return Ok(UnlockOutcome::NotPossible);
        }
        let proven = match self.proven(request, subject, process, network).await? {
            Ok(proven) => proven,
            Err(unproven) => return Ok(unproven.into()),
        };
        if proven.person.status != UserStatus::LockedOut {
            self.note_status(id, proven.person.status).await?;
            return Ok(UnlockOutcome::NotLocked);
        }
        let store = self.credential_store(&proven.process).await?;
        let call = store.unlock(&proven.person.id);
        let effect = self
            .carry_out(
                &proven,
                OperationKind::Unlock,
                network,
                Kept::default(),
                call,
            )
            .await?;
        Ok(effect.into())
    }

    /// Keeps the status just read, so that the page shows the right next step.
    pub(crate) async fn note_status(
        &self,
        id: RequestId,
        status: UserStatus,
    ) -> Result<(), EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(());
        };
        if let Some(subject) = request.subject.as_mut() {
            subject.status = status;
        }
        unit.save_request(&request).await?;
        self.commit(unit).await
    }
}
