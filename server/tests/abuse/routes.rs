//! Every address has one spelling, and what is not a page is nothing.

use crate::{
    corpora::PATH_SPELLINGS,
    harness::{Portal, status},
};

#[tokio::test]
async fn item_62_odd_spellings_of_a_path_lead_nowhere() {
    let portal = Portal::start().await;
    let own = portal.address();
    let rest = "connection: close\r\nsec-fetch-site: same-origin\r\n\
                content-type: application/x-www-form-urlencoded\r\ncontent-length: 15\r\n\r\n\
                login=a@b.c&x=1";
    for path in PATH_SPELLINGS {
        for method in ["GET", "POST"] {
            for target in [path.to_owned(), format!("http://{own}{path}")] {
                let sent = format!("{method} {target} HTTP/1.1\r\nhost: {own}\r\n{rest}");
                let answer = portal.exchange(&sent).await;
                assert!(
                    [400, 404].contains(&status(&answer)),
                    "{method} {target}: {answer}"
                );
            }
        }
    }
    assert_eq!(portal.count("request-started").await, 0);
}

#[tokio::test]
async fn item_62_a_stranger_sees_pages_for_strangers_only() {
    let portal = Portal::start().await;
    let mut stranger = portal.browser();
    for purpose in ["reset", "unlock", "change"] {
        for step in ["code", "password", "confirm", "working", "done", "ended"] {
            let path = format!("/{purpose}/{step}");
            let answer = stranger.get(&path).await;
            let first = format!("/{purpose}");
            let known = answer.status == 303 || answer.status == 302;
            assert!(
                answer.status == 404 || (known && answer.location() == first),
                "{path}"
            );
        }
    }
    for path in ["/admin", "/admin/audit", "/desk"] {
        let answer = stranger.get(path).await;
        let is_sent_to_sign_in = answer.location().starts_with("/sign-in?next=");
        assert!(answer.status == 303 && is_sent_to_sign_in, "{path}");
    }
    for path in [
        "/administration",
        "/api",
        "/api/v1/actions",
        "/metrics",
        "/setup",
        "/login",
        "/debug",
        "/.env",
        "/.git/config",
        "/latchkey.toml",
        "/data/latchkey.db",
        "/assets/",
        "/assets/manifest.json",
        "/do",
        "/do/",
        "/pkg/app.wasm",
        "/sandbox",
        "/mailbox",
    ] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    for method in [
        "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "GETT",
    ] {
        let own = portal.address();
        let sent = format!("{method} /reset HTTP/1.1\r\nhost: {own}\r\nconnection: close\r\n\r\n");
        let answer = portal.exchange(&sent).await;
        assert!((400..500).contains(&status(&answer)), "{method}: {answer}");
    }
}
