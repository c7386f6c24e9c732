//! The database is shared, full, or slow.

use crate::{
    harness::{ALICE, Installation, Node, Patience, Person, Plan, Purpose, next_second},
    invariants::assert_hold,
};
use latchkey_domain::Store as _;
use std::process::Command;

#[tokio::test]
async fn f12_two_processes_on_one_file_share_it_and_do_everything_once() {
    let installation = Installation::start(Plan::default()).await;
    let second = installation.second_node().await;
    let mut people = Vec::new();
    for (number, node) in (0..).zip([installation.node(), &second, installation.node(), &second]) {
        people.push(arriving(&installation, node, number).await);
    }
    next_second(installation.sandbox.okta()).await;
    let [one, two, three, four] = people.as_mut_slice() else {
        panic!("four people");
    };
    let walked = tokio::join!(one.walk(), two.walk(), three.walk(), four.walk());
    assert_eq!(walked, (Ok(()), Ok(()), Ok(()), Ok(())));
    let secrets: Vec<_> = people.iter().flat_map(Person::secrets).collect();
    let evidence = installation.settled(&secrets).await;
    assert_eq!(evidence.operations().filter(|one| one.is_open()).count(), 0);
    assert_hold(&evidence);
}

async fn arriving(installation: &Installation, node: &Node, number: u32) -> Person {
    let (browser, mails) = (node.browser(), installation.mail_folder());
    let purpose = Purpose::ALL[number as usize % 3];
    Person::hire(&installation.sandbox, number, purpose, browser, mails).await
}

/// The largest file the portal may write. Writing beyond fails, as on a full disk, instead of ending it.
const FULL: &str = "trap '' XFSZ; ulimit -S -f 1000";

#[tokio::test]
async fn f39_a_full_disk_refuses_what_is_new_and_heals_without_a_restart() {
    let installation = Installation::start(Plan {
        shell: FULL,
        ..Plan::default()
    })
    .await;
    let mut browser = installation.browser();
    let patience = Patience::of(60, "a disk that is full");
    while browser.identify(ALICE).await.location() != "/unavailable" {
        patience.look_again().await;
    }
    assert_eq!(browser.get("/reset").await.status, 200, "pages go on");
    assert_eq!(browser.get("/unavailable").await.status, 503);
    assert!(installation.warnings().contains("ERROR"));

    let process = installation.node().process_id().to_string();
    let freed = Command::new("prlimit")
        .args(["--pid", &process, "--fsize=unlimited"])
        .status();
    assert!(freed.expect("prlimit").success());
    let mut person = arriving(&installation, installation.node(), 0).await;
    next_second(installation.sandbox.okta()).await;
    person.walk().await.expect("done");
    assert_hold(&installation.settled(&person.secrets()).await);
    let verified = installation.run(&["audit", "verify"]).await;
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test]
async fn f40_a_locked_database_is_not_waited_for_without_end() {
    let installation = Installation::start(Plan::default()).await;
    let store = installation.store().await;
    let writing = store.begin().await.expect("the lock");
    let mut browser = installation.browser();
    let refused = browser.identify(ALICE).await;
    assert_eq!(refused.location(), "/unavailable");
    assert_eq!(browser.get("/reset").await.status, 200, "readers go on");
    drop(writing);
    let started = browser.identify(ALICE).await;
    assert_eq!(started.location(), "/reset/code");
}
