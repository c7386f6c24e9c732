//! Limits on starting, and the blocks that follow.

use crate::harness::{Portal, beginning, network, network_number, process, visitor};
use jiff::SignedDuration;
use latchkey_domain::{AuditKind, Block, Device, Purpose, Store as _, Visitor};
use latchkey_processes::{Beginning, CodeOutcome, Identified, Limits};
use latchkey_values::{Clock as _, OsEntropy};

/// Limits that nobody reaches by chance.
fn generous() -> Limits {
    Limits {
        per_device: 1_000,
        per_account_and_network: 1_000,
        per_network: 1_000,
        per_account: 1_000,
        in_all: 1_000,
        per_network_without_work: 1_000,
        in_all_without_work: 1_000,
        ..Limits::default()
    }
}

/// A start by `login` from network `number`, in a browser that was never seen before.
async fn starts(portal: &Portal, login: &str, number: u8) -> bool {
    started(portal.try_identify(login, network_number(number)).await)
}

fn started(identified: Identified) -> bool {
    match identified {
        Identified::Started(_) => true,
        Identified::Limited { .. } => false,
        other => panic!("{other:?}"),
    }
}

async fn blocks(portal: &Portal) -> Vec<Block> {
    let mut unit = portal.store.read().await.expect("reads");
    unit.blocks(portal.clock.now(), 100).await.expect("reads")
}

#[tokio::test]
async fn a_network_is_limited_whether_or_not_the_accounts_exist() {
    let limits = Limits {
        per_network: 30,
        ..generous()
    };
    let portal = Portal::start_with(&process(), limits).await;
    for number in 0..30 {
        assert!(starts(&portal, &format!("nobody{number}@example.com"), 7).await);
    }
    assert!(!starts(&portal, "alice@example.com", 7).await);
    assert!(
        starts(&portal, "alice@example.com", 8).await,
        "alice is not blocked for others' tries"
    );
    portal.pass(SignedDuration::from_hours(1));
    assert!(starts(&portal, "alice@example.com", 7).await);
}

#[tokio::test]
async fn a_browser_is_limited_in_whatever_network_it_is() {
    let limits = Limits {
        per_device: 2,
        ..generous()
    };
    let portal = Portal::start_with(&process(), limits).await;
    let device = Device::new(&OsEntropy);
    for (number, expected) in [(1, true), (2, true), (3, false)] {
        let visitor = Visitor {
            network: network_number(number),
            device: device.clone(),
        };
        let login = format!("person{number}@example.com");
        let identified = portal
            .begin(beginning(Purpose::Reset, &login), &visitor)
            .await;
        assert_eq!(started(identified), expected, "start {number}");
    }
    assert!(
        starts(&portal, "person4@example.com", 3).await,
        "another browser"
    );
}

#[tokio::test]
async fn an_account_is_limited_in_one_network_and_in_all() {
    let limits = Limits {
        per_account_and_network: 2,
        per_account: 5,
        ..generous()
    };
    let portal = Portal::start_with(&process(), limits).await;
    for (network, expected) in [
        (1, true),
        (1, true),
        (1, false),
        (2, true),
        (2, true),
        (3, true),
        (3, false),
        (4, false),
    ] {
        assert_eq!(
            starts(&portal, "alice@example.com", network).await,
            expected,
            "{network}"
        );
    }
    assert!(
        starts(&portal, "bob@example.com", 4).await,
        "another account"
    );
}

#[tokio::test]
async fn the_whole_portal_has_a_limit() {
    let limits = Limits {
        in_all: 3,
        ..generous()
    };
    let portal = Portal::start_with(&process(), limits).await;
    for number in 0..3 {
        assert!(starts(&portal, &format!("person{number}@example.com"), number).await);
    }
    assert!(!starts(&portal, "person9@example.com", 9).await);
}

#[tokio::test]
async fn spellings_of_one_login_count_together_and_so_does_the_short_name() {
    let limits = Limits {
        login_domains: vec!["example.com".into()],
        ..Limits::default()
    };
    let portal = Portal::start_with(&process(), limits).await;
    for spelling in [
        "alice@example.com",
        "ALICE@example.com",
        " alice@example.com",
        "alice\u{200b}@example.com",
        "ａlice",
    ] {
        portal.identify(spelling).await;
    }
    assert!(!started(
        portal.try_identify("Alice@example.com", network()).await
    ));
    assert!(!started(portal.try_identify("alice", network()).await));
}

#[tokio::test]
async fn nobody_can_use_up_what_belongs_to_somebody_elses_account() {
    let portal = Portal::start().await;
    for _ in 0..1_000 {
        portal
            .try_identify("alice@example.com", network_number(1))
            .await;
    }
    portal.run_jobs().await;
    portal.mailbox.take();
    let id = portal
        .try_identify("alice@example.com", network_number(2))
        .await;
    let Identified::Started(id) = id else {
        panic!("alice is blocked: {id:?}");
    };
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &code).await, CodeOutcome::Verified);
}

#[tokio::test]
async fn a_block_is_recorded_once_however_many_it_turns_away() {
    let limits = Limits {
        per_account_and_network: 1,
        ..generous()
    };
    let portal = Portal::start_with(&process(), limits).await;
    assert!(starts(&portal, "alice@example.com", 1).await);
    for _ in 0..5 {
        assert!(!starts(&portal, "alice@example.com", 1).await);
    }
    let kinds = portal.audit().await;
    let begun = kinds.iter().filter(|kind| **kind == AuditKind::Blocked);
    assert_eq!(begun.count(), 1);
    let blocks = blocks(&portal).await;
    let [block] = blocks.as_slice() else {
        panic!("one block: {blocks:?}");
    };
    assert_eq!(block.limit, "starts-of-account-in-network");
    assert_eq!(block.shown, "alice@example.com from 203.0.113.1");
}

#[tokio::test]
async fn whoever_is_freed_may_start_again_at_once() {
    let limits = Limits {
        per_account: 1,
        ..generous()
    };
    let portal = Portal::start_with(&process(), limits).await;
    assert!(starts(&portal, "alice@example.com", 1).await);
    assert!(!starts(&portal, "alice@example.com", 2).await);
    let mut unit = portal.store.begin().await.expect("begins");
    let id = blocks(&portal).await[0].id;
    assert!(unit.lift_block(id).await.expect("lifts").is_some());
    unit.commit().await.expect("commits");
    assert!(starts(&portal, "alice@example.com", 2).await);
}

#[tokio::test]
async fn a_person_gets_only_so_much_mail_however_many_networks_ask() {
    let portal = Portal::start().await;
    for number in 0..20 {
        portal
            .try_identify("alice@example.com", network_number(number))
            .await;
        portal.run_jobs().await;
    }
    assert_eq!(portal.mailbox.take().len(), 8);
}

#[tokio::test]
async fn the_same_form_sent_twice_begins_one_request() {
    let portal = Portal::start().await;
    let form = |login: &str, mark: &str| Beginning {
        form: mark.into(),
        ..beginning(Purpose::Reset, login)
    };
    let begin =
        async |login: &str, mark: &str| portal.begin(form(login, mark), &visitor(network())).await;
    let first = begin("alice@example.com", "m1").await;
    assert_eq!(
        begin("alice@example.com", "m1").await,
        first,
        "a double click"
    );
    portal.run_jobs().await;
    assert_eq!(portal.mailbox.take().len(), 1);
    assert_ne!(
        begin("bob@example.com", "m1").await,
        first,
        "other words in it"
    );
    assert_ne!(
        begin("alice@example.com", "m2").await,
        first,
        "another form"
    );
    portal.pass(SignedDuration::from_mins(6));
    let later = begin("alice@example.com", "m1").await;
    assert!(started(later) && later != first, "long after");
}

#[tokio::test]
async fn a_form_sent_twice_at_the_same_time_begins_one_request() {
    let portal = Portal::start().await;
    let form = || Beginning {
        form: "m1".into(),
        ..beginning(Purpose::Reset, "alice@example.com")
    };
    let visitor = visitor(network());
    let (one, other) = tokio::join!(
        portal.begin(form(), &visitor),
        portal.begin(form(), &visitor)
    );
    assert!(started(one));
    assert_eq!(one, other);
}
