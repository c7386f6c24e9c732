//! How much agents may do, and the switch that stops them all.

use crate::{
    agents::{desk, desk_process, drew, new_case, staff},
    harness::{GOOD, Portal},
};
use jiff::SignedDuration;
use latchkey_auth::access::{FreezeDesk, ThawDesk};
use latchkey_domain::{AuditKind, DeskAction, Role};
use latchkey_processes::{
    CodeOutcome, Limits, PasswordOutcome,
    desk::{ActionOutcome, CaseStep, CodeRequested, DeskLimits, NotOpened, Redeemed, Searched},
};

async fn limited(desk: DeskLimits) -> Portal {
    let limits = Limits {
        desk,
        ..Limits::default()
    };
    Portal::start_with(&desk_process(), limits).await
}

async fn freeze(portal: &Portal) {
    let pat = staff::<FreezeDesk>(portal, "Pat", Role::PasswordAdmin);
    let frozen = portal.engine.freeze_desk(&pat, "Odd calls").await;
    assert!(frozen.expect("answers"));
}

#[tokio::test]
async fn searches_of_an_agent_are_limited_on_the_record_and_go_on_a_minute_later() {
    let portal = limited(DeskLimits {
        searches_per_agent: 2,
        ..DeskLimits::default()
    })
    .await;
    let search = async || {
        let found = portal.engine.search_people(&drew(&portal), "alice").await;
        found.expect("answers")
    };
    for _ in 0..2 {
        let Searched::Found(people) = search().await else {
            panic!("not found")
        };
        assert_eq!(people[0].found.names.login, "alice@example.com");
    }
    assert!(matches!(search().await, Searched::TooOften { .. }));
    let kinds = portal.audit().await;
    let blocks = kinds.iter().filter(|kind| **kind == AuditKind::Blocked);
    assert_eq!(blocks.count(), 1);
    portal.pass(SignedDuration::from_mins(1));
    assert!(matches!(search().await, Searched::Found(_)));
    let short = portal.engine.search_people(&drew(&portal), " a ").await;
    assert_eq!(short.expect("answers"), Searched::Unusable);
}

#[tokio::test]
async fn item_79_actions_of_an_agent_are_limited() {
    let portal = limited(DeskLimits {
        actions_per_agent: 1,
        ..DeskLimits::default()
    })
    .await;
    let first = portal.proven_case().await;
    assert_eq!(
        portal.act(first, DeskAction::SignOut).await,
        ActionOutcome::Done
    );
    portal.run_jobs().await;
    portal.mailbox.take();
    let second = portal.proven_case().await;
    let outcome = portal.act(second, DeskAction::SignOut).await;
    assert!(
        matches!(outcome, ActionOutcome::TooMany { .. }),
        "{outcome:?}"
    );
    assert_eq!(portal.directory.writes(), ["revoke-sessions"]);
    assert_eq!(portal.step(second).await, CaseStep::Act, "the proof stays");
    assert!(portal.audit().await.contains(&AuditKind::Blocked));
}

#[tokio::test]
async fn item_81_a_freeze_stops_everything_at_once_until_it_is_lifted() {
    let portal = desk().await;
    let proven = portal.proven_case().await;
    let open = portal.open_case().await;
    freeze(&portal).await;
    for action in DeskAction::ALL {
        assert_eq!(portal.act(proven, action).await, ActionOutcome::Frozen);
    }
    assert_eq!(portal.send_code(open).await, CodeRequested::Frozen);
    assert_eq!(portal.try_open(new_case()).await, Err(NotOpened::Frozen));
    assert!(portal.directory.writes().is_empty());
    let why = portal.engine.desk_freeze().await.expect("answers");
    assert_eq!(why.expect("frozen").reason, "Odd calls");

    let pat = staff::<ThawDesk>(&portal, "Pat", Role::PasswordAdmin);
    assert!(portal.engine.thaw_desk(&pat).await.expect("answers"));
    assert!(!portal.engine.thaw_desk(&pat).await.expect("answers"));
    let done = portal.act(proven, DeskAction::SignOut).await;
    assert_eq!(done, ActionOutcome::Done);
    let kinds = portal.audit().await;
    assert!(kinds.contains(&AuditKind::DeskFrozen));
    assert!(kinds.contains(&AuditKind::DeskThawed));
}

#[tokio::test]
async fn item_81_a_freeze_stops_codes_that_were_read_out_before() {
    let portal = desk().await;
    let unused = portal.proven_case().await;
    portal.act(unused, DeskAction::HandOver).await;
    let unused = portal.handover_code(unused).await;
    portal.run_jobs().await;
    portal.mailbox.take();
    let used = portal.proven_case().await;
    portal.act(used, DeskAction::HandOver).await;
    let Redeemed::Started(id) = portal.redeem(&portal.handover_code(used).await).await else {
        panic!("not started")
    };
    portal.run_jobs().await;
    let (mailed, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &mailed).await, CodeOutcome::Verified);
    freeze(&portal).await;
    assert_eq!(portal.redeem(&unused).await, Redeemed::NoMatch);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::TryAgain);
    assert!(portal.directory.writes().is_empty());
}
