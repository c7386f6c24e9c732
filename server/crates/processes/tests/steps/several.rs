use crate::harness::{GOOD, Portal, beginning, network, process, visitor};
use latchkey_credential_stores::Group;
use latchkey_domain::{
    Audience, Condition, Offers, Operator, Process, ProcessKind, ProcessLimits, Purpose,
};
use latchkey_processes::{
    Beginning, CodeOutcome, Identified, Limits, PasswordOutcome, Step, WayIn,
};
use latchkey_values::{Alias, RequestId};
use serde_json::json;

/// A process for one group.
fn for_group(alias: &str, group: &str) -> Process {
    Process {
        alias: alias.parse().expect("an alias"),
        audience: Audience::Groups {
            groups: vec![group.into()],
        },
        ..process()
    }
}

fn at_path(path: &str, process: Process) -> Process {
    let path = Some(alias(path));
    Process {
        kind: ProcessKind::SelfService { path },
        ..process
    }
}

fn alias(text: &str) -> Alias {
    text.parse().expect("an alias")
}

async fn portal(processes: &[Process]) -> Portal {
    Portal::start_with_all(processes, Limits::default()).await
}

async fn begin_at(portal: &Portal, path: &str) -> Identified {
    let beginning = Beginning {
        path: Some(alias(path)),
        ..beginning(Purpose::Reset, "alice@example.com")
    };
    portal.begin(beginning, &visitor(network())).await
}

fn join(portal: &Portal, group: &str) {
    let group = Group {
        id: format!("00g{group}"),
        name: group.into(),
    };
    portal.directory.change(|person| person.groups.push(group));
}

async fn prove(portal: &Portal, id: RequestId) {
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &code).await, CodeOutcome::Verified);
}

#[tokio::test]
async fn who_somebody_is_decides_which_process_serves_them() {
    let mut staff = for_group("a-staff", "Staff");
    staff.offers = Offers {
        reset: true,
        ..Offers::default()
    };
    let everybody = process();
    let portal = portal(&[staff, everybody]).await;
    let id = portal.identify("alice@example.com").await;
    prove(&portal, id).await;
    assert_eq!(
        portal.view(id).await.offers,
        Offers::ALL,
        "not of the staff"
    );

    join(&portal, "Staff");
    let id = portal.identify("alice@example.com").await;
    prove(&portal, id).await;
    assert!(!portal.view(id).await.offers.unlock);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
}

#[tokio::test]
async fn which_process_it_is_shows_nowhere_before_the_proof() {
    let mut staff = for_group("b-staff", "Staff");
    (staff.code_sends, staff.code_attempts, staff.code_minutes) = (1, 1, 1);
    staff.request_minutes = 5;
    let mut everybody = process();
    everybody.alias = alias("a-everybody");
    everybody.excluded_groups = vec!["Staff".into()];
    let portal = portal(&[everybody, staff]).await;
    join(&portal, "Staff");
    let known = portal.identify("alice@example.com").await;
    let unknown = portal.identify("nobody@example.com").await;
    portal.run_jobs().await;
    let (known, unknown) = (portal.view(known).await, portal.view(unknown).await);
    let shown = |view: &latchkey_processes::RequestView| {
        (
            view.step,
            view.codes_left,
            view.tries_left,
            view.expires_at,
            view.offers,
            view.redirect_url.clone(),
        )
    };
    assert_eq!(shown(&known), shown(&unknown));
    assert_eq!(portal.mailbox.take().len(), 1, "the known one got a code");
}

#[tokio::test]
async fn somebody_no_process_is_for_walks_a_decoy() {
    let portal = portal(&[for_group("staff", "Staff")]).await;
    let id = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    assert!(portal.mailbox.take().is_empty());
    assert_eq!(portal.view(id).await.step, Step::Code);
    let wrong = CodeOutcome::Wrong { tries_left: 4 };
    assert_eq!(portal.submit(id, "123456").await, wrong);
}

#[tokio::test]
async fn a_condition_on_an_attribute_decides_as_well() {
    let sales = Process {
        audience: Audience::Attributes {
            conditions: vec![Condition {
                attribute: "department".into(),
                operator: Operator::StartsWith,
                value: "Sales".into(),
            }],
        },
        ..process()
    };
    let portal = portal(&[sales]).await;
    portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    assert!(portal.mailbox.take().is_empty());
    let profile = json!({ "department": "sales, east" });
    let profile = profile.as_object().cloned().expect("an object");
    portal
        .directory
        .change(|person| person.attributes = profile.into());
    portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    assert_eq!(portal.mailbox.take().len(), 1);
}

#[tokio::test]
async fn a_page_of_its_own_leads_to_its_process_only() {
    let staff = at_path("staff", for_group("staff", "Staff"));
    let portal = portal(&[process(), staff]).await;
    let nowhere = begin_at(&portal, "nowhere").await;
    assert_eq!(nowhere, Identified::NotOffered);
    assert!(matches!(
        begin_at(&portal, "staff").await,
        Identified::Started(_)
    ));
    portal.run_jobs().await;
    assert!(
        portal.mailbox.take().is_empty(),
        "alice is not of the staff"
    );

    let (staff, nowhere) = (alias("staff"), alias("nowhere"));
    let offers = |path| portal.engine.offers(Some(path));
    assert_eq!(offers(&staff).await.expect("answers"), Offers::ALL);
    let nothing = offers(&nowhere).await.expect("answers");
    assert_eq!(nothing, Offers::default());
    let way_in = portal
        .engine
        .way_in(Purpose::Reset, Some(&nowhere), network());
    assert_eq!(way_in.await.expect("answers"), WayIn::NotOffered);
}

#[tokio::test]
async fn what_is_not_active_or_not_for_browsers_is_not_offered() {
    let inactive = Process {
        active: false,
        ..process()
    };
    let desk = Process {
        alias: alias("desk"),
        kind: ProcessKind::ServiceDesk,
        ..process()
    };
    let portal = portal(&[inactive, desk]).await;
    let offers = portal.engine.offers(None).await.expect("answers");
    assert_eq!(offers, Offers::default());
    let refused = portal.try_identify("alice@example.com", network()).await;
    assert_eq!(refused, Identified::NotOffered);
}

#[tokio::test]
async fn a_process_that_is_switched_off_stops_at_once() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal
        .put(&Process {
            active: false,
            ..process()
        })
        .await;
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Over);
    assert!(matches!(portal.view(id).await.step, Step::Ended(_)));
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn a_lock_stays_where_a_reset_does_not_lift_it() {
    let process = Process {
        unlocks_with_reset: false,
        limits: ProcessLimits::default(),
        ..process()
    };
    let portal = Portal::start_with(&process, Limits::default()).await;
    let locked = latchkey_values::UserStatus::LockedOut;
    portal.directory.change(|person| person.status = locked);
    let id = portal.verified().await;
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
    assert_eq!(portal.directory.writes(), ["reset", "revoke-sessions"]);
}
