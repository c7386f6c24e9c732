use crate::{
    directory::Answer,
    harness::{GOOD, Portal},
};
use jiff::SignedDuration;
use latchkey_domain::OperationState;
use latchkey_processes::{LastTry, PasswordOutcome, Step};

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
