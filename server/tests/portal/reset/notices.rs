//! Known people the portal cannot serve are told why, at their own address and nowhere else.

use crate::harness::{Portal, Setup};
use jiff::SignedDuration;
use latchkey_domain::Store as _;
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts};

pub(crate) async fn people_the_portal_cannot_serve_are_told_why_by_mail(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    for (login, word) in [
        ("henry.kowalski@example.com", "suspended"),
        ("irene.santos@example.com", "switched off"),
        ("frank.moreau@example.com", "activated"),
        ("grace.tanaka@example.com", "activated"),
        ("jack.novak@example.com", "computer"),
        ("karen.olsen@example.com", "sign in"),
        ("maria.silva@example.com", "administrator"),
    ] {
        let before = portal.mails().len();
        portal.browser().identify(login).await;
        portal.run_jobs().await;
        let mails = portal.mails();
        assert_eq!(mails.len(), before + 1, "{login}");
        let mail = &mails[before];
        assert!(
            mail.text.to_lowercase().contains(word),
            "{login}: {}",
            mail.text
        );
        assert_eq!(mail.code(), None, "{login}: a notice holds no code");
        assert!(
            mail.text.contains("Call the desk."),
            "{login}: {}",
            mail.text
        );
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_30_links_in_mails_use_the_configured_address() {
    let setup = Setup {
        public_url: Some("https://password.example.com".into()),
        ..Default::default()
    };
    let portal = Portal::start_with(setup).await;
    let browser = &mut portal.browser();
    let poisoned = browser
        .bare_form("/do/reset/identify", "login=henry.kowalski@example.com")
        .header("host", "password.example.com")
        .header("origin", "https://password.example.com")
        .header("x-forwarded-host", "evil.example")
        .header("forwarded", "host=evil.example")
        .header("x-original-url", "https://evil.example/")
        .header("referer", "https://evil.example/");
    let answer = browser.send(poisoned).await;
    assert_eq!((answer.status, answer.location()), (303, "/reset/code"));
    portal.run_jobs().await;
    let mails = portal.mails();
    assert_eq!(mails.len(), 1);
    assert!(!mails[0].raw.contains("evil"), "{}", mails[0].raw);
}

pub(crate) async fn f28_a_revoked_token_holds_mails_back_and_loses_none(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    browser.choose_password("Quiet-harbour-lights-7").await;
    let before = portal.mails().len();
    let revoked = Fault::new(FaultKind::ExpiredToken).lasting(Lasts::UntilCleared);
    portal.sandbox.okta().set_fault(revoked);
    // Many more tries than a job has.
    for _ in 0..30 {
        portal.run_jobs().await;
        portal.advance(SignedDuration::from_mins(2));
    }
    let counts = portal
        .store()
        .read()
        .await
        .expect("begins")
        .job_counts()
        .await;
    let (queued, dead) = counts.expect("counted");
    assert!(queued > 0 && dead == 0, "{queued} queued, {dead} dead");
    assert_eq!(portal.mails().len(), before);
    portal.sandbox.okta().clear_faults();
    portal.advance(SignedDuration::from_mins(2));
    portal.run_jobs().await;
    assert_eq!(
        portal.mails().len(),
        before + 2,
        "each address is told, once"
    );
}
