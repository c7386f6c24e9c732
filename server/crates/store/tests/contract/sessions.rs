use crate::{
    database::Database,
    fixtures::{after, now},
};
use latchkey_domain::{BrowserSession, Digest};

fn session(hex: &str, minutes: i64) -> BrowserSession {
    BrowserSession {
        id: Digest::from_hex(hex.into()),
        data: "{\"request\":\"r1\"}".into(),
        expires_at: after(minutes),
    }
}

pub(crate) async fn a_session_is_replaced_and_deleted(database: Database) {
    let mut unit = database.begin().await;
    let first = session("a1", 10);
    unit.put_session(&first).await.expect("put");
    assert_eq!(
        unit.session(&first.id, now()).await.expect("read"),
        Some(first.clone())
    );
    let second = BrowserSession {
        data: "{}".into(),
        expires_at: after(20),
        ..first
    };
    unit.put_session(&second).await.expect("replaced");
    assert_eq!(
        unit.session(&second.id, now()).await.expect("read"),
        Some(second.clone())
    );
    unit.delete_session(&second.id).await.expect("deleted");
    assert_eq!(unit.session(&second.id, now()).await.expect("read"), None);
}

pub(crate) async fn a_session_ends_at_its_time(database: Database) {
    let mut unit = database.begin().await;
    let session = session("a1", 10);
    unit.put_session(&session).await.expect("put");
    assert!(
        unit.session(&session.id, after(9))
            .await
            .expect("read")
            .is_some()
    );
    assert!(
        unit.session(&session.id, after(10))
            .await
            .expect("read")
            .is_none()
    );
}

pub(crate) async fn only_ended_sessions_are_purged(database: Database) {
    let mut unit = database.begin().await;
    let (ended, alive) = (session("a1", 1), session("b2", 20));
    unit.put_session(&ended).await.expect("put");
    unit.put_session(&alive).await.expect("put");
    unit.purge_sessions(after(5)).await.expect("purged");
    assert_eq!(unit.session(&ended.id, now()).await.expect("read"), None);
    assert_eq!(
        unit.session(&alive.id, now()).await.expect("read"),
        Some(alive)
    );
}
