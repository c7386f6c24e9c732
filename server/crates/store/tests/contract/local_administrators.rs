use crate::{
    database::Database,
    fixtures::{after, now},
};
use latchkey_domain::{Digest, Invitation, LocalAdministrator, PasswordHash};

fn invited(name: &str, digest: &str) -> LocalAdministrator {
    LocalAdministrator {
        name: name.parse().expect("valid"),
        password: None,
        invitation: Some(Invitation {
            digest: Digest::from_hex(digest.into()),
            expires_at: after(60),
        }),
        disabled: false,
        created_at: now(),
    }
}

pub(crate) async fn an_administrator_is_found_by_name_and_by_the_link_until_it_is_used(
    database: Database,
) {
    let mut unit = database.begin().await;
    let ada = invited("ada", "a1");
    let digest = Digest::from_hex("a1".into());
    assert_eq!(
        unit.local_administrator(&ada.name).await.expect("read"),
        None
    );
    unit.put_local_administrator(&ada).await.expect("put");
    let found = unit.local_administrator(&ada.name).await.expect("read");
    assert_eq!(found, Some(ada.clone()));
    let by_link = unit.invited_administrator(&digest).await.expect("read");
    assert_eq!(by_link, Some(ada.clone()));

    let with_password = LocalAdministrator {
        password: Some(PasswordHash::from_phc("$argon2id$x".into())),
        invitation: None,
        disabled: true,
        ..ada.clone()
    };
    unit.put_local_administrator(&with_password)
        .await
        .expect("put");
    let found = unit.local_administrator(&ada.name).await.expect("read");
    assert_eq!(found, Some(with_password));
    let by_link = unit.invited_administrator(&digest).await.expect("read");
    assert_eq!(by_link, None);
}

pub(crate) async fn administrators_are_listed_by_name(database: Database) {
    let mut unit = database.begin().await;
    let (ada, bob) = (invited("ada", "a1"), invited("bob", "b2"));
    for each in [&bob, &ada] {
        unit.put_local_administrator(each).await.expect("put");
    }
    assert_eq!(unit.local_administrators().await.expect("read"), [ada, bob]);
}

pub(crate) async fn of_two_who_use_a_link_at_once_one_finds_it_used(database: Database) {
    let mut unit = database.begin().await;
    let ada = invited("ada", "a1");
    unit.put_local_administrator(&ada).await.expect("put");
    unit.commit().await.expect("committed");
    let attempts: Vec<_> = (0..8)
        .map(|_| {
            let store = database.store.clone();
            tokio::spawn(async move {
                let mut unit = store.begin().await.expect("begins");
                let digest = Digest::from_hex("a1".into());
                let found = unit.invited_administrator(&digest).await.expect("read");
                let Some(found) = found else { return false };
                let used = LocalAdministrator {
                    invitation: None,
                    ..found
                };
                unit.put_local_administrator(&used).await.expect("put");
                unit.commit().await.expect("committed");
                true
            })
        })
        .collect();
    let mut successes = 0;
    for attempt in attempts {
        successes += usize::from(attempt.await.expect("no panic"));
    }
    assert_eq!(successes, 1);
}
