//! What no well-behaved client sends, byte by byte.

use crate::harness::Portal;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

async fn exchange(portal: &Portal, sent: &str) -> String {
    let mut stream = TcpStream::connect(portal.address())
        .await
        .expect("connected");
    stream.write_all(sent.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("(closed)")
}

#[tokio::test]
async fn item_62_odd_spellings_of_a_path_lead_nowhere() {
    let portal = Portal::start().await;
    let host = portal.address();
    for path in [
        "//",
        "//reset",
        "/reset/",
        "/./reset",
        "/reset/../reset",
        "/%2e/reset",
        "/%72eset",
        "/reset;x=1",
        "/RESET",
        "/Reset",
        "/reset%2fcode",
        "/reset/%63ode",
        "/reset\\code",
        "/do//reset/identify",
        "/do/./reset/identify",
        "/do/reset/identify/",
        "/do/%72eset/identify",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/..%2fCargo.toml",
        "/assets//main-0a.css",
        "/healthz/",
        "/HEALTHZ",
    ] {
        for method in ["GET", "POST"] {
            let request = format!(
                "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 7\r\n\r\nlogin=x"
            );
            let answer = exchange(&portal, &request).await;
            assert!(
                ["404", "400"].contains(&status(&answer)),
                "{method} {path}: {answer}"
            );
            if status(&answer) == "404" {
                assert!(
                    answer.contains("frame-ancestors 'none'"),
                    "{method} {path}: {answer}"
                );
            }
        }
    }
}

#[tokio::test]
async fn item_30_two_hosts_or_two_stories_about_the_host_are_misdirected() {
    let portal = Portal::start().await;
    let own = portal.address();
    for head in [
        format!("GET / HTTP/1.1\r\nhost: {own}\r\nhost: evil.example\r\n"),
        format!("GET / HTTP/1.1\r\nhost: {own}\r\nhost: {own}\r\n"),
        format!("GET http://evil.example/ HTTP/1.1\r\nhost: {own}\r\n"),
        format!("GET http://{own}/ HTTP/1.1\r\nhost: evil.example\r\n"),
        "GET / HTTP/1.1\r\n".to_owned(),
        "GET / HTTP/1.0\r\n".to_owned(),
    ] {
        let answer = exchange(&portal, &format!("{head}connection: close\r\n\r\n")).await;
        assert!(
            ["421", "400"].contains(&status(&answer)),
            "{head}: {answer}"
        );
    }
    let absolute = exchange(
        &portal,
        &format!("GET http://{own}/ HTTP/1.1\r\nhost: {own}\r\nconnection: close\r\n\r\n"),
    )
    .await;
    assert_eq!(status(&absolute), "200", "{absolute}");
}

#[tokio::test]
async fn item_87_a_chunked_body_over_the_limit_is_refused() {
    let portal = Portal::start().await;
    let own = portal.address();
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let body = chunk.repeat(5);
    let answer = exchange(&portal, &format!("POST /do/reset/identify HTTP/1.1\r\nhost: {own}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n{body}0\r\n\r\n")).await;
    assert_eq!(status(&answer), "413", "{answer}");
}

#[tokio::test]
async fn item_87_a_request_with_two_lengths_is_no_request() {
    let portal = Portal::start().await;
    let own = portal.address();
    for lengths in [
        "content-length: 7\r\ncontent-length: 8",
        "content-length: 7\r\ntransfer-encoding: chunked",
    ] {
        let sent = format!(
            "POST /do/reset/identify HTTP/1.1\r\nhost: {own}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n{lengths}\r\n\r\nlogin=x\r\n0\r\n\r\n"
        );
        let answer = exchange(&portal, &sent).await;
        assert_eq!(status(&answer), "400", "{lengths}: {answer}");
    }
}

#[tokio::test]
async fn item_57_what_a_request_says_cannot_forge_a_log_line() {
    let logs = crate::harness::captured_logs();
    let portal = Portal::start().await;
    let own = portal.address();
    exchange(&portal, &format!("GET /forged%0a%1b[31mERROR HTTP/1.1\r\nhost: {own}\r\nx-request-id: forged-id\r\nuser-agent: forged-agent\r\nconnection: close\r\n\r\n")).await;
    let text = logs.text();
    assert!(
        !text.contains("forged") && !text.contains('\u{1b}'),
        "the log repeats what a request said"
    );
}
