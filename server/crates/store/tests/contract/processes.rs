use crate::{
    database::Database,
    fixtures::{Ids, after, now, process, request, subject},
};
use latchkey_domain::Subject;

pub(crate) async fn a_process_can_be_put_replaced_and_removed(database: Database) {
    let mut unit = database.begin().await;
    let (desk, mut employees) = (process("desk"), process("employees"));
    assert!(unit.put_process(&employees).await.expect("put"));
    assert!(unit.put_process(&desk).await.expect("put"));
    assert!(
        !unit.put_process(&desk).await.expect("put"),
        "just so already"
    );
    assert_eq!(
        unit.processes().await.expect("read"),
        [desk.clone(), employees.clone()]
    );

    employees.code_sends = 9;
    assert!(unit.put_process(&employees).await.expect("replaced"));
    assert_eq!(
        unit.process(&employees.alias).await.expect("read"),
        Some(employees.clone())
    );

    let mut remove = async || unit.remove_process(&employees.alias).await.expect("done");
    assert!(remove().await);
    assert!(!remove().await, "gone already");
    assert_eq!(unit.process(&employees.alias).await.expect("read"), None);
    unit.commit().await.expect("committed");
    assert_eq!(
        database.read().await.processes().await.expect("read"),
        [desk]
    );
}

pub(crate) async fn processes_are_in_the_order_of_their_aliases_bytes(database: Database) {
    let mut unit = database.begin().await;
    let ordered = ["a-b", "a-c", "a1", "aa", "ab", "b"].map(process);
    for process in ordered.iter().rev() {
        unit.put_process(process).await.expect("put");
    }
    assert_eq!(unit.processes().await.expect("read"), ordered);
}

pub(crate) async fn its_requests_are_counted_also_where_it_only_serves_them(database: Database) {
    let mut unit = database.begin().await;
    let mut begun = request(&Ids::new(3));
    let staff = process("staff").alias;
    begun
        .begin_verification(Some(Subject {
            served_by: Some(staff.clone()),
            ..subject()
        }))
        .expect("open");
    unit.insert_request(&begun, None).await.expect("inserted");
    let (before, after) = (now(), after(1));
    let mut count = async |alias, since| {
        let counted = unit.requests_of_process(alias, since).await;
        counted.expect("counted")
    };
    assert_eq!(count(&begun.process, before).await, 1);
    assert_eq!(count(&staff, before).await, 1);
    assert_eq!(count(&staff, after).await, 0, "too old");
    assert_eq!(count(&process("other").alias, before).await, 0);
}
