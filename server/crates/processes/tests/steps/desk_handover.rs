//! The code that an agent reads out, and how the person goes on alone.

use crate::{
    agents::{desk, drew},
    harness::GOOD,
};
use jiff::SignedDuration;
use latchkey_domain::{AuditKind, DeskAction};
use latchkey_processes::{
    CodeOutcome, PasswordOutcome, Step,
    desk::{ActionOutcome, Redeemed},
};
use latchkey_values::RequestId;

fn started(redeemed: Redeemed) -> RequestId {
    match redeemed {
        Redeemed::Started(id) => id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_caller_with_a_code_proves_the_own_mailbox_again_and_chooses_a_password() {
    let portal = desk().await;
    let case = portal.proven_case().await;
    let done = portal.act(case, DeskAction::HandOver).await;
    assert_eq!(done, ActionOutcome::Done);
    let code = portal.handover_code(case).await;
    portal.run_jobs().await;
    portal.mailbox.take();

    let id = started(portal.redeem(&code.to_lowercase()).await);
    assert_eq!(portal.view(id).await.step, Step::Code);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Over);
    portal.run_jobs().await;
    let (mailed, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &mailed).await, CodeOutcome::Verified);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
    assert_eq!(portal.directory.writes(), ["reset", "revoke-sessions"]);
    let case = portal.case(case).await;
    let handover = case.handover.expect("handed over");
    assert!(handover.is_used && handover.code.is_none());
}

#[tokio::test]
async fn item_78_what_an_agent_reads_out_opens_nothing_alone_and_lies_nowhere() {
    let portal = desk().await;
    let case = portal.proven_case().await;
    portal.act(case, DeskAction::HandOver).await;
    let code = portal.handover_code(case).await;
    let plain = code.replace('-', "");
    let bytes = portal.database_bytes();
    for text in [&code, &plain] {
        let found = bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes());
        assert!(!found, "the code lies in the database");
    }
    portal.run_jobs().await;
    let mails = portal.mailbox.take();
    assert_eq!(mails.len(), 2, "a notice to each address");
    assert!(mails.iter().all(|mail| !mail.text.contains(&code)));
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn item_80_the_person_hears_of_a_code_also_when_the_agent_closes_the_case() {
    let portal = desk().await;
    let case = portal.proven_case().await;
    portal.act(case, DeskAction::HandOver).await;
    let closed = portal.engine.close_case(&drew(&portal), case).await;
    closed.expect("answers");
    portal.run_jobs().await;
    let mails = portal.mailbox.take();
    assert_eq!(mails.len(), 2);
    assert!(
        mails
            .iter()
            .all(|mail| mail.text.contains("read out a code"))
    );
}

#[tokio::test]
async fn items_18_19_a_code_works_once_and_for_ten_minutes() {
    let portal = desk().await;
    let case = portal.proven_case().await;
    portal.act(case, DeskAction::HandOver).await;
    let code = portal.handover_code(case).await;
    let both = tokio::join!(portal.redeem(&code), portal.redeem(&code));
    let no = [both.0, both.1]
        .into_iter()
        .filter(|redeemed| *redeemed == Redeemed::NoMatch);
    assert_eq!(no.count(), 1, "{both:?}");

    let portal = desk().await;
    let case = portal.proven_case().await;
    portal.act(case, DeskAction::HandOver).await;
    let code = portal.handover_code(case).await;
    portal.pass(SignedDuration::from_mins(10));
    assert_eq!(portal.redeem(&code).await, Redeemed::NoMatch);
}

#[tokio::test]
async fn wrong_codes_are_limited_and_on_the_record() {
    let portal = desk().await;
    for _ in 0..30 {
        assert_eq!(portal.redeem("0000-0000").await, Redeemed::NoMatch);
    }
    let limited = portal.redeem("0000-0000").await;
    assert!(matches!(limited, Redeemed::Limited { .. }), "{limited:?}");
    let kinds = portal.audit().await;
    let refused = kinds
        .iter()
        .filter(|kind| **kind == AuditKind::HandoverCodeRefused);
    assert_eq!(refused.count(), 30);
    assert!(kinds.contains(&AuditKind::Blocked));
}

#[tokio::test]
async fn a_password_that_changed_since_ends_what_was_handed_over() {
    let portal = desk().await;
    let case = portal.proven_case().await;
    portal.act(case, DeskAction::HandOver).await;
    let id = started(portal.redeem(&portal.handover_code(case).await).await);
    portal.run_jobs().await;
    let (mailed, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &mailed).await, CodeOutcome::Verified);
    portal
        .directory
        .change(|person| person.password_changed = None);
    let outcome = portal.choose(id, GOOD).await;
    assert_eq!(outcome, PasswordOutcome::NotPossible);
    assert!(portal.directory.writes().is_empty());
}
