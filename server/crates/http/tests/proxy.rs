//! The egress proxy is the only way out, and keeps its credentials to itself.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use http::Method;
use latchkey_http::{Client, Error, NotSent, Request, Settings};
use std::{io::ErrorKind, net};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};

/// A place that must stay alone.
struct Target(net::TcpListener);

impl Target {
    fn new() -> Self {
        let listener = net::TcpListener::bind("127.0.0.1:0").expect("bind");
        listener.set_nonblocking(true).expect("non-blocking");
        Self(listener)
    }

    fn url(&self, scheme: &str) -> String {
        format!("{scheme}://{}/", self.0.local_addr().expect("address"))
    }

    fn assert_untouched(&self) {
        let error = self.0.accept().expect_err("someone went around the proxy");
        assert_eq!(error.kind(), ErrorKind::WouldBlock);
    }
}

/// A proxy that answers its first request with these bytes. It returns the request, and what came
/// after its answer.
async fn proxy(answer: &'static str) -> (String, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let address = listener.local_addr().expect("address");
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("accept");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.expect("request"));
        }
        stream.write_all(answer.as_bytes()).await.expect("answer");
        let mut after = vec![0; 4096];
        let read = stream.read(&mut after).await.unwrap_or_default();
        after.truncate(read);
        (String::from_utf8_lossy(&head).into_owned(), after)
    });
    (format!("http://portal:s3cret@{address}"), seen)
}

async fn call(proxy: &str, url: &str) -> Error {
    let settings = Settings {
        proxy: Some(proxy.parse().expect("proxy")),
        allow_private_targets: true,
        ..Settings::default()
    };
    let client = Client::new(settings).expect("client");
    let request = Request::new(Method::POST, url.parse().expect(url), "/");
    client.send(request).await.expect_err("no answer")
}

#[tokio::test]
async fn https_goes_through_a_tunnel_and_the_credentials_stay_with_the_proxy() {
    let (url, seen) = proxy("HTTP/1.1 200 Connection established\r\n\r\n").await;
    let error = call(&url, "https://acme.example.com/api/v1/users").await;
    assert!(matches!(error, Error::NotSent(_)), "{error}");
    let (head, hello) = seen.await.expect("proxy");
    assert!(
        head.starts_with("CONNECT acme.example.com:443 HTTP/1.1\r\n"),
        "{head}"
    );
    // portal:s3cret
    let credentials = "proxy-authorization: basic cg9ydgfsonmzy3jlda==\r\n";
    assert!(head.to_lowercase().contains(credentials), "{head}");
    let hello_text = String::from_utf8_lossy(&hello);
    assert_eq!(hello.first(), Some(&0x16), "a TLS handshake");
    assert!(hello_text.contains("acme.example.com") && !hello_text.contains("Basic"));
}

#[tokio::test]
async fn a_proxy_that_refuses_surely_sent_nothing_and_is_not_bypassed() {
    for (answer, schemes) in [
        (
            "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
            &["https", "http"][..],
        ),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", &["https"]),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", &["https"]),
        ("no HTTP at all\r\n\r\n", &["https"]),
    ] {
        for scheme in schemes {
            let target = Target::new();
            let (proxy, seen) = proxy(answer).await;
            let error = call(&proxy, &target.url(scheme)).await;
            assert_eq!(
                error,
                Error::NotSent(NotSent::ProxyRefused),
                "{scheme} {answer}"
            );
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("portal") && !shown.contains("s3cret"));
            seen.await.expect("proxy");
            target.assert_untouched();
        }
    }
}

#[tokio::test]
async fn a_proxy_that_is_down_surely_sent_nothing_and_is_not_bypassed() {
    let free = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let proxy = format!("http://{}", free.local_addr().expect("address"));
    drop(free);
    for scheme in ["https", "http"] {
        let target = Target::new();
        let error = call(&proxy, &target.url(scheme)).await;
        assert_eq!(error, Error::NotSent(NotSent::Connect), "{scheme}");
        target.assert_untouched();
    }
}

#[tokio::test]
async fn a_proxy_without_address_surely_sent_nothing() {
    let target = Target::new();
    let error = call("http://proxy.invalid:3128", &target.url("https")).await;
    assert_eq!(error, Error::NotSent(NotSent::Dns));
    target.assert_untouched();
}
