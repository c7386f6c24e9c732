use crate::{
    database::Database,
    fixtures::{Ids, after, event, job, now, request},
};
use latchkey_domain::{BrowserSession, Digest, Store, StoreError, verify_chain};
use latchkey_values::RequestId;
use std::{future::poll_fn, sync::Arc, task::Poll};

/// (is the request there, audit records, queued jobs)
async fn seen(store: &Arc<dyn Store>, id: RequestId) -> (bool, usize, u32) {
    let mut unit = store.read().await.expect("begins");
    let request = unit.request(id).await.expect("read").is_some();
    let audit = unit.audit_records(0, 10).await.expect("read").len();
    (request, audit, unit.job_counts().await.expect("read").0)
}

pub(crate) async fn a_commit_makes_state_audit_and_job_durable_together(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.append_audit(now(), event(1)).await.expect("appended");
    unit.enqueue(&job(&ids, "mail", now()))
        .await
        .expect("queued");
    assert_eq!(
        seen(&database.store, request.id).await,
        (false, 0, 0),
        "nothing leaves before the commit"
    );
    unit.commit().await.expect("committed");
    assert_eq!(seen(&database.store, request.id).await, (true, 1, 1));
}

pub(crate) async fn dropping_a_transaction_undoes_it(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.append_audit(now(), event(1)).await.expect("appended");
    unit.enqueue(&job(&ids, "mail", now()))
        .await
        .expect("queued");
    drop(unit);
    let mut next = database.begin().await;
    assert_eq!(next.request(request.id).await.expect("read"), None);
    assert_eq!(next.audit_records(0, 10).await.expect("read"), []);
    assert_eq!(next.job_counts().await.expect("read"), (0, 0));
}

pub(crate) async fn a_panic_in_the_middle_undoes_everything(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let (store, id) = (database.store.clone(), request.id);
    let handler = tokio::spawn(async move {
        let mut unit = store.begin().await.expect("begins");
        unit.insert_request(&request, None).await.expect("inserted");
        panic!("a defect in a handler");
    });
    assert!(handler.await.expect_err("it panicked").is_panic());
    database
        .begin()
        .await
        .commit()
        .await
        .expect("the writer is free");
    assert_eq!(seen(&database.store, id).await, (false, 0, 0));
}

pub(crate) async fn a_failed_transaction_can_only_be_dropped(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    let twice = unit.insert_request(&request, None).await;
    assert!(
        matches!(twice, Err(StoreError::Missing("requests"))),
        "{twice:?}"
    );
    let next = unit.append_audit(now(), event(1)).await;
    assert!(matches!(next, Err(StoreError::Unavailable(_))), "{next:?}");
    assert!(matches!(
        unit.commit().await,
        Err(StoreError::Unavailable(_))
    ));
    assert_eq!(seen(&database.store, request.id).await, (false, 0, 0));
}

pub(crate) async fn a_statement_given_up_halfway_cannot_be_committed(database: Database) {
    // Large, so that the database cannot have answered by the end of the first poll.
    let session = BrowserSession {
        id: Digest::from_hex("a1".into()),
        data: "x".repeat(16 << 20),
        expires_at: after(10),
    };
    let mut unit = database.begin().await;
    let mut statement = unit.put_session(&session);
    let polled = poll_fn(|context| Poll::Ready(statement.as_mut().poll(context))).await;
    assert!(polled.is_pending());
    drop(statement);
    assert!(matches!(
        unit.commit().await,
        Err(StoreError::Unavailable(_))
    ));
    let mut next = database.begin().await;
    assert_eq!(next.session(&session.id, now()).await.expect("read"), None);
}

pub(crate) async fn a_reading_transaction_refuses_to_write(database: Database) {
    let request = request(&Ids::new(1));
    let written = database.read().await.insert_request(&request, None).await;
    assert!(
        matches!(written, Err(StoreError::Unavailable(_))),
        "{written:?}"
    );
    let counted = database
        .read()
        .await
        .count("start", &Digest::from_hex("a1".into()), after(60))
        .await;
    assert!(
        matches!(counted, Err(StoreError::Unavailable(_))),
        "{counted:?}"
    );
    database
        .begin()
        .await
        .insert_request(&request, None)
        .await
        .expect("the writer writes");
}

pub(crate) async fn a_reading_transaction_sees_one_moment(database: Database) {
    let mut reader = database.read().await;
    assert_eq!(reader.audit_records(0, 10).await.expect("read").len(), 0);
    let mut writer = database.begin().await;
    writer
        .append_audit(now(), event(1))
        .await
        .expect("appended");
    writer.commit().await.expect("a reader holds no writer up");
    assert_eq!(reader.audit_records(0, 10).await.expect("read").len(), 0);
    assert_eq!(
        database
            .read()
            .await
            .audit_records(0, 10)
            .await
            .expect("read")
            .len(),
        1
    );
}

pub(crate) async fn data_outlives_the_process(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.append_audit(now(), event(1)).await.expect("appended");
    unit.commit().await.expect("committed");

    let database = database.reopened().await;
    assert_eq!(seen(&database.store, request.id).await, (true, 1, 0));
    let mut unit = database.begin().await;
    unit.append_audit(now(), event(2)).await.expect("appended");
    let records = unit.audit_records(0, 10).await.expect("read");
    assert!(matches!(verify_chain(None, &records), Ok(Some((2, _)))));
}

pub(crate) async fn migrating_twice_changes_nothing(database: Database) {
    let request = request(&Ids::new(1));
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.commit().await.expect("committed");
    database.migrate_again().await;
    assert_eq!(seen(&database.store, request.id).await, (true, 0, 0));
}

pub(crate) async fn two_processes_write_one_unbroken_trail(database: Database) {
    let stores: [Arc<dyn Store>; 2] = [database.store.clone(), database.second_process().await];
    let writers: Vec<_> = (0..30)
        .map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move {
                let mut unit = store.begin().await.expect("begins");
                unit.append_audit(now(), event(1)).await.expect("appended");
                unit.commit().await.expect("committed");
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("no panic");
    }
    let records = database
        .read()
        .await
        .audit_records(0, 100)
        .await
        .expect("read");
    assert!(matches!(verify_chain(None, &records), Ok(Some((30, _)))));
}

pub(crate) async fn writers_of_one_request_take_turns(database: Database) {
    let request = request(&Ids::new(1));
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.commit().await.expect("committed");
    let writers: Vec<_> = (0..20)
        .map(|_| {
            let (store, id) = (database.store.clone(), request.id);
            tokio::spawn(async move {
                let mut unit = store.begin().await.expect("begins");
                let mut request = unit.request(id).await.expect("read").expect("there");
                request.codes_sent += 1;
                unit.save_request(&request).await.expect("saved");
                unit.commit().await.expect("committed");
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("no panic");
    }
    let mut reader = database.read().await;
    let saved = reader.request(request.id).await.expect("read");
    assert_eq!(
        saved.map(|request| request.codes_sent),
        Some(request.codes_sent + 20)
    );
}
