use crate::{
    database::Database,
    fixtures::{Ids, after, now},
};
use latchkey_domain::{Principal, Role, SignIn};
use latchkey_values::SignInId;

fn sign_in(ids: &Ids, subject: &str) -> SignIn {
    SignIn {
        id: SignInId::new(&ids.clock, &ids.entropy),
        principal: Principal {
            issuer: "https://example.okta.com".into(),
            subject: subject.into(),
        },
        name: "Alice O'Hara \"✓\"".into(),
        login: "alice@example.com".into(),
        roles: vec![Role::PasswordAdmin, Role::Auditor],
        roles_read_at: after(-1),
        authenticated_at: after(-2),
        last_seen_at: now(),
        expires_at: after(480),
    }
}

pub(crate) async fn a_sign_in_ends_at_its_time_or_unused(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let kept = sign_in(&ids, "00u1");
    unit.insert_sign_in(&kept).await.expect("inserted");
    for (minutes, is_alive) in [(0, true), (14, true), (15, false)] {
        let read = unit.sign_in(kept.id, after(minutes)).await.expect("read");
        assert_eq!(read, is_alive.then(|| kept.clone()), "{minutes}");
    }
    for minutes in (10..480).step_by(10) {
        assert!(
            unit.touch_sign_in(kept.id, after(minutes))
                .await
                .expect("touched"),
            "{minutes}"
        );
    }
    let used = unit.sign_in(kept.id, after(479)).await.expect("read");
    assert_eq!(used.map(|used| used.last_seen_at), Some(after(470)));
    assert_eq!(unit.sign_in(kept.id, after(480)).await.expect("read"), None);
    assert!(
        !unit
            .touch_sign_in(kept.id, after(480))
            .await
            .expect("too late")
    );
}

pub(crate) async fn an_older_use_does_not_turn_back_a_later_one(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let kept = sign_in(&ids, "00u1");
    unit.insert_sign_in(&kept).await.expect("inserted");
    unit.touch_sign_in(kept.id, after(10)).await.expect("used");
    unit.touch_sign_in(kept.id, after(5)).await.expect("used");
    let read = unit.sign_in(kept.id, after(11)).await.expect("read");
    assert_eq!(read.map(|read| read.last_seen_at), Some(after(10)));
}

pub(crate) async fn roles_can_change_and_bring_the_end_nearer(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let kept = sign_in(&ids, "00u1");
    unit.insert_sign_in(&kept).await.expect("inserted");
    let roles = [Role::ServiceDesk];
    assert!(
        unit.set_sign_in_roles(kept.id, &roles, after(1), after(60))
            .await
            .expect("set")
    );
    let expected = SignIn {
        roles: roles.to_vec(),
        roles_read_at: after(1),
        expires_at: after(60),
        ..kept.clone()
    };
    assert_eq!(
        unit.sign_in(kept.id, after(2)).await.expect("read"),
        Some(expected)
    );
    assert!(unit.end_sign_in(kept.id).await.expect("ended"));
    assert!(
        !unit
            .set_sign_in_roles(kept.id, &roles, now(), after(60))
            .await
            .expect("nothing to set")
    );
}

pub(crate) async fn a_person_is_signed_out_in_one_browser_or_everywhere(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let (first, second, third) = (
        sign_in(&ids, "00u1"),
        sign_in(&ids, "00u1"),
        sign_in(&ids, "00u1"),
    );
    let other = sign_in(&ids, "00u2");
    for each in [&first, &second, &third, &other] {
        unit.insert_sign_in(each).await.expect("inserted");
    }
    assert!(unit.end_sign_in(first.id).await.expect("ended"));
    assert!(!unit.end_sign_in(first.id).await.expect("ended before"));
    let mut left = [second.clone(), third];
    left.sort_by_key(|sign_in| sign_in.id);
    let of_person = unit.sign_ins_of(&second.principal, now()).await;
    assert_eq!(of_person.expect("read"), left);
    let ended = unit.end_sign_ins_of(&second.principal).await;
    assert_eq!(ended.expect("ended"), 2);
    assert_eq!(unit.sign_in(second.id, now()).await.expect("read"), None);
    assert_eq!(
        unit.sign_in(other.id, now()).await.expect("read"),
        Some(other)
    );
}

pub(crate) async fn only_ended_sign_ins_are_purged(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let unused = sign_in(&ids, "00u1");
    let ended = SignIn {
        expires_at: after(10),
        last_seen_at: after(9),
        ..sign_in(&ids, "00u1")
    };
    let alive = SignIn {
        last_seen_at: after(9),
        ..sign_in(&ids, "00u1")
    };
    for each in [&unused, &ended, &alive] {
        unit.insert_sign_in(each).await.expect("inserted");
    }
    unit.purge_sign_ins(after(15)).await.expect("purged");
    assert_eq!(unit.sign_in(unused.id, now()).await.expect("read"), None);
    assert_eq!(unit.sign_in(ended.id, now()).await.expect("read"), None);
    assert_eq!(
        unit.sign_in(alive.id, now()).await.expect("read"),
        Some(alive)
    );
}
