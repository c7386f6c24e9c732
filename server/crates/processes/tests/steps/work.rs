//! The work a browser does once traffic looks automatic.

use crate::harness::{Portal, beginning, network, network_number, process, visitor};
use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use jiff::SignedDuration;
use latchkey_domain::{Process, ProofOfWork, Purpose};
use latchkey_processes::{Beginning, Identified, Limits, WayIn};

/// Two starts from a network are free.
async fn portal(process: &Process) -> Portal {
    let limits = Limits {
        per_network_without_work: 2,
        ..Limits::default()
    };
    let portal = Portal::start_with(process, limits).await;
    for login in ["one@example.com", "two@example.com"] {
        assert_eq!(work(&portal).await, None);
        portal.identify(login).await;
    }
    portal
}

async fn work(portal: &Portal) -> Option<String> {
    let way_in = portal.engine.way_in(Purpose::Reset, None, network()).await;
    match way_in.expect("answers") {
        WayIn::AfterWork(work) => Some(work),
        WayIn::Open => None,
        WayIn::NotOffered => panic!("not offered"),
    }
}

fn solved(work: &str) -> String {
    let challenge: Challenge = serde_json::from_str(work).expect("the protocol's JSON");
    let solution = solve_challenge(SolveChallengeOptions::new(&challenge))
        .expect("solvable")
        .expect("in time");
    serde_json::to_string(&Payload {
        challenge,
        solution,
    })
    .expect("JSON")
}

async fn begin(portal: &Portal, work: &str) -> Identified {
    let beginning = Beginning {
        work: work.into(),
        ..beginning(Purpose::Reset, "alice@example.com")
    };
    portal.begin(beginning, &visitor(network())).await
}

fn needs_work(identified: Identified) -> bool {
    matches!(identified, Identified::NeedsWork { .. })
}

#[tokio::test]
async fn work_opens_the_way_once() {
    let portal = portal(&process()).await;
    assert!(needs_work(begin(&portal, "").await));
    let done = solved(&work(&portal).await.expect("work to do"));
    assert!(matches!(
        begin(&portal, &done).await,
        Identified::Started(_)
    ));
    assert!(needs_work(begin(&portal, &done).await), "it is spent");
    assert!(
        matches!(
            portal
                .try_identify("bob@example.com", network_number(8))
                .await,
            Identified::Started(_)
        ),
        "other networks need none"
    );
}

#[tokio::test]
async fn work_that_is_wrong_altered_foreign_or_old_counts_for_nothing() {
    let portal = portal(&process()).await;
    let given = work(&portal).await.expect("work to do");
    let done = solved(&given);
    let mut easier: Challenge = serde_json::from_str(&given).expect("JSON");
    easier.parameters.key_prefix = "0".into();
    let easier = solved(&serde_json::to_string(&easier).expect("JSON"));
    for wrong in [
        "{}",
        "work",
        &given,
        &easier,
        &done.replacen("\"counter\":", "\"counter\":1", 1),
    ] {
        assert!(needs_work(begin(&portal, wrong).await), "{wrong}");
    }
    portal.pass(SignedDuration::from_mins(10));
    assert!(needs_work(begin(&portal, &done).await), "too old");
}

#[tokio::test]
async fn nobody_works_where_the_process_does_not_ask_for_it() {
    let process = Process {
        proof_of_work: ProofOfWork::Never,
        ..process()
    };
    let portal = portal(&process).await;
    assert_eq!(work(&portal).await, None);
    assert!(matches!(begin(&portal, "").await, Identified::Started(_)));
}

#[tokio::test]
async fn a_try_that_lacks_the_work_is_not_counted() {
    let portal = portal(&process()).await;
    for _ in 0..20 {
        assert!(needs_work(begin(&portal, "").await));
    }
    let done = solved(&work(&portal).await.expect("work to do"));
    assert!(matches!(
        begin(&portal, &done).await,
        Identified::Started(_)
    ));
}
