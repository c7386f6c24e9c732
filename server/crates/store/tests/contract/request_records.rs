use crate::{
    database::Database,
    fixtures::{Ids, after},
    history::{DECOY, RESET, Story, tell},
};
use latchkey_domain::{
    Operation, OperationKind, OperationState, Purpose, RequestFilter, RequestState,
};
use latchkey_values::{OperationId, RequestId};

async fn found(
    database: &Database,
    filter: RequestFilter,
    before: Option<RequestId>,
    most: u32,
) -> Vec<RequestId> {
    let mut unit = database.read().await;
    let records = unit.request_records(&filter, before, most).await;
    let records = records.expect("read");
    records.iter().map(|record| record.id).collect()
}

pub(crate) async fn a_record_tells_how_its_request_went(database: Database) {
    let ids = Ids::new(1);
    let story = Story {
        wrong_codes: 2,
        ..RESET
    };
    let id = tell(&database, &ids, story).await;
    let mut unit = database.read().await;
    let record = unit.request_record(id).await.expect("read").expect("there");
    assert_eq!(
        (record.id, record.login.as_str()),
        (id, "Alice@example.com")
    );
    let person = record.person.expect("somebody");
    assert_eq!((&*person.id, &*person.login), ("00u1", "alice@example.com"));
    assert_eq!(person.name, "Alice O'Hara \"✓\"");
    assert_eq!((record.codes_sent, record.failures), (1, 2));
    assert_eq!(record.created_at, after(0));
    assert_eq!(record.verified_at, Some(after(2)));
    assert_eq!(record.ended_at, Some(after(6)));
    let nobody = unit.request_record(ids.request()).await.expect("read");
    assert_eq!(nobody, None);
}

pub(crate) async fn requests_are_found_by_each_of_their_parts(database: Database) {
    let ids = Ids::new(1);
    let reset = tell(&database, &ids, RESET).await;
    let decoy = tell(&database, &ids, Story { begun: 5, ..DECOY }).await;
    let unlock = Story {
        process: "contractors",
        purpose: Purpose::Unlock,
        person: Some("00u2"),
        begun: 9,
        done: &[],
        ..RESET
    };
    let unlock = tell(&database, &ids, unlock).await;
    let any = RequestFilter::default;
    let states = vec![RequestState::Completed, RequestState::Blocked];
    for (filter, expected) in [
        (any(), &[unlock, decoy, reset][..]),
        (RequestFilter { states, ..any() }, &[unlock, reset]),
        (
            RequestFilter {
                process: Some("employees".parse().expect("valid")),
                ..any()
            },
            &[decoy, reset],
        ),
        (
            RequestFilter {
                purpose: Some(Purpose::Unlock),
                ..any()
            },
            &[unlock],
        ),
        (
            RequestFilter {
                person: Some("00u2".into()),
                ..any()
            },
            &[unlock],
        ),
        (
            RequestFilter {
                person: Some("NOBODY".into()),
                ..any()
            },
            &[decoy],
        ),
        (
            RequestFilter {
                from: Some(after(5)),
                until: Some(after(9)),
                ..any()
            },
            &[decoy],
        ),
    ] {
        assert_eq!(
            found(&database, filter.clone(), None, 9).await,
            expected,
            "{filter:?}"
        );
    }
    assert_eq!(found(&database, any(), None, 2).await, [unlock, decoy]);
    assert_eq!(found(&database, any(), Some(decoy), 2).await, [reset]);
}

pub(crate) async fn what_nobody_knows_is_listed_until_it_is_decided(database: Database) {
    let ids = Ids::new(1);
    let open = Story {
        ended: None,
        done: &[],
        ..RESET
    };
    let request = tell(&database, &ids, open).await;
    let mut operations = Vec::new();
    let mut unit = database.begin().await;
    for _ in 0..3 {
        ids.clock.advance(jiff::SignedDuration::from_millis(1));
        let id = OperationId::new(&ids.clock, &ids.entropy);
        let kind = OperationKind::SetPassword;
        let mut operation = Operation::intend(id, request, kind, "00u1", None, after(3));
        operation.settle(OperationState::Unknown, None, after(120));
        unit.insert_operation(&operation).await.expect("inserted");
        operations.push(operation);
    }
    let first = unit.unknown_operations(None, 2).await.expect("read");
    let told: Vec<_> = first
        .iter()
        .map(|unknown| unknown.operation.clone())
        .collect();
    assert_eq!(told, operations[..2]);
    assert!(first.iter().all(|unknown| unknown.request.id == request));
    let next = unit.unknown_operations(Some(operations[1].id), 2).await;
    assert_eq!(next.expect("read")[0].operation, operations[2]);
    let mut decided = operations[0].clone();
    decided.settle(OperationState::Done, None, after(130));
    unit.save_operation(&decided).await.expect("saved");
    let left = unit.unknown_operations(None, 9).await.expect("read");
    assert_eq!(left.len(), 2);
}

pub(crate) async fn only_old_requests_that_ended_are_purged(database: Database) {
    let ids = Ids::new(1);
    let old = tell(&database, &ids, RESET).await;
    let open = Story {
        ended: None,
        done: &[],
        ..RESET
    };
    let open = tell(&database, &ids, open).await;
    let new = tell(&database, &ids, Story { begun: 60, ..DECOY }).await;
    let mut unit = database.begin().await;
    assert_eq!(unit.purge_requests(after(60), 9).await.expect("purged"), 1);
    assert_eq!(unit.operations(old).await.expect("read"), []);
    unit.commit().await.expect("committed");
    assert_eq!(
        found(&database, RequestFilter::default(), None, 9).await,
        [new, open]
    );
    let mut unit = database.begin().await;
    assert_eq!(unit.purge_requests(after(60), 9).await.expect("purged"), 0);
}
