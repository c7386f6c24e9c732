use super::harness::{PASSWORD, Portal, network};
use latchkey_auth::sign_in::NotSignedIn;
use latchkey_domain::{AuditKind, LocalAdministrator, Role, SignIn};
use secrecy::SecretString;

async fn attempt(
    portal: &Portal,
    name: &str,
    password: &str,
    last: u8,
) -> Result<SignIn, NotSignedIn> {
    let password = SecretString::from(password);
    portal
        .service
        .sign_in_locally(name, password, None, network(last))
        .await
}

#[tokio::test]
async fn a_local_administrator_signs_in_by_name_and_password() {
    let portal = Portal::new().await;
    portal.add_local("ada").await;
    let ada = attempt(&portal, " ADA ", PASSWORD, 1).await.expect("right");
    assert_eq!(ada.roles, [Role::PasswordAdmin, Role::CredentialManager]);
    assert!(ada.principal.is_local());
    let current = portal.service.current(ada.id).await.expect("read");
    assert_eq!(current, Some(ada.clone()));
    assert_eq!(portal.directory.asked(), 0);

    let disabled = LocalAdministrator {
        disabled: true,
        ..portal.administrator("ada").await
    };
    portal.put(&disabled).await;
    assert_eq!(portal.service.current(ada.id).await.expect("read"), None);
    let again = attempt(&portal, "ada", PASSWORD, 1).await;
    assert!(matches!(again, Err(NotSignedIn::Refused)), "{again:?}");
}

#[tokio::test]
async fn wrong_names_and_wrong_passwords_look_the_same_and_count_the_same() {
    let portal = Portal::new().await;
    portal.add_local("ada").await;
    portal.invite("new").await;
    for (name, last) in [
        ("ada", 1),
        ("new", 2),
        ("nobody", 3),
        ("no name!", 4),
        ("", 5),
    ] {
        for number in 0..5 {
            let answer = attempt(&portal, name, "wrong", last).await;
            assert!(
                matches!(answer, Err(NotSignedIn::Refused)),
                "{name} {number}"
            );
        }
        let stopped = attempt(&portal, name, PASSWORD, last).await;
        assert!(
            matches!(stopped, Err(NotSignedIn::TooManyTries(_))),
            "{name}"
        );
    }
    let elsewhere = attempt(&portal, "ada", PASSWORD, 9).await;
    assert!(elsewhere.is_ok(), "another network is free: {elsewhere:?}");
    portal.minutes(60);
    let later = attempt(&portal, "ada", PASSWORD, 1).await;
    assert!(later.is_ok(), "{later:?}");
}

#[tokio::test]
async fn right_passwords_use_no_tries_and_tries_at_once_get_no_more() {
    let portal = Portal::new().await;
    portal.add_local("ada").await;
    for _ in 0..8 {
        attempt(&portal, "ada", PASSWORD, 1).await.expect("right");
    }
    let tries = (0..20).map(|_| {
        let service = portal.service.clone();
        tokio::spawn(async move {
            let password = SecretString::from("wrong");
            let answer = service.sign_in_locally("ada", password, None, network(2));
            matches!(answer.await, Err(NotSignedIn::Refused))
        })
    });
    let mut looked_at = 0;
    for task in tries.collect::<Vec<_>>() {
        looked_at += usize::from(task.await.expect("no panic"));
    }
    assert_eq!(looked_at, 5);
}

#[tokio::test]
async fn one_network_cannot_try_many_names() {
    let portal = Portal::new().await;
    let mut refused = 0;
    for number in 0..25 {
        let answer = attempt(&portal, &format!("name-{number}"), "wrong", 1).await;
        refused += usize::from(matches!(answer, Err(NotSignedIn::Refused)));
    }
    assert_eq!(refused, 20);
}

#[tokio::test]
async fn the_trail_says_who_came_in_and_who_did_not() {
    let portal = Portal::new().await;
    portal.add_local("ada").await;
    let _ = attempt(&portal, "ada", "wrong", 1).await;
    let _ = attempt(&portal, "my secret password", "wrong", 1).await;
    attempt(&portal, "ada", PASSWORD, 1).await.expect("right");
    let kinds = portal.kinds().await;
    assert_eq!(
        kinds,
        [
            AuditKind::LocalAdministratorChanged,
            AuditKind::SignInRefused,
            AuditKind::SignInRefused,
            AuditKind::SignedIn,
        ]
    );
    let text = format!("{:?}", portal.trail().await);
    assert!(
        !text.contains("my secret") && !text.contains(PASSWORD),
        "{text}"
    );
}
