use crate::office::Office;
use latchkey_administration::audit::{Progress, TrailError, TrailFault, Verified, verify_audit};
use latchkey_auth::access::ReadAudit;
use latchkey_domain::{AuditKind, ChainHead, Role};
use latchkey_store::SqlStore;

async fn verify(office: &Office, known: Option<ChainHead>) -> Result<Verified, TrailFault> {
    match verify_audit(&*office.store, known, |_| {}).await {
        Ok(verified) => Ok(verified),
        Err(TrailError::Fault(fault)) => Err(fault),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_trail_that_nobody_touched_holds() {
    let office = Office::open().await;
    let empty = verify(&office, None).await.expect("holds");
    assert_eq!((empty.records, empty.head), (0, None));
    office.record(7).await;
    let known = office.head().await;
    office.record(5).await;
    let verified = verify(&office, Some(known)).await.expect("holds");
    assert_eq!((verified.records, verified.checkpoint), (12, None));
    assert_eq!(verified.head, Some(office.head().await));
}

#[tokio::test]
async fn item_88_every_kind_of_tampering_is_found_and_located() {
    use TrailFault::{Altered, Missing, Unreadable};
    for (tampering, expected) in [
        (
            "UPDATE audit SET network = '203.0.113.8' WHERE sequence = 4",
            Altered(4),
        ),
        (
            "UPDATE audit SET kind = 'code-sent' WHERE sequence = 4",
            Altered(4),
        ),
        (
            "UPDATE audit SET actor = 'portal' WHERE sequence = 1",
            Altered(1),
        ),
        (
            "UPDATE audit SET recorded_at = recorded_at + 1 WHERE sequence = 9",
            Altered(9),
        ),
        (
            "UPDATE audit SET details = '{}' WHERE sequence = 12",
            Altered(12),
        ),
        // Spelt otherwise, but of the same meaning.
        (
            "UPDATE audit SET details = details || ' ' WHERE sequence = 4",
            Altered(4),
        ),
        (
            "UPDATE audit SET hash = UPPER(hash) WHERE sequence = 4",
            Altered(4),
        ),
        (
            "UPDATE audit SET hash = (SELECT hash FROM audit WHERE sequence = 3) WHERE sequence = 4",
            Altered(4),
        ),
        (
            "UPDATE audit SET kind = 'xode-sent' WHERE sequence = 4",
            Unreadable(4),
        ),
        (
            "UPDATE audit SET hash = 'z' || substr(hash, 2) WHERE sequence = 4",
            Unreadable(4),
        ),
        // The first of several faults is told, whatever the others are.
        (
            "UPDATE audit SET network = '203.0.113.8' WHERE sequence = 4; \
             UPDATE audit SET kind = 'xode-sent' WHERE sequence = 9",
            Altered(4),
        ),
        (
            "DELETE FROM audit WHERE sequence = 4",
            Missing { first: 4, last: 4 },
        ),
        (
            "DELETE FROM audit WHERE sequence < 4",
            Missing { first: 1, last: 3 },
        ),
        (
            "DELETE FROM audit WHERE sequence BETWEEN 5 AND 8",
            Missing { first: 5, last: 8 },
        ),
        // Two rows in each other's place, with their hashes.
        (
            "UPDATE audit SET sequence = 1000 WHERE sequence = 4; \
          UPDATE audit SET sequence = 4 WHERE sequence = 5; \
          UPDATE audit SET sequence = 5 WHERE sequence = 1000",
            Altered(4),
        ),
        // A record moved to the end of a gap.
        (
            "UPDATE audit SET sequence = 99 WHERE sequence = 4",
            Missing { first: 4, last: 4 },
        ),
    ] {
        let office = Office::open().await;
        office.record(12).await;
        office.tamper(tampering).await;
        assert_eq!(verify(&office, None).await, Err(expected), "{tampering}");
    }
}

/// So long that several slices of it are checked at once.
#[tokio::test]
async fn item_88_tampering_is_located_in_a_long_trail_as_in_a_short_one() {
    let office = Office::open().await;
    office.record_at_once(4_007).await;
    let mut steps = Vec::new();
    let verified = verify_audit(&*office.store, None, |progress| {
        steps.push(progress.checked);
    });
    assert_eq!(verified.await.expect("holds").records, 4_007);
    assert_eq!(steps, [4_000, 4_007], "the slices were taken at once");
    // The first record, the ends of slices and what follows them, the last one of all.
    for number in [1, 1_000, 1_001, 2_345, 4_000, 4_001, 4_007] {
        let shift = |by| {
            let update = "UPDATE audit SET recorded_at = recorded_at";
            sqlx::AssertSqlSafe(format!("{update} {by} WHERE sequence = {number}"))
        };
        office.tamper(shift("+ 1")).await;
        let fault = Err(TrailFault::Altered(number));
        assert_eq!(verify(&office, None).await, fault);
        office.tamper(shift("- 1")).await;
    }
    office
        .tamper("DELETE FROM audit WHERE sequence = 2000")
        .await;
    let (first, last) = (2_000, 2_000);
    let missing = TrailFault::Missing { first, last };
    assert_eq!(verify(&office, None).await, Err(missing));
}

#[tokio::test]
async fn item_88_a_tail_that_was_cut_off_is_found_by_a_head_kept_elsewhere() {
    let office = Office::open().await;
    office.record(12).await;
    let known = office.head().await;
    office.tamper("DELETE FROM audit WHERE sequence > 9").await;
    assert!(
        verify(&office, None).await.is_ok(),
        "nothing in the trail tells of it"
    );
    let cut_off = TrailFault::CutOff { end: 9, known: 12 };
    assert_eq!(verify(&office, Some(known)).await, Err(cut_off));
    office.record(6).await;
    let another = TrailFault::Another(12);
    assert_eq!(
        verify(&office, Some(known)).await,
        Err(another),
        "new records hide nothing"
    );
    office.tamper("DELETE FROM audit").await;
    let empty = TrailFault::CutOff { end: 0, known: 12 };
    assert_eq!(verify(&office, Some(known)).await, Err(empty));
}

#[tokio::test]
async fn item_88_yesterdays_database_is_found_by_todays_head() {
    let office = Office::open().await;
    office.record(5).await;
    let yesterday = tempfile::tempdir().expect("a folder");
    let copy = yesterday.path().join("latchkey.db");
    let backup = format!("VACUUM INTO '{}'", copy.display());
    office.tamper(sqlx::AssertSqlSafe(backup)).await;
    office.record(3).await;
    let today = office.head().await;
    let restored = SqlStore::open(copy.to_str().expect("UTF-8")).await;
    let restored = restored.expect("opens");
    let verified = verify_audit(&restored, Some(today), |_| {}).await;
    let older = TrailFault::CutOff { end: 5, known: 8 };
    assert!(matches!(verified, Err(TrailError::Fault(fault)) if fault == older));
}

/// Where `text` stands in a file.
fn places(file: &[u8], text: &str) -> Vec<usize> {
    let windows = file.windows(text.len()).enumerate();
    let found = windows.filter(|(_, window)| *window == text.as_bytes());
    found.map(|(place, _)| place).collect()
}

#[tokio::test]
async fn item_88_one_byte_that_changed_on_the_disk_is_found_and_located() {
    let office = Office::open().await;
    office.record(40).await;
    office.store.close().await;
    let path = office.database();
    let file = std::fs::read(&path).expect("readable");
    let mut found = Vec::new();
    // Rows that moved from page to page leave copies behind, which mean nothing.
    for place in places(&file, "needle-17\"") {
        for bit in 0..7 {
            let mut damaged = file.clone();
            damaged[place + 7] ^= 1 << bit;
            std::fs::write(&path, damaged).expect("written");
            let store = SqlStore::open(path.to_str().expect("UTF-8")).await;
            let store = store.expect("opens");
            let looked = store.check_integrity_of_trail().await;
            looked.expect("SQLite sees nothing");
            if let Err(error) = verify_audit(&store, None, |_| {}).await {
                found.push((place, error));
            }
            store.close().await;
        }
    }
    assert_eq!(found.len(), 7, "each bit in the one place that counts");
    for (place, error) in &found {
        let TrailError::Fault(TrailFault::Altered(18) | TrailFault::Unreadable(18)) = error else {
            panic!("{error}")
        };
        assert_eq!(*place, found[0].0);
    }
}

#[tokio::test]
async fn damage_of_the_trail_that_the_database_can_tell_is_told() {
    let office = Office::open().await;
    office.record(200).await;
    let looked = office.store.check_integrity_of_trail().await;
    looked.expect("whole");
    office.store.close().await;
    let mut file = std::fs::read(office.database()).expect("readable");
    let page = usize::from(u16::from_be_bytes([file[16], file[17]]));
    let start_of_page = places(&file, "needle-17\"")[0] / page * page;
    // The number of cells on the page that holds the record.
    file[start_of_page + 4] ^= 1;
    std::fs::write(office.database(), file).expect("written");
    let store = SqlStore::open(office.database().to_str().expect("UTF-8")).await;
    let refused = store.expect("opens").check_integrity_of_trail().await;
    let refused = refused.expect_err("it is damaged");
    assert_eq!(refused.to_string(), "the database is damaged");
}

#[tokio::test]
async fn item_88_a_checkpoint_that_the_trail_does_not_tell_of_is_found() {
    let office = Office::open().await;
    office.record(8).await;
    office
        .tamper(
            "INSERT INTO audit_checkpoints SELECT sequence, hash, 8 FROM audit WHERE sequence = 3; \
             DELETE FROM audit WHERE sequence <= 3",
        )
        .await;
    assert_eq!(verify(&office, None).await, Err(TrailFault::Unrecorded(3)));
    office
        .note(AuditKind::AuditPurged, "not what purging writes")
        .await;
    let forged = "UPDATE audit_checkpoints SET recorded_in = 9";
    office
        .tamper(sqlx::AssertSqlSafe(format!(
            "DROP TRIGGER audit_checkpoints_refuse_update; {forged}"
        )))
        .await;
    assert_eq!(verify(&office, None).await, Err(TrailFault::Unrecorded(3)));
}

#[tokio::test]
async fn verification_tells_how_far_it_is_and_runs_once_at_a_time() {
    let office = Office::open().await;
    office.record(3).await;
    let granted = office.granted::<ReadAudit>(Role::Auditor);
    let mut seen = Vec::new();
    let told = |progress| seen.push(progress);
    let verified = office
        .administration
        .verify_audit(&granted, None, told)
        .await;
    assert_eq!(verified.expect("holds").records, 3);
    assert_eq!(seen, [Progress { checked: 3, of: 3 }]);
    let head = office
        .administration
        .audit_head(&granted)
        .await
        .expect("read");
    assert_eq!(head, Some(office.head().await));
}
