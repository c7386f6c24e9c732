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

/// Whether six digits stand there as a code would: not as a part of a longer number, digest or time, which hold any
/// six digits now and then.
fn holds_code(bytes: &[u8], code: &str, belongs_to_more: fn(&u8) -> bool) -> bool {
    let length = code.len();
    (0..bytes.len().saturating_sub(length - 1))
        .filter(|&at| &bytes[at..at + length] == code.as_bytes())
        .any(|at| {
            let before = at.checked_sub(1).and_then(|index| bytes.get(index));
            let after = bytes.get(at + length);
            !before.is_some_and(belongs_to_more) && !after.is_some_and(belongs_to_more)
        })
}

#[test]
fn a_code_is_found_by_itself_and_not_inside_a_time_or_a_digest() {
    let found = |text: &str| holds_code(text.as_bytes(), "904651", u8::is_ascii_alphanumeric);
    assert!(found("904651"));
    assert!(found("code=904651 sent") && found("\"904651\"") && found("is 904651."));
    assert!(!found("2026-01-01T10:00:00.904651Z") && !found("a904651f") && !found("19046512"));
    assert!(!found("") && !found("90465"));
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
        // Columns of a row touch in the file: letters may stand beside a code there.
        assert!(
            !holds_code(&bytes, &code, u8::is_ascii_hexdigit),
            "{path} holds the code"
        );
    }
    for personal in ["alice.winter", "alice.private"] {
        assert!(!logs.contains(personal), "the log holds {personal}");
    }
    assert!(
        !holds_code(logs.as_bytes(), &code, u8::is_ascii_alphanumeric),
        "the log holds the code"
    );
}
