use crate::office::Office;
use latchkey_administration::{
    Operator,
    audit::{TrailError, TrailFault, purge_audit, verify_audit},
};
use latchkey_domain::{Actor, AuditCheckpoint, AuditKind, ChainHead};

fn operator() -> Operator {
    Operator {
        account: "latchkey".into(),
        sudo_user: Some("olivia".into()),
    }
}

#[tokio::test]
async fn item_88_old_records_go_and_the_rest_still_holds() {
    let office = Office::open().await;
    office.record(2_500).await;
    let day = office.now();
    office.record(5).await;
    let old = office.trail().await;
    let known = office.head().await;
    let operator = operator();
    let purged = purge_audit(&*office.store, office.now(), day, Some(&operator)).await;
    let purged = purged.expect("purged");
    assert_eq!(purged.records, 2_500);
    let head = ChainHead::from((2_500, old[2_499].hash));
    assert_eq!(purged.checkpoint, Some(head));

    let left = office.trail().await;
    assert_eq!(left[..5], old[2_500..]);
    let told = &left[5].event;
    assert_eq!(
        (told.kind, told.actor),
        (AuditKind::AuditPurged, Actor::Operator)
    );
    assert_eq!(told.details["sudo_user"], "olivia");
    assert_eq!(told.details["through"], 2_500);
    let verified = verify_audit(&*office.store, Some(known), |_| {}).await;
    let verified = verified.expect("holds");
    assert_eq!(verified.records, 6);
    assert_eq!(
        verified.checkpoint.map(|checkpoint| checkpoint.head),
        Some(head)
    );
    let early = ChainHead::from((7, old[6].hash));
    let verified = verify_audit(&*office.store, Some(early), |_| {}).await;
    assert!(verified.expect("holds").head_was_given_up);
}

#[tokio::test]
async fn purging_again_goes_on_from_the_checkpoint() {
    let office = Office::open().await;
    for _ in 0..3 {
        office.record(10).await;
        let now = office.now();
        purge_audit(&*office.store, now, now, None)
            .await
            .expect("purged");
        let again = purge_audit(&*office.store, now, now, None).await;
        assert_eq!(again.expect("nothing").records, 0);
        let verified = verify_audit(&*office.store, None, |_| {}).await;
        assert_eq!(verified.expect("holds").records, 1);
    }
}

#[tokio::test]
async fn what_a_crash_left_is_removed_by_the_next_purge_and_bothers_nobody_until_then() {
    let office = Office::open().await;
    office.record(6).await;
    let (trail, now) = (office.trail().await, office.now());
    let head = ChainHead::from((4, trail[3].hash));
    let mut unit = office.begin().await;
    let details = [
        ("through", 4.into()),
        ("hash", trail[3].hash.to_string().into()),
    ];
    let event = crate::office::event(AuditKind::AuditPurged, details);
    let recorded_in = unit
        .append_audit(now, event)
        .await
        .expect("appended")
        .sequence;
    let checkpoint = AuditCheckpoint { head, recorded_in };
    unit.put_audit_checkpoint(&checkpoint).await.expect("put");
    unit.commit().await.expect("committed");
    let verified = verify_audit(&*office.store, None, |_| {}).await;
    assert_eq!(verified.expect("holds").records, 3);
    let long_ago = trail[0].at;
    let purged = purge_audit(&*office.store, now, long_ago, None).await;
    assert_eq!(purged.expect("purged").records, 4);
    let verified = verify_audit(&*office.store, None, |_| {}).await;
    assert_eq!(verified.expect("holds").records, 3);
}

#[tokio::test]
async fn item_88_a_trail_that_does_not_hold_loses_nothing() {
    let office = Office::open().await;
    office.record(8).await;
    office
        .tamper("UPDATE audit SET network = '203.0.113.8' WHERE sequence = 2")
        .await;
    let now = office.now();
    let refused = purge_audit(&*office.store, now, now, None).await;
    let altered = TrailFault::Altered(2);
    assert!(matches!(refused, Err(TrailError::Fault(fault)) if fault == altered));
    assert_eq!(office.trail().await.len(), 8);
    let refused = verify_audit(&*office.store, None, |_| {}).await;
    assert!(matches!(refused, Err(TrailError::Fault(fault)) if fault == altered));
}

#[tokio::test]
async fn item_88_records_cut_off_the_beginning_by_somebody_else_are_found() {
    let office = Office::open().await;
    office.record(8).await;
    let now = office.now();
    purge_audit(&*office.store, now, now, None)
        .await
        .expect("purged");
    office.record(4).await;
    office.tamper("DELETE FROM audit WHERE sequence < 11").await;
    let found = verify_audit(&*office.store, None, |_| {}).await;
    let missing = TrailFault::Missing { first: 9, last: 10 };
    assert!(matches!(found, Err(TrailError::Fault(fault)) if fault == missing));
}
