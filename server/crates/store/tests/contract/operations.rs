use crate::{
    database::Database,
    fixtures::{Ids, after, now, request},
};
use latchkey_domain::{Operation, OperationKind, OperationState, StoreError};
use latchkey_values::{OperationId, RequestId};

fn operation(ids: &Ids, request: RequestId, kind: OperationKind, minute: i64) -> Operation {
    let id = OperationId::new(&ids.clock, &ids.entropy);
    Operation::intend(id, request, kind, "00u1", Some(after(-60)), after(minute))
}

pub(crate) async fn an_operation_keeps_its_outcome(database: Database) {
    use OperationState as S;
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    let mut expected = Vec::new();
    for (minute, state) in (0..).zip([S::Intended, S::Done, S::Refused, S::NotSent, S::Unknown]) {
        let mut operation = operation(&ids, request.id, OperationKind::SetPassword, minute);
        unit.insert_operation(&operation).await.expect("inserted");
        if state != S::Intended {
            operation.settle(state, Some("reqAbc".into()), after(30));
            unit.save_operation(&operation).await.expect("saved");
        }
        expected.push(operation);
    }
    unit.commit().await.expect("committed");
    assert_eq!(
        database
            .read()
            .await
            .operations(request.id)
            .await
            .expect("read"),
        expected
    );

    let mut unit = database.begin().await;
    let saved = unit
        .save_operation(&operation(&ids, request.id, OperationKind::Unlock, 0))
        .await;
    assert!(
        matches!(saved, Err(StoreError::Missing("operations"))),
        "{saved:?}"
    );
}

pub(crate) async fn operations_come_oldest_first(database: Database) {
    let ids = Ids::new(1);
    let (mine, other) = (request(&ids), request(&ids));
    let mut unit = database.begin().await;
    unit.insert_request(&mine, None).await.expect("inserted");
    unit.insert_request(&other, None).await.expect("inserted");
    let kinds = [
        (2, OperationKind::RevokeSessions),
        (0, OperationKind::SetPassword),
        (1, OperationKind::Unlock),
    ];
    for (minute, kind) in kinds {
        let mut operation = operation(&ids, mine.id, kind, minute);
        operation.password_changed_before = None;
        unit.insert_operation(&operation).await.expect("inserted");
    }
    unit.insert_operation(&operation(&ids, other.id, OperationKind::Unlock, 0))
        .await
        .expect("inserted");
    let found: Vec<_> = unit
        .operations(mine.id)
        .await
        .expect("read")
        .into_iter()
        .map(|o| (o.kind, o.intended_at))
        .collect();
    let expected = [
        (OperationKind::SetPassword, now()),
        (OperationKind::Unlock, after(1)),
        (OperationKind::RevokeSessions, after(2)),
    ];
    assert_eq!(found, expected);
}
