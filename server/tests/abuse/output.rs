//! What is written where others read it.

use crate::{
    corpora::{INJECTIONS, MARKUP},
    harness::{Portal, Purpose, Setup},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde_json::Value;

/// Line breaks, terminal codes and what would end a JSON text.
const LOG_BREAKERS: [&str; 8] = [
    "forged\r\n{\"level\":\"ERROR\",\"message\":\"forged\"}",
    "forged\n2026-01-01 ERROR forged",
    "forged\u{1b}[31mERROR",
    "forged\u{1b}]0;forged\u{7}",
    "forged\u{9b}31m",
    "forged\",\"level\":\"ERROR",
    "forged\u{0}",
    "forged\u{2028}forged\u{85}",
];

#[tokio::test]
async fn item_57_whatever_is_sent_a_log_entry_is_one_line_and_ours() {
    let portal = Portal::start_with(Setup {
        log: "debug",
        ..Setup::default()
    })
    .await;
    for text in LOG_BREAKERS {
        let mut browser = portal.browser();
        browser.identify(Purpose::Reset, text).await;
        browser.enter_code(Purpose::Reset, text).await;
        browser.post("/do/reset/password", &[(text, text)]).await;
        let encoded = utf8_percent_encode(text, NON_ALPHANUMERIC);
        for path in [format!("/{encoded}"), format!("/reset?x={encoded}")] {
            let request = browser.request(Method::GET, &path);
            browser
                .send(request.header("user-agent", "forged-agent"))
                .await;
        }
        let raw = format!("GET /forged{text} HTTP/1.1\r\nhost: x\r\nx-request-id: forged\r\n\r\n");
        portal.exchange(&raw).await;
    }
    portal.idle().await;
    let log = portal.log();
    assert!(log.lines().count() > 20, "{log}");
    for line in log.lines() {
        let entry: Value = serde_json::from_str(line).expect(line);
        assert!(
            entry["level"].is_string() && entry["timestamp"].is_string(),
            "{line}"
        );
    }
    assert!(
        !log.contains("forged") && !log.contains('\u{1b}'),
        "the log repeats what was sent"
    );
}

#[tokio::test]
async fn item_54_a_page_says_nothing_that_its_address_says() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for path in ["/", "/reset", "/nowhere"] {
        let plain = browser.get(path).await;
        for text in MARKUP.into_iter().chain(INJECTIONS) {
            let encoded = utf8_percent_encode(text, NON_ALPHANUMERIC);
            let query = format!("{path}?q={encoded}&{encoded}=1");
            let answer = browser.get(&query).await;
            let bare = |answer: &crate::harness::Answer| {
                let form = answer.hidden("form").to_owned();
                let body = answer.body.replace(answer.nonce(), "");
                if form.is_empty() {
                    body
                } else {
                    body.replace(&form, "")
                }
            };
            assert_eq!(bare(&answer), bare(&plain), "{query}");
        }
    }
}
