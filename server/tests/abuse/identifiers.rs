//! What is typed as a login is data: for the counters, for the org's API, for the database.

use crate::{
    corpora::{INJECTIONS, LOOKALIKES},
    harness::{ALICE, Portal, Purpose, Setup},
};
use percent_encoding::percent_decode_str;

#[tokio::test]
async fn item_38_long_logins_that_differ_at_the_end_are_counted_apart() {
    let portal = Portal::start_with(Setup::limited(
        "starts_per_account_and_network_per_hour = 1\nstarts_per_network_per_hour = 1000",
    ))
    .await;
    for length in [52, 73, 99] {
        for end in ["a", "b"] {
            let login = format!("{}{end}", "x".repeat(length));
            let mut browser = portal.browser();
            let answer = browser.identify(Purpose::Reset, &login).await;
            assert_eq!(answer.location(), "/reset/code", "{login}");
        }
    }
    let mut browser = portal.browser();
    let answer = browser.identify(Purpose::Reset, &"x".repeat(300)).await;
    assert_eq!(
        answer.location(),
        "/reset",
        "longer than any login of Okta's"
    );
}

#[tokio::test]
async fn item_39_what_looks_like_a_login_is_not_that_login() {
    let portal = Portal::start().await;
    let alice = portal.okta().user(ALICE.login).expect("seeded").id;
    for (login, is_alice) in LOOKALIKES {
        let before = portal.count("person-looked-up").await;
        let mut browser = portal.browser();
        browser.identify(Purpose::Reset, login).await;
        portal.idle().await;
        let trail = portal.database.trail().await;
        let looked_up = trail
            .iter()
            .filter(|entry| entry.kind == "person-looked-up");
        let found = looked_up
            .skip(before)
            .last()
            .and_then(|entry| entry.subject.clone());
        assert_eq!(found, is_alice.then(|| alice.clone()), "{login:?}");
    }
}

/// Whether a request to the org is one of those that looking somebody up takes.
fn is_look_up(line: &str) -> bool {
    let path = line.strip_prefix("GET ").unwrap_or_default();
    if path == "/api/v1/policies?type=PASSWORD" {
        return true;
    }
    let Some(rest) = path.strip_prefix("/api/v1/users") else {
        return false;
    };
    if let Some(query) = rest.strip_prefix('?') {
        let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
        let searches = pairs
            .iter()
            .filter(|(name, _)| name == "search" || name == "filter");
        return searches.clone().count() == 1
            && pairs
                .iter()
                .all(|(name, _)| ["search", "filter", "limit"].contains(&&**name))
            && searches.into_iter().all(|(_, text)| is_one_clause(text));
    }
    let segments: Vec<_> = rest.trim_start_matches('/').split('/').collect();
    let below = segments
        .get(1)
        .is_none_or(|part| ["groups", "roles"].contains(part));
    segments.len() <= 2 && below && !segments[0].contains(['?', '#', '&', ';'])
}

/// `attribute eq "literal"`, where the literal ends with the text.
fn is_one_clause(text: &str) -> bool {
    let Some((attribute, literal)) = text.split_once(" eq \"") else {
        return false;
    };
    let Some(literal) = literal.strip_suffix('"') else {
        return false;
    };
    let unescaped = literal.replace("\\\\", "").replace("\\\"", "");
    attribute
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '.')
        && !unescaped.contains(['"', '\\'])
}

#[tokio::test]
async fn item_41_a_login_reaches_the_org_as_one_encoded_literal() {
    let portal = Portal::start_with(Setup {
        listened_to: true,
        ..Setup::default()
    })
    .await;
    let plain = ALICE.login;
    for login in INJECTIONS.into_iter().chain([plain]) {
        let before = portal.wire().request_lines().len();
        portal.browser().identify(Purpose::Reset, login).await;
        portal.idle().await;
        let lines = portal.wire().request_lines().split_off(before);
        assert!(!lines.is_empty(), "{login}");
        for line in &lines {
            assert!(is_look_up(line), "{login}: {line}");
        }
        let says_it = |line: &String| {
            let decoded = percent_decode_str(line).decode_utf8_lossy();
            decoded.replace('+', " ").contains(&login.replace('+', " "))
        };
        assert!(
            lines.iter().any(says_it) || login.contains(['"', '\\', '.']),
            "{login}: {lines:?}"
        );
    }
    let found = portal.database.trail().await;
    let found = found
        .iter()
        .filter(|entry| entry.kind == "person-looked-up");
    let known = found.filter(|entry| entry.subject.is_some()).count();
    assert_eq!(known, 1, "the one who was typed plainly");
}

/// Forms, and their fields.
const FIELDS: [(&str, &[&str]); 5] = [
    ("/do/reset/identify", &["login", "form", "work"]),
    ("/do/reset/code", &["request", "code"]),
    ("/do/reset/resend", &["request"]),
    (
        "/do/change/password",
        &["request", "current", "password", "confirmation"],
    ),
    ("/do/unlock/confirm", &["request"]),
];

#[tokio::test]
async fn item_61_no_field_reaches_the_database_as_a_statement() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for text in INJECTIONS {
        for (form, fields) in FIELDS {
            for field in fields {
                let answer = browser.post(form, &[(field, text)]).await;
                assert_eq!(answer.status, 303, "{form} {field} {text}");
                assert_ne!(answer.location(), "/unavailable", "{form} {field} {text}");
            }
        }
    }
    portal.idle().await;
    assert_eq!(portal.count("person-verified").await, 0);
    let tables =
        "SELECT count(*) FROM sqlite_master WHERE name IN ('requests', 'sessions', 'audit')";
    assert_eq!(portal.database.number(tables).await, 3);
    portal.assert_trail_holds().await;
}
