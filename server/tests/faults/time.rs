//! Clocks go wrong.

use crate::{
    harness::{ALICE, Reset},
    whole_portal::Setup,
};
use jiff::SignedDuration;
use latchkey_domain::{AuditKind, OperationKind, OperationState, RequestState};
use latchkey_sandbox::okta::{FaultKind, Target};

#[tokio::test]
async fn f32_clocks_five_minutes_apart_do_not_change_what_is_found_out() {
    for ahead in [SignedDuration::from_mins(5), SignedDuration::from_mins(-5)] {
        let mut reset = Reset::to_begin(Setup::default()).await;
        reset.portal.clock.advance(ahead);
        reset.browser.prove(&reset.portal, ALICE).await;
        reset.next(FaultKind::DroppedAfterEffect, Target::Writes);
        assert_eq!(reset.choose().await, "/reset/working", "{ahead}");
        reset.later(30).await;
        assert_eq!(reset.led_from("/reset/working").await, "/reset/done");
        assert_eq!(reset.password_answers(), [200], "{ahead}: not repeated");
    }
}

#[tokio::test]
async fn f32_a_jump_of_an_hour_between_intent_and_outcome_changes_no_outcome() {
    for jump in [
        SignedDuration::from_hours(1),
        SignedDuration::from_hours(-1),
    ] {
        let mut reset = Reset::proven().await;
        reset.next(FaultKind::DroppedAfterEffect, Target::Writes);
        assert_eq!(reset.choose().await, "/reset/working", "{jump}");
        reset.portal.clock.advance(jump);
        // After a jump back the search waits until the clock is there again.
        reset.later(3_660).await;
        assert_eq!(reset.password_answers(), [200], "{jump}: not repeated");
        let evidence = reset.evidence().await;
        let password = evidence
            .operations()
            .find(|operation| operation.kind == OperationKind::SetPassword);
        let state = password.map(|operation| operation.state);
        assert_eq!(state, Some(OperationState::Done), "{jump}");
    }
}

#[tokio::test]
async fn f32_a_code_ends_with_its_time_and_works_until_then() {
    for (seconds, place) in [(599, "/reset/password"), (600, "/reset/code")] {
        let mut reset = Reset::to_begin(Setup::default()).await;
        reset.browser.identify(ALICE).await;
        reset.portal.run_jobs().await;
        let code = reset.portal.newest_code();
        reset.portal.advance(SignedDuration::from_secs(seconds));
        let answer = reset.browser.enter_code(&code).await;
        assert_eq!(answer.location(), place, "after {seconds} s");
    }
}

#[tokio::test]
async fn f35_who_closes_the_tab_in_the_middle_leaves_nothing_behind() {
    let reset = Reset::proven().await;
    // The second one has not even entered the code.
    reset
        .portal
        .browser()
        .identify("bob.stone@example.com")
        .await;
    reset.portal.run_jobs().await;
    reset.later(16 * 60).await;
    reset.left_alone().await;
    let evidence = reset.evidence().await;
    assert_eq!(evidence.runs.len(), 2);
    for run in &evidence.runs {
        assert_eq!(run.request.state, RequestState::Expired);
        assert!(run.challenge.is_none());
        assert_eq!(evidence.noted(run, AuditKind::RequestEnded), 1);
    }
}
