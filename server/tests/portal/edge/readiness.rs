//! What a balancer asks.

use crate::harness::Portal;

#[tokio::test]
async fn without_its_database_the_portal_lives_and_is_not_ready() {
    let portal = Portal::start().await;
    let mut balancer = portal.browser();
    let ready = balancer.get("/readyz").await;
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready\n"));
    portal.store().close().await;
    let ready = balancer.get("/readyz").await;
    assert_eq!(ready.status, 503);
    for word in ["database", "pool", "sqlite", "latchkey.db"] {
        let body = ready.body.to_lowercase();
        assert!(!body.contains(word), "{word} is nobody's business: {body}");
    }
    assert_eq!(balancer.get("/healthz").await.status, 200);
}
