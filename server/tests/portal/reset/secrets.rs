//! Passwords, codes and tokens are nowhere but where they belong.

use crate::harness::{Portal, captured_logs};
use std::{fs, path::Path};

const CANARY: &str = "Canary-9zq-Password-7431";
const REFUSED_CANARY: &str = "canary-4kx-refused";

fn files_under(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push((path.display().to_string(), fs::read(&path).expect("a file")));
        }
    }
    found
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn items_15_36_84_secrets_are_nowhere() {
    let logs = captured_logs();
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let mut answers = vec![browser.identify("alice.winter@example.com").await];
    portal.run_jobs().await;
    let code = portal.newest_code();
    answers.push(browser.enter_code(&code).await);
    answers.push(browser.choose_password(REFUSED_CANARY).await);
    answers.push(browser.get("/reset/password").await);
    answers.push(browser.choose_password(CANARY).await);
    answers.push(browser.get("/reset/done").await);
    portal.run_jobs().await;
    assert!(
        portal
            .sandbox
            .okta()
            .has_password("alice.winter@example.com", CANARY)
    );

    let token = portal.sandbox.api_token();
    let cookie = browser.cookie.clone().expect("a session");
    let session = cookie.split_once('=').expect("a value").1;
    let logs = logs.text();
    assert!(logs.contains("answered"), "logs are captured");
    for secret in [CANARY, REFUSED_CANARY, token, session] {
        for (path, bytes) in files_under(portal.folder.path()) {
            let is_its_place = secret == token && path.ends_with("okta-token");
            assert!(
                is_its_place || !holds(&bytes, secret),
                "{path} holds a secret"
            );
        }
        assert!(!logs.contains(secret), "the log holds a secret");
        assert!(
            answers.iter().all(|answer| !answer.body.contains(secret)),
            "a page holds a secret"
        );
    }
    for (path, bytes) in files_under(&portal.folder.path().join("data")) {
        assert!(!holds(&bytes, &code), "{path} holds the code");
    }
    for personal in ["alice.winter", "alice.private", &code] {
        assert!(!logs.contains(personal), "the log holds {personal}");
    }
}
