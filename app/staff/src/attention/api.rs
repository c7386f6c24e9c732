use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form_state::{FormState, FoundProblem},
};
use latchkey_administration::monitoring::{DeadJobError, Decision, DecisionError, MAX_REASON};
use latchkey_auth::access::{DecideOperations, RetryJobs};
use latchkey_ui::{FormError, NothingElse, Typed};
use latchkey_values::JobId;
use leptos::{prelude::*, server_fn::ServerFn as _};

const PAGE: &str = "/admin/attention";

/// Says what became of an operation.
#[server(name = DecideOperation, prefix = "/do", endpoint = "admin/attention/decide")]
pub(crate) async fn decide_operation(
    #[server(default)] request: Typed,
    #[server(default)] operation: Typed,
    #[server(default)] decision: Typed,
    #[server(default)] reason: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(PAGE, move |caller| {
        decide(caller, [request, operation, decision, reason])
    })
    .await
}

async fn decide(caller: Caller, form: [Typed; 4]) -> Result<Answer, Failure> {
    let granted = caller.granted::<DecideOperations>()?;
    let [request, operation, decision, reason] = &form;
    let decision = match decision.expose() {
        "done" => Some(Decision::Done),
        "not-done" => Some(Decision::NotDone),
        _ => None,
    };
    let ids = request
        .expose()
        .parse()
        .ok()
        .zip(operation.expose().parse().ok());
    let (Some((request, operation)), Some(decision)) = (ids, decision) else {
        return Ok(refused(DecideOperation::PATH, "Say whether it was done."));
    };
    let reason = reason.expose();
    let decided = caller
        .administration
        .decide_operation(&granted, request, operation, decision, reason);
    match decided.await {
        Ok(()) => Ok(done(
            DecideOperation::PATH,
            "Recorded. The request has ended accordingly.",
        )),
        Err(DecisionError::Engine(error)) => Err(error.into()),
        Err(DecisionError::NoReason) => Ok(refused(
            DecideOperation::PATH,
            "Say what your decision rests on.",
        )),
        Err(DecisionError::ReasonTooLong) => {
            let most = format!("Keep the reason under {MAX_REASON} characters.");
            Ok(refused(DecideOperation::PATH, &most))
        }
        Err(DecisionError::NotOpen) => Ok(refused(
            DecideOperation::PATH,
            "Its outcome is known already.",
        )),
    }
}

/// Tries a dead job again.
#[server(name = RetryJob, prefix = "/do", endpoint = "admin/attention/retry")]
pub(crate) async fn retry_job(
    #[server(default)] job: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(PAGE, move |caller| settle(caller, job, Fate::TriedAgain)).await
}

/// Removes a dead job.
#[server(name = DiscardJob, prefix = "/do", endpoint = "admin/attention/discard")]
pub(crate) async fn discard_job(
    #[server(default)] job: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(PAGE, move |caller| settle(caller, job, Fate::Discarded)).await
}

#[derive(Clone, Copy)]
enum Fate {
    TriedAgain,
    Discarded,
}

async fn settle(caller: Caller, job: Typed, fate: Fate) -> Result<Answer, Failure> {
    let granted = caller.granted::<RetryJobs>()?;
    let Ok(id) = job.expose().parse::<JobId>() else {
        return Ok(refused(RetryJob::PATH, GONE));
    };
    let (settled, sentence) = match fate {
        Fate::TriedAgain => (
            caller.administration.retry_jobs(&granted, &[id]).await,
            "The job is queued again.",
        ),
        Fate::Discarded => (
            caller.administration.discard_jobs(&granted, &[id]).await,
            "The job is discarded; the audit trail keeps what it was.",
        ),
    };
    match settled {
        Ok(_) => Ok(done(RetryJob::PATH, sentence)),
        Err(DeadJobError::NotFound(_)) => Ok(refused(RetryJob::PATH, GONE)),
        Err(DeadJobError::Store(error)) => Err(error.into()),
    }
}

const GONE: &str = "This job is no longer among the dead.";

fn done(endpoint: &str, sentence: &str) -> Answer {
    Answer::tell(PAGE, FormState::done(endpoint, sentence))
}

fn refused(endpoint: &str, sentence: &str) -> Answer {
    let problems = vec![FoundProblem::general(sentence)];
    Answer::tell(
        PAGE,
        FormState::refused(endpoint, problems, Default::default()),
    )
}
