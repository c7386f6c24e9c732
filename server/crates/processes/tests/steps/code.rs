use crate::harness::{Portal, network};
use jiff::SignedDuration;
use latchkey_domain::RequestState;
use latchkey_processes::{CodeOutcome, Resent, Step};
use std::sync::Arc;

/// A code that is not `code`.
fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

#[tokio::test]
async fn five_wrong_codes_kill_the_code_and_the_last_code_blocks_the_request() {
    let portal = Portal::start().await;
    let id = portal.identify("alice@example.com").await;
    for codes_left in (0..3).rev() {
        portal.run_jobs().await;
        let (code, _) = portal.mailbox.take_code();
        for tries_left in (1..5).rev() {
            assert_eq!(
                portal.submit(id, other_than(&code)).await,
                CodeOutcome::Wrong { tries_left }
            );
        }
        assert_eq!(
            portal.submit(id, "not a code").await,
            CodeOutcome::NoTriesLeft,
            "anything typed counts"
        );
        let after = if codes_left == 0 {
            CodeOutcome::Over
        } else {
            CodeOutcome::NoTriesLeft
        };
        assert_eq!(
            portal.submit(id, &code).await,
            after,
            "the right code comes too late"
        );
        portal.pass(SignedDuration::from_secs(31));
        let resent = portal
            .engine
            .resend_code(id, network())
            .await
            .expect("answers");
        assert_eq!(
            resent,
            if codes_left == 0 {
                Resent::Over
            } else {
                Resent::Sent
            }
        );
    }
    assert_eq!(
        portal.view(id).await.step,
        Step::Ended(RequestState::Blocked)
    );
}

#[tokio::test]
async fn an_expired_code_is_refused_and_says_so() {
    let portal = Portal::start().await;
    let id = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    portal.pass(SignedDuration::from_mins(10));
    assert_eq!(portal.submit(id, &code).await, CodeOutcome::Expired);
}

#[tokio::test]
async fn a_new_code_kills_the_old_one() {
    let portal = Portal::start().await;
    let id = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    let (old, _) = portal.mailbox.take_code();
    let too_soon = portal
        .engine
        .resend_code(id, network())
        .await
        .expect("answers");
    assert_eq!(too_soon, Resent::TooSoon { wait_seconds: 30 });
    portal.pass(SignedDuration::from_secs(30));
    assert_eq!(
        portal
            .engine
            .resend_code(id, network())
            .await
            .expect("answers"),
        Resent::Sent
    );
    assert_eq!(
        portal.submit(id, &old).await,
        CodeOutcome::Wrong { tries_left: 4 }
    );
    portal.run_jobs().await;
    let (new, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &new).await, CodeOutcome::Verified);
}

#[tokio::test]
async fn a_code_works_once_even_for_fifty_at_the_same_time() {
    let portal = Arc::new(Portal::start().await);
    let id = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    let submits = (0..50).map(|_| {
        let (portal, code) = (portal.clone(), code.clone());
        tokio::spawn(async move { portal.submit(id, &code).await })
    });
    let mut verified = 0;
    for submit in submits.collect::<Vec<_>>() {
        verified += usize::from(submit.await.expect("no panic") == CodeOutcome::Verified);
    }
    assert_eq!(verified, 1);
}

#[tokio::test]
async fn a_mail_that_fails_is_sent_again_with_a_new_code() {
    let portal = Portal::start().await;
    let id = portal.identify("alice@example.com").await;
    portal.mailbox.fail_next(1);
    portal.run_jobs().await;
    assert!(portal.mailbox.take().is_empty());
    portal.pass(SignedDuration::from_mins(1));
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &code).await, CodeOutcome::Verified);
}

#[tokio::test]
async fn the_request_ends_when_its_time_is_up() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.pass(SignedDuration::from_mins(15));
    assert_eq!(
        portal.view(id).await.step,
        Step::Ended(RequestState::Expired)
    );
    assert!(
        portal.view(id).await.rules.is_empty(),
        "the proof is worth nothing any more"
    );
}

#[tokio::test]
async fn no_code_lies_in_the_database() {
    let portal = Portal::start().await;
    portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    let contents = portal.database_bytes();
    assert!(!contents.windows(6).any(|window| window == code.as_bytes()));
}
