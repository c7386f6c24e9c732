use crate::{
    database::Database,
    fixtures::{Ids, after, event, job, now, request},
};
use latchkey_domain::{BrowserSession, Digest, StoreError};

pub(crate) async fn nodes_that_migrate_at_once_do_it_once(database: Database) {
    database
        .tamper("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        .await
        .expect("empty again");
    let nodes: Vec<_> = [
        database.second_process().await,
        database.second_process().await,
        database.second_process().await,
    ]
    .into_iter()
    .map(|node| {
        tokio::spawn(async move {
            node.migrate().await.expect("migrates");
            node.check().await.expect("usable");
        })
    })
    .collect();
    for node in nodes {
        node.await.expect("no panic");
    }
}

pub(crate) async fn a_request_in_use_is_waited_for_and_read_afresh(database: Database) {
    let mut request = request(&Ids::new(1));
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.commit().await.expect("committed");

    let mut first = database.begin().await;
    first.request(request.id).await.expect("read");
    let (store, id) = (database.store.clone(), request.id);
    let second = tokio::spawn(async move {
        let mut unit = store.begin().await.expect("begins");
        unit.request(id).await.expect("read")
    });
    assert!(database.is_held_up(&second).await);
    let mut reader = database.read().await;
    let seen = reader.request(id).await.expect("a reader does not wait");
    assert_eq!(seen.as_ref(), Some(&request));
    request.codes_sent += 1;
    first.save_request(&request).await.expect("saved");
    first.commit().await.expect("committed");
    assert_eq!(second.await.expect("no panic"), Some(request));
}

pub(crate) async fn a_session_that_ends_during_a_request_is_not_put_back(database: Database) {
    let session = BrowserSession {
        id: Digest::from_hex("a1".into()),
        data: "{}".into(),
        expires_at: after(10),
    };
    let mut unit = database.begin().await;
    unit.put_session(&session).await.expect("put");
    unit.commit().await.expect("committed");

    let mut saving = database.begin().await;
    let found = saving.session(&session.id, now()).await.expect("read");
    let (store, id) = (database.store.clone(), session.id.clone());
    let signing_out = tokio::spawn(async move {
        let mut unit = store.begin().await.expect("begins");
        unit.delete_session(&id).await.expect("deleted");
        unit.commit().await.expect("committed");
    });
    assert!(database.is_held_up(&signing_out).await);
    saving
        .put_session(&found.expect("there"))
        .await
        .expect("put");
    saving.commit().await.expect("committed");
    signing_out.await.expect("no panic");
    let mut reader = database.read().await;
    assert_eq!(
        reader.session(&session.id, now()).await.expect("read"),
        None
    );
}

pub(crate) async fn a_claim_passes_over_a_job_that_is_being_claimed(database: Database) {
    let ids = Ids::new(1);
    let jobs = [0, 1].map(|minute| job(&ids, "mail", after(minute)));
    let mut unit = database.begin().await;
    for job in &jobs {
        unit.enqueue(job).await.expect("queued");
    }
    unit.commit().await.expect("committed");

    let mut claims = Vec::new();
    let mut units = Vec::new();
    for _ in 0..3 {
        let mut unit = database.begin().await;
        let claim = unit.claim_job(&["mail"], after(1), after(10)).await;
        claims.push(claim.expect("nobody waits").map(|job| job.id));
        units.push(unit);
    }
    assert_eq!(claims, [Some(jobs[0].id), Some(jobs[1].id), None]);
}

pub(crate) async fn a_clean_up_passes_over_what_is_in_use(database: Database) {
    let ids = Ids::new(1);
    let requests = [request(&ids), request(&ids)];
    let [in_use, ended] = ["a1", "b2"].map(|hex| BrowserSession {
        id: Digest::from_hex(hex.into()),
        data: "{}".into(),
        expires_at: after(1),
    });
    let mut unit = database.begin().await;
    for request in &requests {
        unit.insert_request(request, None).await.expect("inserted");
    }
    for session in [&in_use, &ended] {
        unit.put_session(session).await.expect("put");
        unit.count("start", &session.id, after(1))
            .await
            .expect("counted");
    }
    unit.commit().await.expect("committed");

    let mut visitor = database.begin().await;
    visitor.request(requests[0].id).await.expect("read");
    visitor.session(&in_use.id, now()).await.expect("read");
    let count = visitor.count("start", &in_use.id, after(1)).await;
    assert_eq!(count.expect("counted"), 2);
    let mut cleaner = database.begin().await;
    cleaner.append_audit(now(), event(1)).await.expect("first");
    let overdue = cleaner.overdue_requests(after(60), 10).await;
    assert_eq!(overdue.expect("nobody waits"), [requests[1].id]);
    cleaner.purge_sessions(after(60)).await.expect("purged");
    cleaner.purge_counters(after(60)).await.expect("purged");
    cleaner.commit().await.expect("committed");
    visitor.append_audit(now(), event(2)).await.expect("second");
    visitor.commit().await.expect("committed");

    let mut unit = database.begin().await;
    let sessions = [&in_use, &ended].map(|session| session.id.clone());
    let mut left = Vec::new();
    for id in &sessions {
        let session = unit.session(id, now()).await.expect("read").is_some();
        left.push((
            session,
            unit.count("start", id, after(1)).await.expect("counted"),
        ));
    }
    assert_eq!(left, [(true, 3), (false, 1)]);
}

pub(crate) async fn the_trail_refuses_to_be_emptied(database: Database) {
    let mut unit = database.begin().await;
    unit.append_audit(now(), event(1)).await.expect("appended");
    unit.commit().await.expect("committed");
    let refused = database
        .tamper("TRUNCATE audit")
        .await
        .expect_err("refused");
    assert!(refused.to_string().contains("append-only"), "{refused}");
}

pub(crate) async fn a_broken_connection_undoes_its_transaction_and_only_that(database: Database) {
    let request = request(&Ids::new(1));
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    database
        .tamper(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .await
        .expect("cut off");
    let next = unit.append_audit(now(), event(1)).await;
    assert!(matches!(next, Err(StoreError::Unavailable(_))), "{next:?}");
    assert!(matches!(
        unit.commit().await,
        Err(StoreError::Unavailable(_))
    ));
    let mut reader = database.read().await;
    assert_eq!(reader.request(request.id).await.expect("read"), None);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.commit().await.expect("committed");
}
