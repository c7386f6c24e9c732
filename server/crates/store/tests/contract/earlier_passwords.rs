use crate::{
    database::Database,
    fixtures::{Ids, after},
};
use latchkey_domain::{PasswordHash, UnitOfWork};
use latchkey_values::{Alias, OperationId};

fn okta() -> Alias {
    "okta".parse().expect("valid")
}

async fn note(unit: &mut dyn UnitOfWork, ids: &Ids, person: &str, minute: i64) -> OperationId {
    let operation = OperationId::new(&ids.clock, &ids.entropy);
    let hash = PasswordHash::from_phc(format!("{person}-{minute}"));
    unit.note_password(operation, &okta(), person, &hash, after(minute))
        .await
        .expect("noted");
    operation
}

async fn known(unit: &mut dyn UnitOfWork, person: &str, most: u32) -> Vec<String> {
    let hashes = unit.earlier_passwords(&okta(), person, most).await;
    let hashes = hashes.expect("read");
    hashes.iter().map(|hash| hash.as_phc().to_owned()).collect()
}

pub(crate) async fn what_was_not_set_is_not_remembered(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let unit = unit.as_mut();
    let operation = note(unit, &ids, "00u1", 1).await;
    assert!(known(unit, "00u1", 10).await.is_empty(), "not set yet");
    unit.forget_password(operation).await.expect("forgotten");
    unit.confirm_password(operation, 10).await.expect("nothing");
    assert!(known(unit, "00u1", 10).await.is_empty());
    let operation = note(unit, &ids, "00u1", 2).await;
    unit.confirm_password(operation, 10)
        .await
        .expect("confirmed");
    unit.forget_password(operation).await.expect("nothing");
    assert_eq!(known(unit, "00u1", 10).await, ["00u1-2"]);
}

pub(crate) async fn of_a_persons_passwords_only_the_newest_are_kept(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let unit = unit.as_mut();
    for minute in 1..=4 {
        for person in ["00u1", "00u2"] {
            let operation = note(unit, &ids, person, minute).await;
            let most = if person == "00u1" { 3 } else { 10 };
            unit.confirm_password(operation, most)
                .await
                .expect("confirmed");
        }
    }
    note(unit, &ids, "00u1", 5).await;
    assert_eq!(
        known(unit, "00u1", 10).await,
        ["00u1-4", "00u1-3", "00u1-2"]
    );
    assert_eq!(known(unit, "00u1", 2).await, ["00u1-4", "00u1-3"]);
    assert_eq!(
        known(unit, "00u2", 10).await.len(),
        4,
        "somebody else's stay"
    );
    let other = "other".parse().expect("valid");
    let elsewhere = unit.earlier_passwords(&other, "00u1", 10).await;
    assert_eq!(elsewhere.expect("read"), []);
}

pub(crate) async fn people_are_looked_for_in_turn_and_forgotten_as_a_whole(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let unit = unit.as_mut();
    for (person, minute) in [("00u1", 3), ("00u2", 1), ("00u2", 2), ("00u3", 9)] {
        note(unit, &ids, person, minute).await;
    }
    let due = |person: &str| (okta(), person.to_owned());
    let since = after(5);
    let people = unit.people_with_passwords(since, 10).await.expect("read");
    assert_eq!(people, [due("00u2"), due("00u1")]);
    let one = unit.people_with_passwords(since, 1).await.expect("read");
    assert_eq!(one, [due("00u2")]);
    unit.note_known(&okta(), "00u2", after(6))
        .await
        .expect("noted");
    let people = unit.people_with_passwords(since, 10).await.expect("read");
    assert_eq!(people, [due("00u1")]);
    let forgotten = unit.forget_person(&okta(), "00u2").await;
    assert_eq!(forgotten.expect("forgotten"), 2);
    let again = unit.forget_person(&okta(), "00u2").await;
    assert_eq!(again.expect("nothing"), 0);
}
