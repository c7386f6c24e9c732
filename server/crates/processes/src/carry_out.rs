use crate::{
    Engine, EngineError,
    audit_entry::WithDetail,
    author::Author,
    proven::{self, Proven},
    settle_operation::{self, Settlement},
};
use jiff::Timestamp;
use latchkey_credential_stores::Failure;
use latchkey_domain::{
    AuditKind, Digest, MadePassword, Operation, OperationKind, PasswordHash, Purpose, UnitOfWork,
};
use latchkey_values::{OperationId, RequestId};
use std::{future::Future, time::Duration};

/// The longest a call may take before its outcome counts as unclear.
const CALL_BUDGET: Duration = Duration::from_secs(15);

/// What came of an effect on the directory.
#[derive(Debug)]
pub(crate) enum Effect {
    /// It happened, and that is recorded.
    Done,
    /// It did not happen, for this reason.
    Failed(Failure),
    /// Nobody knows yet; a job finds out.
    Unclear,
    /// Another submit was faster.
    Overtaken,
}

/// What is kept together with an intent: all of it is worth something only if the effect happens.
#[derive(Default)]
pub(crate) struct Kept {
    /// The hash by which the credential store remembers the new password; `None` where it remembers none.
    pub(crate) hash: Option<PasswordHash>,
    /// The password, sealed, when the portal made it.
    pub(crate) made: Option<SealedPassword>,
}

/// A password that the portal made, as it is kept until it is shown.
pub(crate) struct SealedPassword {
    pub(crate) sealed: String,
    /// The link it was made behind; `None` for one made in the browser that proved who the person is.
    pub(crate) link: Option<Digest>,
    pub(crate) expires_at: Timestamp,
}

impl Kept {
    async fn keep(
        self,
        unit: &mut dyn UnitOfWork,
        proven: &Proven,
        operation: &Operation,
    ) -> Result<(), EngineError> {
        let (store, at) = (&proven.process.credential_store, operation.intended_at);
        if let Some(hash) = &self.hash {
            unit.note_password(operation.id, store, &operation.subject, hash, at)
                .await?;
        }
        if let Some(SealedPassword {
            sealed,
            link,
            expires_at,
        }) = self.made
        {
            let made = MadePassword {
                request: operation.request,
                operation: operation.id,
                sealed,
                link,
                expires_at,
            };
            unit.keep_made_password(&made).await?;
        }
        Ok(())
    }
}

impl Engine {
    /// Intent, call, outcome. The proof is spent with the intent; an effect that surely did not
    /// happen gives it back.
    pub(crate) async fn carry_out(
        &self,
        proven: &Proven,
        kind: OperationKind,
        by: impl Into<Author> + Send,
        kept: Kept,
        call: impl Future<Output = Result<Option<String>, Failure>> + Send,
    ) -> Result<Effect, EngineError> {
        let id = proven.request.id;
        let Some(operation) = self.intend(proven, kind, &by.into(), kept).await? else {
            return Ok(Effect::Overtaken);
        };
        let answer = tokio::time::timeout(CALL_BUDGET, call).await;
        let (settlement, effect) = match answer {
            Ok(Ok(answer_id)) => {
                let inferred = false;
                (
                    Settlement::Done {
                        answer_id,
                        inferred,
                    },
                    Effect::Done,
                )
            }
            Ok(Err(failure @ Failure::Unavailable(_))) => {
                (Settlement::NotSent, Effect::Failed(failure))
            }
            Ok(Err(Failure::Unclear(_) | Failure::AnotherPerson { .. })) | Err(_) => {
                return Ok(Effect::Unclear);
            }
            Ok(Err(failure)) => (Settlement::Refused, Effect::Failed(failure)),
        };
        if let Err(error) = self.record(id, operation.id, settlement).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "outcome not recorded; a job will find it"
            );
            return Ok(Effect::Unclear);
        }
        Ok(effect)
    }

    /// Spends the proof on an intent. `None` when another submit was faster.
    async fn intend(
        &self,
        proven: &Proven,
        kind: OperationKind,
        by: &Author,
        kept: Kept,
    ) -> Result<Option<Operation>, EngineError> {
        let mut unit = self.begin().await?;
        let (id, now) = (proven.request.id, self.now());
        let Some(mut request) = unit.request(id).await? else {
            return Ok(None);
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        if !proven::is_proven(&request, now) || !proven::still_serves(&process, &request) {
            return Ok(None);
        }
        // The service desk may have been stopped this very moment.
        if process.is_for_the_desk() && unit.desk_freeze().await?.is_some() {
            return Ok(None);
        }
        if let Some(subject) = request.subject.as_mut() {
            subject.status = proven.person.status;
        }
        request.execute()?;
        // A form of another purpose may have come; what follows goes by what is done.
        request.purpose = purpose_of(kind).unwrap_or(request.purpose);
        let operation = Operation::intend(
            OperationId::new(self.clock(), self.entropy()),
            id,
            kind,
            &proven.person.id,
            proven.person.password_changed,
            now,
        );
        unit.save_request(&request).await?;
        unit.insert_operation(&operation).await?;
        kept.keep(unit.as_mut(), proven, &operation).await?;
        let first_look = now + settle_operation::FIRST_LOOK_AFTER;
        settle_operation::enqueue(self, unit.as_mut(), id, first_look).await?;
        let event = by
            .event(AuditKind::OperationIntended, &request)
            .with("operation", operation.id.to_string())
            .with("kind", serde_json::json!(kind));
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(Some(operation))
    }

    /// Records the outcome, and does what is left after a new password before anybody is told.
    pub(crate) async fn record(
        &self,
        id: RequestId,
        operation: OperationId,
        settlement: Settlement,
    ) -> Result<(), EngineError> {
        let done = matches!(settlement, Settlement::Done { .. });
        // Whoever records it does the rest, and nobody else at the same time.
        let finishes = self.settle(id, operation, settlement).await? && done;
        let finish = self.finish_password(id);
        if finishes && tokio::time::timeout(CALL_BUDGET, finish).await.is_err() {
            tracing::warn!("unlock or sign-out is slow; a job will finish it");
        }
        self.wake();
        Ok(())
    }
}

/// What somebody came for who has this done; `None` when it only follows something else.
const fn purpose_of(kind: OperationKind) -> Option<Purpose> {
    match kind {
        OperationKind::SetPassword => Some(Purpose::Reset),
        OperationKind::ChangePassword => Some(Purpose::Change),
        OperationKind::Unlock => Some(Purpose::Unlock),
        OperationKind::RevokeSessions | OperationKind::ExpirePassword => None,
    }
}
