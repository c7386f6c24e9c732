use crate::{database::Database, fixtures::process};

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
