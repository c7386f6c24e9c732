//! Passwords, codes and sessions are nowhere but where they belong.

use crate::harness::{ALICE, BOB, Browser, Portal, Purpose, Setup};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, Target};
use std::{fs, path::Path};

const SET: &str = "Canary-9zq-Password-7431";
const REFUSED: &str = "canary-4kx-refused";
const UNREACHED: &str = "Canary-8wd-Unreached-5520";
const LOST: &str = "Canary-2mn-Lost-answer-9917";
const WRONG: &str = "Canary-6tb-Wrong-current-3306";

/// Every file below a folder, with its content.
fn files_under(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            // SQLite removes its own files now and then.
            found.push((
                path.display().to_string(),
                fs::read(&path).unwrap_or_default(),
            ));
        }
    }
    found
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

/// A secret as it may be written.
fn forms_of(secret: &str) -> [String; 4] {
    let hex: Vec<_> = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let encoded = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let base64 = STANDARD.encode(secret);
    [
        secret.to_owned(),
        hex.concat(),
        encoded,
        base64.trim_end_matches('=').to_owned(),
    ]
}

async fn bodies(browser: &mut Browser, pages: &[&str], seen: &mut Vec<String>) {
    for page in pages {
        seen.push(browser.get(page).await.body);
    }
}

/// Sends a canary through every way a password can take. Gives back what browsers saw.
async fn send_canaries(portal: &Portal) -> Vec<String> {
    let mut seen = Vec::new();
    let mut browser = portal.browser();
    browser.prove(portal, Purpose::Reset, ALICE).await;
    browser.choose_password(REFUSED).await;
    bodies(&mut browser, &["/reset/password"], &mut seen).await;
    let down = Fault::new(FaultKind::ServiceUnavailable).lasting(Lasts::UntilCleared);
    portal.okta().set_fault(down);
    browser.choose_password(UNREACHED).await;
    bodies(
        &mut browser,
        &["/reset/password", "/unavailable"],
        &mut seen,
    )
    .await;
    portal.okta().clear_faults();
    browser.choose_password(SET).await;
    bodies(&mut browser, &["/reset/done"], &mut seen).await;
    let mut other = portal.browser();
    other.prove(portal, Purpose::Change, BOB).await;
    other.change_password(WRONG, SET).await;
    bodies(&mut other, &["/change/password"], &mut seen).await;
    let lost = Fault::new(FaultKind::DroppedAfterEffect);
    portal.okta().set_fault(lost.on(Target::Writes));
    other.change_password(BOB.password, LOST).await;
    bodies(&mut other, &["/change/working", "/change/done"], &mut seen).await;
    portal.idle().await;
    seen
}

#[tokio::test]
async fn items_36_84_no_password_is_written_down_anywhere() {
    let portal = Portal::start_with(Setup {
        log: "debug,latchkey=trace",
        ..Setup::default()
    })
    .await;
    let seen = send_canaries(&portal).await;
    assert!(
        portal.okta().has_password(ALICE.login, SET),
        "they did arrive"
    );
    assert!(portal.log().contains("\"DEBUG\""), "the log is detailed");
    let files = files_under(portal.folder());
    let secrets = [
        SET,
        REFUSED,
        UNREACHED,
        LOST,
        WRONG,
        ALICE.password,
        BOB.password,
    ];
    for secret in secrets {
        for form in forms_of(secret) {
            for (path, bytes) in &files {
                assert!(!holds(bytes, &form), "{path} holds {form}");
            }
            assert!(
                seen.iter().all(|body| !body.contains(&form)),
                "a page holds {form}"
            );
        }
    }
    let token = portal.sandbox.api_token();
    for (path, bytes) in &files {
        assert!(
            path.ends_with("okta-token") || !holds(bytes, token),
            "{path} holds the token"
        );
    }
}

#[tokio::test]
async fn item_15_codes_and_sessions_are_kept_as_digests_only() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    let session = browser.session();
    let digests = portal.database.texts("SELECT digest FROM challenges").await;
    assert!(digests.len() == 1 && digests[0].len() == 64, "{digests:?}");
    for query in [
        "SELECT payload FROM jobs",
        "SELECT details FROM audit",
        "SELECT data FROM sessions",
        "SELECT subject FROM requests",
    ] {
        for text in portal.database.texts(query).await {
            let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
            assert!(!words.any(|word| word == code), "{query}: {text}");
        }
    }
    for (path, bytes) in files_under(portal.folder()) {
        for form in forms_of(&session) {
            assert!(!holds(&bytes, &form), "{path} holds the session");
        }
    }
}
