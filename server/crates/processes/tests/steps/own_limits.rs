use crate::harness::{Portal, beginning, network, network_number, process, visitor};
use latchkey_domain::{Process, ProcessKind, ProcessLimits, Purpose};
use latchkey_processes::{Beginning, Identified, Limits};

/// A process at `/p/strict` that lets one start an hour pass.
fn strict(limits: ProcessLimits) -> Process {
    let path = "strict".parse().ok();
    Process {
        alias: "strict".parse().expect("an alias"),
        kind: ProcessKind::SelfService { path },
        limits,
        ..process()
    }
}

async fn start_strict(portal: &Portal, login: &str, network: u8) -> bool {
    let beginning = Beginning {
        path: "strict".parse().ok(),
        ..beginning(Purpose::Reset, login)
    };
    let visitor = visitor(network_number(network));
    let identified = portal.begin(beginning, &visitor).await;
    matches!(identified, Identified::Started(_))
}

#[tokio::test]
async fn a_process_can_be_stricter_than_the_portal_and_stops_nobody_elsewhere() {
    let (alice, bob) = ("alice@example.com", "bob@example.com");
    let one = Some(1);
    let none = ProcessLimits::default();
    for (limits, second) in [
        (
            ProcessLimits {
                starts_per_account_and_network_per_hour: one,
                ..none
            },
            (alice, 1),
        ),
        (
            ProcessLimits {
                starts_per_network_per_hour: one,
                ..none
            },
            (bob, 1),
        ),
        (
            ProcessLimits {
                starts_per_account_per_hour: one,
                ..none
            },
            (alice, 2),
        ),
        (
            ProcessLimits {
                starts_per_hour: one,
                ..none
            },
            (bob, 2),
        ),
    ] {
        let portal = Portal::start_with_all(&[process(), strict(limits)], Limits::default()).await;
        assert!(start_strict(&portal, alice, 1).await);
        assert!(
            !start_strict(&portal, second.0, second.1).await,
            "{limits:?}"
        );
        assert!(
            !start_strict(&portal, second.0, second.1).await,
            "blocked by now"
        );
        let elsewhere = portal
            .try_identify(second.0, network_number(second.1))
            .await;
        assert!(matches!(elsewhere, Identified::Started(_)), "{limits:?}");
    }
}

#[tokio::test]
async fn a_process_cannot_be_laxer_than_the_portal() {
    let lax = ProcessLimits {
        starts_per_account_and_network_per_hour: Some(100),
        ..ProcessLimits::default()
    };
    let process = Process {
        limits: lax,
        ..process()
    };
    let portal = Portal::start_with(&process, Limits::default()).await;
    for _ in 0..Limits::default().per_account_and_network {
        portal.identify("alice@example.com").await;
    }
    let more = portal.try_identify("alice@example.com", network()).await;
    assert!(matches!(more, Identified::Limited { .. }));
}
