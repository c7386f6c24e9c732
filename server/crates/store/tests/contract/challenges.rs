use crate::{
    database::Database,
    fixtures::{Ids, now, process, request},
};
use latchkey_domain::{Challenge, Digest, StoreError};
use latchkey_values::ChallengeId;

fn challenge(ids: &Ids, request: latchkey_values::RequestId) -> Challenge {
    Challenge::new(
        ChallengeId::new(&ids.clock, &ids.entropy),
        request,
        &process("employees"),
        now(),
    )
}

pub(crate) async fn a_new_challenge_replaces_the_old_one(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    assert_eq!(unit.challenge(request.id).await.expect("read"), None);

    let first = challenge(&ids, request.id);
    unit.put_challenge(&first).await.expect("put");
    assert_eq!(unit.challenge(request.id).await.expect("read"), Some(first));

    let mut second = challenge(&ids, request.id);
    second.digest = Some(Digest::from_hex("ab".repeat(32)));
    second.attempts_left = 1;
    unit.put_challenge(&second).await.expect("put");
    assert_eq!(
        unit.challenge(request.id).await.expect("read"),
        Some(second)
    );

    unit.delete_challenge(request.id).await.expect("deleted");
    assert_eq!(unit.challenge(request.id).await.expect("read"), None);
    unit.delete_challenge(request.id)
        .await
        .expect("deleting twice is harmless");
}

pub(crate) async fn a_challenge_needs_its_request(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let put = unit.put_challenge(&challenge(&ids, ids.request())).await;
    assert!(
        matches!(put, Err(StoreError::Missing("challenges"))),
        "{put:?}"
    );
}
