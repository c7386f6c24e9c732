//! What wrong codes lead to, beyond the request they were typed into.

use crate::harness::{Portal, network_number, process};
use jiff::SignedDuration;
use latchkey_domain::Network;
use latchkey_processes::{CodeOutcome, Identified, Limits};

/// Starts for Alice from `network` and types wrong codes until the request is over. `None` when she
/// is blocked there.
async fn fail(portal: &Portal, network: Network) -> Option<u32> {
    let Identified::Started(id) = portal.try_identify("alice@example.com", network).await else {
        return None;
    };
    portal.run_jobs().await;
    let mut wrong = 0;
    loop {
        let outcome = portal.engine.submit_code(id, "000000", network).await;
        match outcome.expect("answers") {
            CodeOutcome::Wrong { .. } => wrong += 1,
            CodeOutcome::NoTriesLeft => return Some(wrong + 1),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_account_is_blocked_in_the_network_that_guesses_and_nowhere_else() {
    let portal = Portal::start().await;
    let mut wrong = 0;
    while let Some(more) = fail(&portal, network_number(1)).await {
        wrong += more;
    }
    assert_eq!(wrong, 16, "the sixteenth begins the block");
    portal.mailbox.take();
    let id = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &code).await, CodeOutcome::Verified);
    portal.pass(SignedDuration::from_hours(24));
    assert!(fail(&portal, network_number(1)).await.is_some());
}

/// More than a hundred wrong codes for Alice, from as many networks as that takes.
async fn guess_on(portal: &Portal) {
    let mut wrong = 0;
    for number in 20..40 {
        while let Some(more) = fail(portal, network_number(number)).await {
            wrong += more;
            if wrong > 100 {
                return;
            }
        }
    }
    panic!("only {wrong} wrong codes");
}

#[tokio::test]
async fn after_a_hundred_wrong_codes_in_a_row_none_is_right_and_the_person_is_told() {
    let limits = Limits {
        per_account: 100,
        mails_per_person: 100,
        ..Limits::default()
    };
    let portal = Portal::start_with(&process(), limits).await;
    let early = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    guess_on(&portal).await;
    portal.mailbox.take();
    let refused = portal.submit(early, &code).await;
    assert_eq!(refused, CodeOutcome::Wrong { tries_left: 4 });

    let id = portal
        .try_identify("alice@example.com", network_number(100))
        .await;
    assert!(
        matches!(id, Identified::Started(_)),
        "nobody else learns of it"
    );
    portal.run_jobs().await;
    let mails = portal.mailbox.take();
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].text.contains("Too many wrong codes"),
        "{}",
        mails[0].text
    );
}

#[tokio::test]
async fn a_right_code_ends_the_row_of_wrong_ones() {
    let portal = Portal::start().await;
    // Hours of one window: 120 wrong codes in all.
    for number in 0..30 {
        let network = network_number(number);
        let Identified::Started(id) = portal.try_identify("alice@example.com", network).await
        else {
            panic!("blocked");
        };
        portal.run_jobs().await;
        let (code, _) = portal.mailbox.take_code();
        for _ in 0..4 {
            let outcome = portal.engine.submit_code(id, "000000", network).await;
            assert!(matches!(
                outcome.expect("answers"),
                CodeOutcome::Wrong { .. }
            ));
        }
        assert_eq!(portal.submit(id, &code).await, CodeOutcome::Verified);
        portal.pass(SignedDuration::from_hours(1));
    }
}
