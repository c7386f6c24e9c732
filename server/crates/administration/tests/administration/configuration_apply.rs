use crate::harness::{CANARY, House, alias, change, file_connection, store_record};
use latchkey_administration::{
    Applied, ConfigurationPlan, FileConfiguration, FileObjects, Operator, apply_configuration,
    plan_configuration,
};
use latchkey_domain::{Actor, AuditKind, Offers, Process, ProcessKind, SecretField, Store as _};
use latchkey_processes::Limits;
use secrecy::ExposeSecret as _;

const ORG: &str = "https://example.okta.com";

/// A file with a connection, a credential store over it and a process.
fn file() -> (FileObjects, Vec<Process>) {
    let mut object = file_connection("okta", ORG, CANARY);
    object.definition.allow_private_targets = false;
    let objects = FileObjects {
        connections: vec![object],
        credential_stores: vec![store_record("people", Some("okta"))],
    };
    (objects, vec![process("staff")])
}

fn process(name: &str) -> Process {
    let offers = Offers {
        reset: true,
        ..Offers::default()
    };
    Process::new(alias(name), name.into(), alias("people"), offers)
}

async fn apply(house: &House, objects: &FileObjects, processes: &[Process]) -> Applied {
    let operator = Operator {
        account: "root".into(),
        sudo_user: Some("olivia".into()),
    };
    let file = FileConfiguration {
        objects,
        processes,
        limits: &Limits::default(),
    };
    let applied = apply_configuration(
        &*house.store,
        &house.vault,
        &house.connections,
        house.clock.as_ref(),
        &operator,
        file,
    );
    applied.await.expect("an answer")
}

async fn written(house: &House, objects: &FileObjects, processes: &[Process]) -> ConfigurationPlan {
    match apply(house, objects, processes).await {
        Applied::Written(plan) => plan,
        Applied::Refused(reasons) => panic!("{reasons:?}"),
    }
}

#[tokio::test]
async fn what_is_applied_is_planned_first_and_recorded_as_the_operators_doing() {
    let house = House::new().await;
    let (objects, processes) = file();
    let file = FileConfiguration {
        objects: &objects,
        processes: &processes,
        limits: &Limits::default(),
    };
    let mut unit = house.read().await;
    let plan = plan_configuration(unit.as_mut(), Some(&house.vault), None, file).await;
    drop(unit);
    let plan = plan.expect("planned");
    assert!(house.trail().await.is_empty(), "a plan changes nothing");
    assert_eq!(written(&house, &objects, &processes).await, plan);
    let trail = house.trail().await;
    let kinds: Vec<_> = trail.iter().map(|record| record.event.kind).collect();
    let expected = [
        AuditKind::ConnectionChanged,
        AuditKind::ConnectionSecretChanged,
        AuditKind::CredentialStoreChanged,
        AuditKind::ProcessApplied,
    ];
    assert_eq!(kinds, expected);
    for record in &trail {
        assert_eq!(record.event.actor, Actor::Operator);
        assert_eq!(record.event.details["operator"], "root");
        assert_eq!(record.event.details["sudo_user"], "olivia");
        assert!(!format!("{record:?}").contains(CANARY));
    }
    assert!(written(&house, &objects, &processes).await.is_empty());
    assert_eq!(house.trail().await.len(), trail.len());
    let version = house.configuration_version().await;
    house
        .apply(&objects.connections, &objects.credential_stores)
        .await;
    let sample_only = house.trail().await.len() - trail.len();
    assert_eq!(
        sample_only, 1,
        "the next start finds the file applied, and ships the sample"
    );
    assert!(house.configuration_version().await > version);
}

#[tokio::test]
async fn what_was_changed_in_the_browser_becomes_what_the_file_says_and_what_was_made_there_stays()
{
    let house = House::new().await;
    let (objects, processes) = file();
    written(&house, &objects, &processes).await;
    let mut renamed = change("okta", ORG, 1);
    renamed.name = "From the browser".into();
    renamed
        .secrets
        .insert(SecretField::ApiToken, "00other".into());
    house.save(&renamed).await;
    house.save(&crate::harness::input("made-here", ORG)).await;
    let plan = written(&house, &objects, &processes).await;
    assert_eq!(plan.connections.len(), 1);
    assert_eq!(plan.connections[0].secrets_set, [SecretField::ApiToken]);
    let view = house.view("okta").await.expect("there");
    assert_eq!(view.connection.definition.name, "Okta");
    let secrets = house.secrets("okta").await;
    assert_eq!(secrets[&SecretField::ApiToken].expose_secret(), CANARY);
    assert!(house.view("made-here").await.is_some());
}

#[tokio::test]
async fn what_left_the_file_goes_with_it_unless_something_else_uses_it() {
    let house = House::new().await;
    let (objects, processes) = file();
    written(&house, &objects, &processes).await;
    let mut unit = house.store.begin().await.expect("begins");
    unit.put_process(&process("made-here")).await.expect("put");
    unit.commit().await.expect("committed");
    let plan = written(&house, &FileObjects::default(), &[]).await;
    assert_eq!(plan.processes.len(), 1, "the file's own");
    assert_eq!(plan.kept.len(), 2, "{:?}", plan.kept);
    assert!(plan.connections.is_empty() && plan.credential_stores.is_empty());

    let house = House::new().await;
    written(&house, &objects, &processes).await;
    let plan = written(&house, &FileObjects::default(), &[]).await;
    let what = (plan.connections[0].what(), plan.credential_stores[0].what());
    assert_eq!(what, ("removed", "removed"));
    assert!(house.view("okta").await.is_none());
    assert!(
        written(&house, &FileObjects::default(), &[])
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn what_the_forms_refuse_is_refused_and_changes_nothing() {
    let house = House::new().await;
    let (objects, processes) = file();
    written(&house, &objects, &processes).await;
    let mut taken = process("made-here");
    let path = Some(alias("staff"));
    taken.kind = ProcessKind::SelfService { path: path.clone() };
    let mut unit = house.store.begin().await.expect("begins");
    unit.put_process(&taken).await.expect("put");
    unit.commit().await.expect("committed");
    let before = house.trail().await.len();

    let mut same_page = process("staff");
    same_page.kind = ProcessKind::SelfService { path };
    let mut too_much = process("staff");
    too_much.limits.starts_per_hour = Some(1_000_000);
    let mut idle = objects.clone();
    idle.credential_stores = vec![store_record("people", None)];
    let mut no_token = objects.clone();
    let wrong = "not a token\u{7}".into();
    no_token.connections[0]
        .secrets
        .insert(SecretField::ApiToken, wrong);
    for (objects, processes, reason) in [
        (&objects, vec![same_page], "belongs to process made-here"),
        (&objects, vec![too_much], "has no effect"),
        (&idle, vec![], "it needs a connection"),
        (&no_token, vec![], "connection okta cannot be used"),
    ] {
        let Applied::Refused(reasons) = apply(&house, objects, &processes).await else {
            panic!("{reason}");
        };
        assert!(
            reasons.iter().any(|found| found.contains(reason)),
            "{reasons:?}"
        );
    }
    assert_eq!(house.trail().await.len(), before);
}
