//! Okta answers, but not as it should.

use crate::{
    harness::{ALICE, Patience, Reset},
    whole_portal::{Mail, Setup},
};
use latchkey_domain::{AuditKind, OperationState, RequestState};
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, RateHeaders, Target};

fn limited(reset_in_seconds: u32, headers: RateHeaders) -> FaultKind {
    FaultKind::RateLimited {
        reset_in_seconds,
        headers,
    }
}

#[tokio::test]
async fn f13_a_429_waits_by_oktas_clock() {
    let mut reset = Reset::proven().await;
    // Ours is five minutes behind, and must not matter.
    let behind = jiff::SignedDuration::from_mins(-5);
    reset.portal.clock.advance(behind);
    reset.next(limited(2, RateHeaders::Real), Target::Writes);
    assert_eq!(reset.choose().await, "/reset/done");
    assert_eq!(reset.password_answers(), [429, 200]);
    reset.ends_well().await;
}

#[tokio::test]
async fn f13_nobody_hammers_a_limit_that_lasts_and_the_proof_is_kept() {
    let mut reset = Reset::proven().await;
    reset.next(limited(60, RateHeaders::Real), Target::Writes);
    for _ in 0..3 {
        assert_eq!(reset.choose().await, "/reset/password");
    }
    assert_eq!(reset.password_answers(), [429], "one call, no hammering");
    let operations: Vec<_> = reset
        .evidence()
        .await
        .operations()
        .map(|operation| operation.state)
        .collect();
    assert_eq!(operations, [OperationState::NotSent; 3]);
}

#[tokio::test]
async fn f14_too_many_calls_at_once_are_repeated_soon() {
    let mut reset = Reset::proven().await;
    reset.next(FaultKind::ConcurrencyLimited, Target::Writes);
    assert_eq!(reset.choose().await, "/reset/done");
    assert_eq!(reset.password_answers(), [429, 200]);
    reset.ends_well().await;
}

#[tokio::test]
async fn f15_an_absurd_reset_ends_in_an_answer_and_no_doubt() {
    for headers in [
        RateHeaders::Missing,
        RateHeaders::FarFuture,
        RateHeaders::Negative,
        RateHeaders::NotANumber,
        RateHeaders::Duplicated,
    ] {
        let mut reset = Reset::proven().await;
        reset.next(limited(60, headers), Target::Writes);
        let place = reset.choose().await;
        let answers = reset.password_answers();
        match place.as_str() {
            "/reset/done" => assert_eq!(answers, [429, 200], "{headers:?}"),
            "/reset/password" => assert_eq!(answers, [429], "{headers:?}"),
            other => panic!("{headers:?} leads to {other}"),
        }
    }
}

#[tokio::test]
async fn f16_reads_that_fail_are_tried_three_times_then_later() {
    for kind in [
        FaultKind::InternalError,
        FaultKind::BadGateway,
        FaultKind::ServiceUnavailable,
    ] {
        let mut reset = Reset::to_begin(Setup::default()).await;
        reset.for_calls(2, kind.clone(), Target::Reads);
        reset.browser.identify(ALICE).await;
        reset.portal.run_jobs().await;
        assert_eq!(reset.portal.mails().len(), 1, "{kind:?}: the third try");

        let mut reset = Reset::to_begin(Setup::default()).await;
        reset.for_calls(3, kind.clone(), Target::Reads);
        reset.browser.identify(ALICE).await;
        reset.portal.run_jobs().await;
        assert_eq!(reset.portal.sandbox.okta().calls().len(), 3, "{kind:?}");
        reset.later(6).await;
        assert_eq!(reset.portal.mails().len(), 1, "{kind:?}: a later run");
        reset.left_alone().await;
    }
}

#[tokio::test]
async fn f17_a_500_to_a_write_that_had_its_effect_is_done_by_reading() {
    let mut reset = Reset::proven().await;
    reset.next(FaultKind::InternalErrorAfterEffect, Target::Writes);
    assert_eq!(reset.choose().await, "/reset/working");
    reset.ends_well().await;
    assert_eq!(reset.password_answers().len(), 1, "not repeated");
}

#[tokio::test]
async fn f17_a_500_to_a_write_without_effect_gives_the_proof_back() {
    for kind in [
        FaultKind::InternalError,
        FaultKind::BadGateway,
        FaultKind::ServiceUnavailable,
        FaultKind::ReadOnly,
    ] {
        let mut reset = Reset::proven().await;
        reset.next(kind.clone(), Target::Writes);
        assert_eq!(reset.choose().await, "/reset/working", "{kind:?}");
        assert_eq!(reset.password_answers().len(), 1, "{kind:?}");
        reset.later(30).await;
        let place = reset.led_from("/reset/working").await;
        assert_eq!(place, "/reset/password", "{kind:?}");
        assert_eq!(reset.choose().await, "/reset/done", "{kind:?}");
        reset.ends_well().await;
    }
}

#[tokio::test]
async fn f20_a_200_that_cannot_be_read_is_settled_by_reading() {
    for kind in [FaultKind::TruncatedJson, FaultKind::DroppedMidBody] {
        let mut reset = Reset::proven().await;
        reset.next(kind.clone(), Target::Writes);
        assert_eq!(reset.choose().await, "/reset/working", "{kind:?}");
        reset.ends_well().await;
        assert_eq!(reset.password_answers(), [200], "{kind:?}: not repeated");
    }
}

#[tokio::test]
async fn f20_a_page_in_place_of_json_is_never_taken_for_done() {
    let mut reset = Reset::proven().await;
    reset.next(FaultKind::HtmlInsteadOfJson, Target::Writes);
    assert_eq!(reset.choose().await, "/reset/working");
    reset.later(30).await;
    assert_eq!(reset.led_from("/reset/working").await, "/reset/password");
    assert_eq!(reset.choose().await, "/reset/done");
    reset.ends_well().await;
}

#[tokio::test]
async fn f26_two_hours_without_okta_end_visibly_and_then_everything_goes_on() {
    let mut reset = Reset::proven().await;
    reset.next(FaultKind::DroppedBeforeEffect, Target::Writes);
    assert_eq!(reset.choose().await, "/reset/working");
    let okta = reset.portal.sandbox.okta();
    okta.set_fault(Fault::new(FaultKind::ServiceUnavailable).lasting(Lasts::UntilCleared));
    let mut bob = reset.portal.browser();
    for round in 0..13 {
        reset.later(600).await;
        assert_eq!(reset.browser.get("/reset").await.status, 200);
        if round % 4 == 0 {
            let started = bob.identify("bob.stone@example.com").await;
            assert_eq!(started.location(), "/reset/code", "the same for everybody");
        }
    }
    let page = reset.browser.get("/reset/working").await;
    assert!(
        page.body.contains("not clear whether it worked"),
        "{page:?}"
    );
    reset.portal.sandbox.okta().clear_faults();
    let patience = Patience::of(60, "a code for Bob");
    while !reset
        .portal
        .mails()
        .iter()
        .any(|mail| mail.to.starts_with("bob"))
    {
        reset.later(60).await;
        if bob.get("/reset/code").await.status != 200 {
            bob.identify("bob.stone@example.com").await;
        }
        patience.look_again().await;
    }
    let evidence = reset.evidence().await;
    let unknown = evidence
        .operations()
        .filter(|operation| operation.state == OperationState::Unknown);
    assert_eq!(unknown.count(), 1, "a person has to look");
    crate::invariants::assert_hold(&evidence);
}

#[tokio::test]
async fn f30_an_account_that_changed_after_the_proof_is_refused_with_the_reason() {
    let mut reset = Reset::proven().await;
    reset
        .portal
        .sandbox
        .okta()
        .suspend(ALICE)
        .expect("suspended");
    reset.choose().await;
    let page = reset.browser.get("/reset/ended").await;
    assert_eq!(page.status, 200, "{page:?}");
    reset.left_alone().await;
    let evidence = reset.evidence().await;
    let ended = evidence
        .trail
        .iter()
        .find(|record| record.event.kind == AuditKind::RequestEnded);
    let details = &ended.expect("it ended").event.details;
    assert_eq!(details["end"], "account-changed");
    assert_eq!(evidence.runs[0].request.state, RequestState::Cancelled);
    assert_eq!(
        reset.portal.mails().iter().filter_map(Mail::code).count(),
        1
    );
}

/// Okta in maintenance reads but writes nothing.
#[tokio::test]
async fn f31_two_hours_of_maintenance_are_explained_and_then_everything_goes_on() {
    let mut reset = Reset::proven().await;
    let okta = reset.portal.sandbox.okta();
    okta.set_fault(Fault::new(FaultKind::ReadOnly).lasting(Lasts::UntilCleared));
    assert_eq!(reset.choose().await, "/reset/working");
    reset.later(30).await;
    assert_eq!(reset.led_from("/reset/working").await, "/reset/password");
    let page = reset.browser.get("/reset/password").await;
    assert!(
        page.body.contains("Your password was not changed"),
        "{page:?}"
    );
    let calls = reset.password_answers().len();
    assert_eq!(calls, 1, "one call a try, no hammering");
    let mut bob = reset.portal.browser();
    for round in 0..12 {
        reset.later(600).await;
        assert_eq!(reset.browser.get("/reset").await.status, 200);
        if round % 4 == 0 {
            let started = bob.identify("bob.stone@example.com").await;
            assert_eq!(started.location(), "/reset/code", "reading goes on");
        }
    }
    assert_eq!(reset.password_answers().len(), calls, "nothing is repeated");
    reset.portal.sandbox.okta().clear_faults();
    reset.browser.prove(&reset.portal, ALICE).await;
    assert_eq!(reset.choose().await, "/reset/done");
    reset.ends_well().await;
}
