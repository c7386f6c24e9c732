use crate::{
    database::Database,
    fixtures::{Ids, after, now, request, subject},
};
use latchkey_domain::{Digest, Request, RequestState, StoreError};

pub(crate) async fn a_request_comes_back_as_it_was_saved(database: Database) {
    let ids = Ids::new(1);
    let mut request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    assert_eq!(
        unit.request(request.id).await.expect("read"),
        Some(request.clone())
    );
    assert_eq!(unit.request(ids.request()).await.expect("read"), None);

    request.begin_verification(Some(subject())).expect("open");
    request.codes_sent = 2;
    request.expires_at = after(3);
    unit.save_request(&request).await.expect("saved");
    unit.commit().await.expect("committed");
    assert_eq!(
        database
            .read()
            .await
            .request(request.id)
            .await
            .expect("read"),
        Some(request)
    );
}

pub(crate) async fn every_state_can_be_saved(database: Database) {
    let mut request = request(&Ids::new(1));
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    for state in RequestState::ALL {
        request.state = state;
        unit.save_request(&request).await.expect("saved");
        assert_eq!(
            unit.request(request.id).await.expect("read"),
            Some(request.clone())
        );
    }
}

pub(crate) async fn saving_a_request_that_does_not_exist_fails(database: Database) {
    let mut unit = database.begin().await;
    let saved = unit.save_request(&request(&Ids::new(1))).await;
    assert!(
        matches!(saved, Err(StoreError::Missing("requests"))),
        "{saved:?}"
    );
}

pub(crate) async fn only_open_requests_past_their_time_are_overdue(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let mut insert = Vec::new();
    for state in RequestState::ALL {
        insert.push(Request {
            state,
            expires_at: after(20),
            ..request(&ids)
        });
    }
    insert.push(Request {
        expires_at: after(10),
        ..request(&ids)
    });
    insert.push(Request {
        expires_at: after(30),
        ..request(&ids)
    });
    for request in &insert {
        unit.insert_request(request, None).await.expect("inserted");
    }
    for time in [now(), after(10), after(20), after(30)] {
        let mut expected: Vec<_> = insert
            .iter()
            .filter(|request| request.is_overdue(time))
            .map(|r| r.id)
            .collect();
        let mut overdue = unit.overdue_requests(time, 100).await.expect("read");
        expected.sort();
        overdue.sort();
        assert_eq!(overdue, expected, "{time}");
    }
    let longest = unit.overdue_requests(after(30), 1).await.expect("read");
    assert_eq!(longest, [insert[RequestState::ALL.len()].id]);
}

pub(crate) async fn a_row_no_version_wrote_is_inconsistent(database: Database) {
    let request = request(&Ids::new(1));
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.commit().await.expect("committed");
    let tampered = [
        ("UPDATE requests SET purpose = 'juggle'", "purpose"),
        (
            "UPDATE requests SET purpose = 'reset', subject = '{}'",
            "subject",
        ),
        ("UPDATE requests SET subject = NULL, login = ''", "login"),
        (
            "UPDATE requests SET login = 'a', codes_sent = 5000000000",
            "codes_sent",
        ),
        (
            "UPDATE requests SET codes_sent = 1, process = 'No Alias'",
            "process",
        ),
        (
            "UPDATE requests SET process = 'employees', expires_at = 9000000000000000000",
            "expires_at",
        ),
    ];
    for (statement, wrong) in tampered {
        database.tamper(statement).await.expect(statement);
        let read = database.read().await.request(request.id).await;
        let found = matches!(read, Err(StoreError::Inconsistent { table: "requests", column }) if column == wrong);
        assert!(found, "{statement}: {read:?}");
    }
    let unknown_state = database
        .tamper("UPDATE requests SET state = 'juggling'")
        .await;
    assert!(unknown_state.is_err(), "the table refuses an unknown state");
}

pub(crate) async fn a_request_is_found_by_the_form_that_began_it(database: Database) {
    let ids = Ids::new(1);
    let (form, other) = (Digest::from_hex("f1".into()), Digest::from_hex("f2".into()));
    let begun = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&begun, Some(&form))
        .await
        .expect("inserts");
    unit.insert_request(&request(&ids), None)
        .await
        .expect("inserts");
    unit.insert_request(&request(&ids), None)
        .await
        .expect("inserts");
    assert_eq!(
        unit.request_of_form(&form).await.expect("reads"),
        Some(begun)
    );
    assert_eq!(unit.request_of_form(&other).await.expect("reads"), None);
    unit.insert_request(&request(&ids), Some(&form))
        .await
        .expect_err("one form begins one request");
}
