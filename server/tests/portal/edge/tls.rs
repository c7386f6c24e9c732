//! The portal with a certificate of its own.

use crate::harness::{Portal, Setup};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::{Certificate, Client, redirect::Policy};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

const HOST: &str = "password.example.com";

/// A portal with a certificate, and a client that trusts nothing else.
async fn portal_with_certificate(folder: &tempfile::TempDir) -> (Portal, Client) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed([HOST.to_owned()]).expect("a certificate");
    let (certificate, key) = (
        folder.path().join("cert.pem"),
        folder.path().join("key.pem"),
    );
    std::fs::write(&certificate, cert.pem()).expect("written");
    std::fs::write(&key, signing_key.serialize_pem()).expect("written");
    let portal = Portal::start_with(Setup {
        public_url: Some(format!("https://{HOST}")),
        keys: format!(
            "tls.certificate_file = '{}'\ntls.key_file = '{}'",
            certificate.display(),
            key.display()
        ),
        ..Setup::default()
    })
    .await;
    #[expect(
        clippy::disallowed_methods,
        reason = "a test is a browser, not a part of the product"
    )]
    let client = Client::builder()
        .tls_certs_only([Certificate::from_pem(cert.pem().as_bytes()).expect("a certificate")])
        .resolve(HOST, portal.address())
        .redirect(Policy::none())
        .build()
        .expect("a client");
    (portal, client)
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test is a browser, not a part of the product"
)]
async fn people_reach_the_portal_over_tls_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let (portal, client) = portal_with_certificate(&folder).await;
    let url = format!("https://{HOST}:{}", portal.address().port());
    let page = client.get(&url).header("host", HOST).send().await;
    let page = page.expect("an answer");
    assert_eq!(page.status(), 200);
    assert!(page.headers().contains_key("strict-transport-security"));
    let form = client
        .post(format!("{url}/do/reset/identify"))
        .header("host", HOST)
        .header("origin", format!("https://{HOST}"))
        .form(&[("login", "alice.winter@example.com")]);
    let answer = form.send().await.expect("an answer");
    assert_eq!(answer.status(), 303);
    let cookie = answer.headers()["set-cookie"].to_str().expect("text");
    assert!(
        cookie.starts_with("__Host-") && cookie.contains("Secure"),
        "{cookie}"
    );
}

#[tokio::test]
async fn who_does_not_speak_tls_gets_no_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let (portal, _) = portal_with_certificate(&folder).await;
    let mut stream = TcpStream::connect(portal.address())
        .await
        .expect("connected");
    let request = format!("GET / HTTP/1.1\r\nhost: {HOST}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    // An alert of TLS, or a connection that is cut.
    let _ = stream.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/"));
}
