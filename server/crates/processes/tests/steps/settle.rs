use crate::{
    directory::Answer,
    harness::{GOOD, Portal},
};
use jiff::SignedDuration;
use latchkey_domain::{Actor, AuditEvent, AuditKind, OperationState, RequestState, Store as _};
use latchkey_processes::{Decision, LastTry, PasswordOutcome, Step};
use latchkey_values::{OperationId, RequestId};
use serde_json::Map;

const FIRST_LOOK: SignedDuration = SignedDuration::from_secs(5);
const LATER: SignedDuration = SignedDuration::from_secs(21);

#[tokio::test]
async fn an_effect_that_shows_is_settled_at_the_first_look() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::DoneButLost);
    portal.choose(id, GOOD).await;
    portal.pass(FIRST_LOOK);
    portal.run_jobs().await;
    assert_eq!(portal.view(id).await.step, Step::Done);
}

#[tokio::test]
async fn what_does_not_show_is_not_judged_before_the_call_has_surely_ended() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::Lost);
    portal.choose(id, GOOD).await;
    portal.pass(FIRST_LOOK);
    portal.run_jobs().await;
    assert_eq!(portal.view(id).await.step, Step::Working);
    portal.pass(LATER - FIRST_LOOK);
    portal.run_jobs().await;
    assert_eq!(portal.view(id).await.step, Step::Password);
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_reading_and_never_by_repeating() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::DoneButLost);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Unclear);
    assert_eq!(portal.view(id).await.step, Step::Working);
    assert_eq!(
        portal.choose(id, GOOD).await,
        PasswordOutcome::Unclear,
        "a second submit waits like the first"
    );

    portal.pass(LATER);
    portal.run_jobs().await;
    assert_eq!(portal.view(id).await.step, Step::Done);
    portal.pass(LATER);
    portal.run_jobs().await;
    assert_eq!(portal.directory.writes(), ["reset", "revoke-sessions"]);
    assert_eq!(
        portal.mailbox.take().len(),
        2,
        "the confirmation is sent all the same"
    );
}

#[tokio::test]
async fn a_call_that_had_no_effect_gives_the_request_back_and_says_so() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::Lost);
    assert_eq!(portal.view(id).await.last_try, LastTry::Told);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Unclear);
    portal.pass(LATER);
    portal.run_jobs().await;
    let view = portal.view(id).await;
    assert_eq!(view.step, Step::Password);
    assert_eq!(view.last_try, LastTry::NotDone);
    assert_eq!(
        portal.operations(id).await[0].state,
        OperationState::NotSent
    );
    portal.directory.answer_with(Answer::Done);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
}

#[tokio::test]
async fn a_directory_that_stays_unreadable_leaves_the_outcome_to_a_person() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::Lost);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Unclear);
    portal.directory.set_readable(false);
    for _ in 0..6 {
        portal.pass(SignedDuration::from_mins(25));
        portal.run_jobs().await;
    }
    assert_eq!(portal.view(id).await.step, Step::Unclear);
    assert_eq!(
        portal.operations(id).await[0].state,
        OperationState::Unknown
    );
    assert_eq!(portal.directory.writes(), ["reset"]);
}

/// Alice's reset whose outcome only a person can find out.
async fn unknown(portal: &Portal) -> (RequestId, OperationId) {
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::Lost);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Unclear);
    portal.directory.set_readable(false);
    for _ in 0..6 {
        portal.pass(SignedDuration::from_mins(25));
        portal.run_jobs().await;
    }
    let operation = portal.operations(id).await[0].clone();
    assert_eq!(operation.state, OperationState::Unknown);
    portal.directory.set_readable(true);
    portal.mailbox.take();
    (id, operation.id)
}

fn decided() -> AuditEvent {
    AuditEvent {
        kind: AuditKind::OperationDecided,
        actor: Actor::Staff,
        subject: None,
        request: None,
        network: None,
        details: Map::from_iter([("reason".to_owned(), "seen in Okta's log".into())]),
    }
}

#[tokio::test]
async fn a_person_says_that_it_was_done_and_the_other_person_is_told() {
    let portal = Portal::start().await;
    let (id, operation) = unknown(&portal).await;
    let decide = || {
        portal
            .engine
            .decide_operation(id, operation, Decision::Done, decided())
    };
    assert!(decide().await.expect("decided"));
    assert_eq!(portal.view(id).await.step, Step::Done);
    for _ in 0..6 {
        portal.run_jobs().await;
        portal.pass(SignedDuration::from_mins(1));
    }
    let mails = portal.mailbox.take();
    assert_eq!(mails.len(), 2, "one to each address");
    for mail in mails {
        let told = "was changed, in Password portal";
        assert!(
            mail.text.contains(told),
            "without a time nobody knows: {}",
            mail.text
        );
    }
    assert!(!decide().await.expect("answers"), "it is decided");
    let kinds = portal.audit().await;
    let times = |kind| kinds.iter().filter(|other| **other == kind).count();
    assert_eq!(times(AuditKind::OperationDecided), 1);
    assert_eq!(times(AuditKind::RequestCompleted), 1);
    assert_eq!(portal.directory.writes(), ["reset", "revoke-sessions"]);
}

#[tokio::test]
async fn a_person_says_that_it_was_not_done_and_the_request_ends() {
    let portal = Portal::start().await;
    let (id, operation) = unknown(&portal).await;
    let decision = Decision::NotDone;
    let decide = portal
        .engine
        .decide_operation(id, operation, decision, decided());
    assert!(decide.await.expect("decided"));
    let mut unit = portal.store.read().await.expect("reads");
    let request = unit.request(id).await.expect("read").expect("there");
    assert_eq!(request.state, RequestState::Expired);
    drop(unit);
    portal.run_jobs().await;
    assert!(portal.mailbox.take().is_empty());
    assert_eq!(
        portal.operations(id).await[0].state,
        OperationState::NotSent
    );
    let kinds = portal.audit().await;
    assert!(kinds.ends_with(&[AuditKind::OperationDecided, AuditKind::RequestEnded]));
}

#[tokio::test]
async fn what_the_portal_found_out_itself_is_not_for_people_to_decide() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
    let before = portal.audit().await;
    let operation = portal.operations(id).await[0].id;
    for decision in [Decision::Done, Decision::NotDone] {
        let decide = portal
            .engine
            .decide_operation(id, operation, decision, decided());
        assert!(!decide.await.expect("answers"));
    }
    assert_eq!(portal.audit().await, before);
}
