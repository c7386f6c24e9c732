use super::harness::{PASSWORD, Portal, network};
use latchkey_auth::local::NotInvited;
use latchkey_domain::{LocalAdministrator, PasswordHash};
use latchkey_values::NewPassword;
use secrecy::{ExposeSecret as _, SecretString};

fn password(text: &str) -> NewPassword {
    text.parse().expect("valid")
}

async fn accept(portal: &Portal, token: &str, text: &str) -> Result<(), NotInvited> {
    let password = password(text);
    let accepted = portal
        .service
        .accept_invitation(token, &password, network(1));
    accepted.await.map(drop)
}

#[tokio::test]
async fn item_85_a_link_works_once_and_looking_does_not_use_it_up() {
    let portal = Portal::new().await;
    let token = portal.invite("ada").await;
    let token = token.expose_secret();
    for _ in 0..3 {
        let invited = portal.service.invited(token).await.expect("read");
        assert_eq!(invited.expect("open").name.as_str(), "ada");
    }
    let short = accept(&portal, token, "fourteen chars").await;
    assert!(matches!(short, Err(NotInvited::TooShort)), "{short:?}");
    let weak = accept(&portal, token, "password password").await;
    assert!(matches!(weak, Err(NotInvited::Weak(code)) if code == "breached"));
    accept(&portal, token, PASSWORD).await.expect("set");
    let known = portal.administrator("ada").await.password;
    let hash = known.as_ref().map_or("", PasswordHash::as_phc);
    assert!(hash.starts_with("$argon2id$"), "{hash}");

    let again = accept(&portal, token, "another long password").await;
    assert!(matches!(again, Err(NotInvited::Unknown)), "{again:?}");
    assert_eq!(portal.service.invited(token).await.expect("read"), None);
    assert_eq!(portal.administrator("ada").await.password, known);
}

#[tokio::test]
async fn item_85_of_many_who_use_a_link_at_once_one_succeeds() {
    let portal = Portal::new().await;
    let token = portal.invite("ada").await;
    let attempts: Vec<_> = (0..6)
        .map(|number| {
            let (service, token) = (portal.service.clone(), token.clone());
            tokio::spawn(async move {
                let password = password(&format!("a long password, number {number}"));
                let accepted =
                    service.accept_invitation(token.expose_secret(), &password, network(1));
                accepted.await.is_ok()
            })
        })
        .collect();
    let mut successes = 0;
    for attempt in attempts {
        successes += usize::from(attempt.await.expect("no panic"));
    }
    assert_eq!(successes, 1);
}

#[tokio::test]
async fn item_85_a_link_ends_after_an_hour_by_a_newer_one_and_when_its_person_is_disabled() {
    let portal = Portal::new().await;
    let late = portal.invite("ada").await;
    portal.minutes(60);
    let answer = accept(&portal, late.expose_secret(), PASSWORD).await;
    assert!(matches!(answer, Err(NotInvited::Unknown)), "{answer:?}");

    let old = portal.invite("ada").await;
    let newer = portal.invite("ada").await;
    let answer = accept(&portal, old.expose_secret(), PASSWORD).await;
    assert!(matches!(answer, Err(NotInvited::Unknown)), "{answer:?}");
    let disabled = LocalAdministrator {
        disabled: true,
        ..portal.administrator("ada").await
    };
    portal.put(&disabled).await;
    let answer = accept(&portal, newer.expose_secret(), PASSWORD).await;
    assert!(matches!(answer, Err(NotInvited::Unknown)), "{answer:?}");
    for guess in ["", "0", "00000000000000000000000000000000"] {
        let answer = portal.service.invited(guess).await.expect("read");
        assert_eq!(answer, None, "{guess:?}");
    }
}

#[tokio::test]
async fn a_new_password_signs_out_whoever_had_the_old_one() {
    let portal = Portal::new().await;
    portal.add_local("ada").await;
    let secret = || SecretString::from(PASSWORD);
    let before = portal
        .service
        .sign_in_locally("ada", secret(), None, network(1))
        .await
        .expect("right");
    let token = portal.invite("ada").await;
    accept(&portal, token.expose_secret(), "another long password")
        .await
        .expect("set");
    let current = portal.service.current(before.id).await.expect("read");
    assert_eq!(current, None);
    let old = portal
        .service
        .sign_in_locally("ada", secret(), None, network(1))
        .await;
    assert!(old.is_err(), "{old:?}");
}
