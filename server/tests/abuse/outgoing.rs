//! What leaves the portal: mails, links, calls to the org.

use crate::{
    corpora::{HOSTS, MARKUP},
    harness::{ALICE, Portal, Purpose, Setup, status},
    markup::parts,
};
use serde_json::json;
use std::collections::BTreeSet;

const PASSWORD: &str = "Violet kettle 93 drums";

#[tokio::test]
async fn item_30_whatever_a_request_calls_us_links_name_the_configured_address() {
    let portal = Portal::start_with(Setup {
        public_url: "https://password.example.com",
        ..Setup::default()
    })
    .await;
    let form = format!("login={}", ALICE.login);
    let rest = format!(
        "connection: close\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    let mut let_through = 0;
    for lines in HOSTS {
        let lines = lines.replace("OWN", "password.example.com");
        for target in [
            "/do/reset/identify",
            "http://evil.example/do/reset/identify",
        ] {
            let sent = format!("POST {target} HTTP/1.1\r\n{lines}\r\n{rest}");
            let answer = portal.exchange(&sent).await;
            assert!(
                [303, 400, 421].contains(&status(&answer)),
                "{target} {lines}: {answer}"
            );
            assert!(
                !answer.contains("evil.example"),
                "{target} {lines}: {answer}"
            );
            let_through += usize::from(status(&answer) == 303);
        }
    }
    portal.idle().await;
    let mails = portal.mails();
    assert_eq!(
        (let_through, mails.len()),
        (7, 7),
        "those that name us, once"
    );
    for mail in mails {
        assert!(!mail.raw.contains("evil"), "{}", mail.raw);
        assert!(
            mail.text.contains("https://password.example.com"),
            "{}",
            mail.text
        );
    }
}

#[tokio::test]
async fn items_28_29_no_link_or_address_carries_a_secret() {
    let portal = Portal::start_with(Setup {
        listened_to: true,
        ..Setup::default()
    })
    .await;
    let mut browser = portal.browser();
    let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    let mut answers = vec![browser.enter_code(Purpose::Reset, &code).await];
    let session = browser.session();
    answers.push(browser.get("/reset/password").await);
    answers.push(browser.choose_password(PASSWORD).await);
    answers.push(browser.get("/reset/done").await);
    portal.idle().await;
    for answer in &answers {
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert!(!answer.location().contains('?'), "{}", answer.location());
    }
    for mail in portal.mails() {
        let links = mail
            .text
            .split_whitespace()
            .filter(|word| word.contains("://"));
        for link in links {
            let path = link.splitn(4, '/').nth(3).unwrap_or_default();
            assert!(!link.contains('?') && path.len() < 10, "{link}");
        }
    }
    let said = portal.wire().text();
    let log = portal.log();
    for secret in [&session, &code] {
        assert!(!said.contains(secret.as_str()), "the org hears {secret}");
        assert!(
            !log.contains(&format!("\"{secret}\"")),
            "the log says {secret}"
        );
    }
    for line in portal.wire().request_lines() {
        assert!(!line.contains("Violet"), "{line}");
    }
}

#[tokio::test]
async fn items_54_56_hostile_profiles_stay_text_in_every_mail_and_page() {
    let portal = Portal::start().await;
    let calm = Seen::by(&portal, "calm@example.com", "Marsh").await;
    for (number, markup) in MARKUP.into_iter().enumerate() {
        let login = format!("xss.{number}@example.com");
        let seen = Seen::by(&portal, &login, markup).await;
        assert!(
            seen.password.is_subset(&calm.password),
            "{markup}: {:?}",
            seen.password
        );
        assert!(seen.code.is_subset(&calm.code), "{markup}: {:?}", seen.code);
    }
    portal.idle().await;
    let mails = portal.mails();
    assert_eq!(mails.len(), MARKUP.len() + 1);
    let calm = parts(&mails[0].html);
    for mail in mails {
        for header in ["To", "From", "Subject", "Message-ID", "Date"] {
            assert_eq!(mail.headers(header), 1, "{header}: {}", mail.raw);
        }
        assert!(parts(&mail.html).is_subset(&calm), "{}", mail.html);
    }
}

/// What the pages are made of that show something of somebody.
struct Seen {
    /// The page that repeats what was typed as a login.
    code: BTreeSet<String>,
    /// The page that knows names.
    password: BTreeSet<String>,
}

impl Seen {
    /// The pages for somebody with this name, and for whoever types it.
    async fn by(portal: &Portal, login: &str, name: &str) -> Self {
        create(portal, login, name).await;
        let mut browser = portal.browser();
        browser.identify(Purpose::Reset, login).await;
        portal.idle().await;
        let code = portal.newest_code(login);
        browser.enter_code(Purpose::Reset, &code).await;
        let page = browser.get("/reset/password").await;
        assert_eq!(page.status, 200, "{name}");
        let mut typing = portal.browser();
        typing.identify(Purpose::Reset, name).await;
        let typed = typing.get("/reset/code").await;
        Self {
            code: parts(&typed.body),
            password: parts(&page.body),
        }
    }
}

#[tokio::test]
async fn item_56_an_address_that_would_break_a_header_gets_no_mail() {
    let portal = Portal::start().await;
    let hostile = [
        "victim@example.com\r\nBcc: evil@evil.example",
        "victim@example.com\nSubject: x",
        "victim@example.com, evil@evil.example",
        "\"x\" <evil@evil.example>",
        "victim@example.com\u{0}",
    ];
    for (number, address) in hostile.into_iter().enumerate() {
        let login = format!("mail.{number}@example.com");
        let profile = json!({
            "firstName": "Mail\r\nBcc: evil@evil.example", "lastName": "Marsh",
            "login": login, "email": login, "secondEmail": address,
        });
        // The org itself refuses some of them.
        if try_create(&portal, &profile).await {
            portal.browser().identify(Purpose::Reset, &login).await;
        }
    }
    portal.idle().await;
    for mail in portal.mails() {
        for header in ["To", "From", "Subject", "Bcc", "Cc"] {
            let most = usize::from(!["Bcc", "Cc"].contains(&header));
            assert_eq!(mail.headers(header), most, "{header}: {}", mail.raw);
        }
        assert!(!mail.raw.contains("evil"), "{}", mail.raw);
    }
}

async fn create(portal: &Portal, login: &str, name: &str) {
    let short: String = name.chars().take(50).collect();
    let profile = json!({
        "firstName": short, "lastName": short, "login": login, "email": login,
    });
    assert!(try_create(portal, &profile).await, "{login}");
}

/// Whether the org takes somebody new.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is an administrator, not a part of the product"
)]
async fn try_create(portal: &Portal, profile: &serde_json::Value) -> bool {
    let user = json!({
        "profile": profile, "credentials": { "password": { "value": "Orchard 12 Pewter" } },
    });
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let created = client
        .post(format!("{}/api/v1/users", portal.sandbox.okta_url()))
        .header(
            "authorization",
            format!("SSWS {}", portal.sandbox.api_token()),
        )
        .json(&user)
        .send()
        .await;
    created.expect("an answer").status() == 200
}
