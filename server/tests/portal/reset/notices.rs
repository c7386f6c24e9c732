//! Known people the portal cannot serve are told why, at their own address and nowhere else.

use crate::harness::{Portal, Setup};

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
