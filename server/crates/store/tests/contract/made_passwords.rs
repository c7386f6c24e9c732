use crate::{
    database::Database,
    fixtures::{Ids, after, request},
};
use latchkey_domain::{Digest, MadePassword, PasswordLink, RequestState};
use latchkey_values::{OperationId, RequestId};

fn made(ids: &Ids, request: RequestId, sealed: &str) -> MadePassword {
    MadePassword {
        request,
        operation: OperationId::new(&ids.clock, &ids.entropy),
        sealed: sealed.into(),
        link: Some(Digest::of_text("link")),
        expires_at: after(10),
    }
}

fn link(request: RequestId, number: u32, token: Option<&str>) -> PasswordLink {
    PasswordLink {
        request,
        digest: token.map(PasswordLink::digest_of),
        number,
        asked_at: after(1),
        expires_at: after(10),
    }
}

pub(crate) async fn a_made_password_is_kept_once_and_forgotten(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    assert_eq!(unit.made_password(request.id).await.expect("read"), None);
    let first = made(&ids, request.id, "s1.first");
    let mut second = made(&ids, request.id, "s1.second");
    second.link = None;
    for made in [first, second] {
        unit.keep_made_password(&made).await.expect("kept");
        let kept = unit.made_password(request.id).await.expect("read");
        assert_eq!(kept, Some(made));
    }
    assert!(unit.forget_made_password(request.id).await.expect("gone"));
    assert!(!unit.forget_made_password(request.id).await.expect("gone"));
    assert_eq!(unit.made_password(request.id).await.expect("read"), None);
}

pub(crate) async fn a_link_is_found_by_its_digest_until_a_newer_one_comes(database: Database) {
    let ids = Ids::new(1);
    let request = request(&ids);
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    let first = link(request.id, 1, Some("first"));
    unit.put_password_link(&first).await.expect("put");
    let digest = PasswordLink::digest_of("first");
    let found = unit.password_link_of(&digest).await.expect("read");
    assert_eq!(found, Some(first));
    let second = link(request.id, 2, None);
    unit.put_password_link(&second).await.expect("put");
    assert_eq!(unit.password_link_of(&digest).await.expect("read"), None);
    let current = unit.password_link(request.id).await.expect("read");
    assert_eq!(current, Some(second));
}

pub(crate) async fn what_ended_is_purged_and_goes_with_its_request(database: Database) {
    let ids = Ids::new(1);
    let mut old = request(&ids);
    old.state = RequestState::Completed;
    let mut unit = database.begin().await;
    unit.insert_request(&old, None).await.expect("inserted");
    let keep = made(&ids, old.id, "s1.sealed");
    unit.keep_made_password(&keep).await.expect("kept");
    let put = link(old.id, 1, Some("token"));
    unit.put_password_link(&put).await.expect("put");
    unit.purge_made_passwords(after(9)).await.expect("purged");
    assert!(unit.made_password(old.id).await.expect("read").is_some());
    assert!(unit.password_link(old.id).await.expect("read").is_some());
    unit.purge_made_passwords(after(10)).await.expect("purged");
    assert_eq!(unit.made_password(old.id).await.expect("read"), None);
    assert_eq!(unit.password_link(old.id).await.expect("read"), None);

    unit.keep_made_password(&keep).await.expect("kept");
    unit.put_password_link(&put).await.expect("put");
    let removed = unit.purge_requests(after(60), 10).await.expect("purged");
    assert_eq!(removed, 1);
    assert_eq!(unit.made_password(old.id).await.expect("read"), None);
    assert_eq!(unit.password_link(old.id).await.expect("read"), None);
}
