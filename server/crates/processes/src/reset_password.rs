use crate::{
    Engine, EngineError, PasswordOutcome,
    audit_entry::{WithDetail, by_visitor},
    settle_reset::{self, Settlement},
};
use jiff::SignedDuration;
use latchkey_credential_stores::{CredentialStore, Failure, Person};
use latchkey_domain::{AuditKind, Network, Operation, OperationKind, Process, RequestState};
use latchkey_values::{NewPassword, OperationId, RequestId};
use std::time::Duration;

/// The longest a call may take before its outcome counts as unclear.
const CALL_BUDGET: Duration = Duration::from_secs(15);

/// When an outcome nobody recorded is looked for: surely after the call has ended.
const SETTLE_AFTER: SignedDuration = SignedDuration::from_secs(20);

impl Engine {
    /// Intent, call, outcome.
    pub(crate) async fn reset_password(
        &self,
        id: RequestId,
        store: &dyn CredentialStore,
        process: &Process,
        person: &Person,
        password: &NewPassword,
        network: Network,
    ) -> Result<PasswordOutcome, EngineError> {
        let Some(operation) = self.intend_reset(id, person, network).await? else {
            return Ok(PasswordOutcome::Unclear);
        };
        let call = store.reset(&person.id, password, process.enforces_history);
        let answer = tokio::time::timeout(CALL_BUDGET, call).await;
        let (settlement, outcome) = match answer {
            Ok(Ok(answer_id)) => (
                Settlement::Done {
                    answer_id,
                    inferred: false,
                },
                PasswordOutcome::Done,
            ),
            Ok(Err(Failure::Password(refusal))) => (
                Settlement::Refused,
                PasswordOutcome::Refused(vec![refusal.into()]),
            ),
            Ok(Err(Failure::Refused(_) | Failure::UnknownPerson)) => {
                (Settlement::Refused, PasswordOutcome::NotPossible)
            }
            Ok(Err(Failure::Unavailable(_))) => (Settlement::NotSent, PasswordOutcome::TryAgain),
            Ok(Err(Failure::Unclear(_))) | Err(_) => return Ok(PasswordOutcome::Unclear),
        };
        if let Err(error) = self.settle_and_finish(id, operation.id, settlement).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "outcome not recorded; a job will find it"
            );
            return Ok(PasswordOutcome::Unclear);
        }
        Ok(outcome)
    }

    /// Spends the proof on an intent. `None` when another submit was faster.
    async fn intend_reset(
        &self,
        id: RequestId,
        person: &Person,
        network: Network,
    ) -> Result<Option<Operation>, EngineError> {
        let mut unit = self.begin().await?;
        let now = self.now();
        let verified = |state| state == RequestState::Verified;
        let Some(mut request) = unit
            .request(id)
            .await?
            .filter(|r| verified(r.state) && !r.is_overdue(now))
        else {
            return Ok(None);
        };
        if let Some(subject) = request.subject.as_mut() {
            subject.status = person.status;
        }
        request.execute()?;
        let operation = Operation::intend(
            OperationId::new(self.clock(), self.entropy()),
            id,
            OperationKind::SetPassword,
            &person.id,
            person.password_changed,
            now,
        );
        unit.save_request(&request).await?;
        unit.insert_operation(&operation).await?;
        settle_reset::enqueue(self, unit.as_mut(), id, now + SETTLE_AFTER).await?;
        let event = by_visitor(AuditKind::OperationIntended, &request, network)
            .with("operation", operation.id.to_string())
            .with("kind", "set-password");
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(Some(operation))
    }

    async fn settle_and_finish(
        &self,
        id: RequestId,
        operation: OperationId,
        settlement: Settlement,
    ) -> Result<(), EngineError> {
        let done = matches!(settlement, Settlement::Done { .. });
        self.settle_reset(id, operation, settlement).await?;
        if done
            && tokio::time::timeout(CALL_BUDGET, self.finish_reset(id))
                .await
                .is_err()
        {
            tracing::warn!("unlock or sign-out is slow; a job will finish it");
        }
        Ok(())
    }
}
