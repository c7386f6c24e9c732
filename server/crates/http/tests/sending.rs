//! What callers may rely on, against real sockets.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use bytes::Bytes;
use http::Method;
use latchkey_http::{Client, Error, NotSent, Request, Settings, TlsFailure, Unclear};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use url::Url;

/// gzip of 65,536 zero bytes.
const GZIPPED_ZEROS: &[u8] = include_bytes!("zeros.gz");

fn client(change: impl FnOnce(&mut Settings)) -> Client {
    let mut settings = Settings {
        allow_private_targets: true,
        ..Settings::default()
    };
    change(&mut settings);
    Client::new(settings).expect("valid settings")
}

fn get(url: &str) -> Request {
    Request::new(Method::GET, url.parse().expect(url), "/")
}

/// A server that reads each connection's request once, answers with these bytes and hangs up. It
/// returns what it read.
async fn raw_server(answer: Vec<u8>) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let url = format!("http://{}/", listener.local_addr().expect("address"));
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("accept");
        let mut buffer = vec![0; 4096];
        let read = stream.read(&mut buffer).await.expect("read");
        stream.write_all(&answer).await.expect("write");
        stream.shutdown().await.ok();
        String::from_utf8_lossy(&buffer[..read]).into_owned()
    });
    (url, seen)
}

#[tokio::test]
async fn an_empty_post_says_that_it_is_empty() {
    let (url, seen) = raw_server(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()).await;
    let request = Request::new(Method::POST, url.parse().expect("url"), "/");
    assert_eq!(
        client(|_| ()).send(request).await.expect("answer").status,
        204
    );
    let seen = seen.await.expect("server").to_lowercase();
    assert!(seen.contains("\r\ncontent-length: 0\r\n"), "{seen}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let server = wiremock::MockServer::start().await;
    let away = wiremock::ResponseTemplate::new(302).insert_header("location", "/elsewhere");
    wiremock::Mock::given(wiremock::matchers::any())
        .respond_with(away)
        .mount(&server)
        .await;
    assert_eq!(
        client(|_| ())
            .send(get(&server.uri()))
            .await
            .expect("answer")
            .status,
        302
    );
    assert_eq!(server.received_requests().await.expect("recorded").len(), 1);
}

#[tokio::test]
async fn a_refused_connection_was_surely_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let url = format!("http://{}/", listener.local_addr().expect("address"));
    drop(listener);
    assert_eq!(
        client(|_| ()).send(get(&url)).await.expect_err("refused"),
        Error::NotSent(NotSent::Connect)
    );
}

#[tokio::test]
async fn a_failed_tls_handshake_was_surely_not_sent() {
    let (url, _) = raw_server(b"this is not TLS, not at all".to_vec()).await;
    let url = url.replace("http:", "https:");
    assert_eq!(
        client(|_| ()).send(get(&url)).await.expect_err("no TLS"),
        Error::NotSent(NotSent::Tls(TlsFailure::Other))
    );
}

#[tokio::test]
async fn a_name_without_address_was_surely_not_sent() {
    let error = client(|_| ())
        .send(get("http://nobody.invalid/"))
        .await
        .expect_err("no address");
    assert_eq!(error, Error::NotSent(NotSent::Dns));
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused() {
    let guarded = Client::new(Settings::default()).expect("valid settings");
    let error = guarded
        .send(get("https://localhost/"))
        .await
        .expect_err("private");
    assert_eq!(error, Error::NotSent(NotSent::RefusedTarget));
}

#[tokio::test]
async fn silence_after_sending_is_unclear() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let url = format!("http://{}/", listener.local_addr().expect("address"));
    let impatient = client(|settings| settings.total_timeout = Duration::from_millis(100));
    assert_eq!(
        impatient.send(get(&url)).await.expect_err("silent"),
        Error::Unclear(Unclear::Timeout)
    );
}

#[tokio::test]
async fn hanging_up_before_the_answer_is_unclear() {
    let (url, _) = raw_server(Vec::new()).await;
    let error = client(|_| ()).send(get(&url)).await.expect_err("no answer");
    assert_eq!(error, Error::Unclear(Unclear::ConnectionLost));
}

#[tokio::test]
async fn half_an_answer_is_unclear() {
    let (url, _) =
        raw_server(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":".to_vec()).await;
    let error = client(|_| ()).send(get(&url)).await.expect_err("half");
    assert_eq!(error, Error::Unclear(Unclear::BodyIncomplete));
}

#[tokio::test]
async fn the_size_limit_counts_decompressed_bytes() {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        GZIPPED_ZEROS.len()
    );
    let answer = [head.as_bytes(), GZIPPED_ZEROS].concat();
    for (limit, fits) in [(65_536, true), (65_535, false)] {
        let (url, _) = raw_server(answer.clone()).await;
        let outcome = client(|settings| settings.largest_body = limit)
            .send(get(&url))
            .await;
        match outcome {
            Ok(answer) => assert!(fits && answer.body.len() == 65_536),
            Err(error) => assert!(
                !fits && error == Error::Unclear(Unclear::BodyTooLarge),
                "{error}"
            ),
        }
    }
}

#[tokio::test]
async fn everything_goes_through_the_proxy() {
    let (proxy, seen) =
        raw_server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_vec()).await;
    let proxied = client(|settings| settings.proxy = Some(proxy.parse().expect("url")));
    let answer = proxied
        .send(get("http://acme.example.com/api/v1/users/me"))
        .await
        .expect("answer");
    assert_eq!(answer.body, Bytes::from_static(b"{}"));
    assert!(
        seen.await
            .expect("proxy")
            .starts_with("GET http://acme.example.com/api/v1/users/me HTTP/1.1")
    );
}

#[test]
fn debug_output_shows_no_value() {
    let url: Url = "https://acme.example.com/api/v1/users/alice?q=bob"
        .parse()
        .expect("url");
    let mut request = Request::new(Method::POST, url, "/api/v1/users/{id}");
    request.body = Some(Bytes::from_static(b"secret"));
    let text = format!("{request:?}");
    assert!(text.contains("/api/v1/users/{id}"));
    for hidden in ["alice", "bob", "secret"] {
        assert!(!text.contains(hidden), "{text}");
    }
}
