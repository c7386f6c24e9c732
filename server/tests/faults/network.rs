//! The network between portal and Okta fails. What the client keeps by itself is in its own tests.

use crate::{
    harness::{ALICE, Installation, Patience, Plan, Reset},
    whole_portal::{Fault as OnTheWire, Setup},
};
use latchkey_http::{Client, Error, NotSent, Request, Settings};
use latchkey_sandbox::okta::{FaultKind, Target};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use reqwest::Method;
use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use std::{net::Ipv4Addr, sync::Arc};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

#[tokio::test]
async fn f18_an_answer_that_never_comes_is_told_as_unknown_and_settled_by_reading() {
    let mut reset = Reset::to_begin(Setup {
        between: true,
        ..Setup::default()
    })
    .await;
    reset.browser.prove(&reset.portal, ALICE).await;
    reset.portal.fault(OnTheWire::HoldAnswer);
    assert_eq!(reset.choose().await, "/reset/working");
    let page = reset.browser.get("/reset/working").await;
    assert!(page.body.contains("checking whether it worked"), "{page:?}");
    reset.portal.fault(OnTheWire::None);
    reset.ends_well().await;
    assert_eq!(reset.password_answers(), [200], "not repeated");
}

#[tokio::test]
async fn f19_a_connection_that_breaks_is_settled_by_reading() {
    for (kind, place) in [
        (FaultKind::DroppedBeforeEffect, "/reset/password"),
        (FaultKind::DroppedAfterEffect, "/reset/done"),
    ] {
        let mut reset = Reset::proven().await;
        reset.next(kind.clone(), Target::Writes);
        assert_eq!(reset.choose().await, "/reset/working", "{kind:?}");
        assert_eq!(reset.password_answers().len(), 1, "{kind:?}: not repeated");
        reset.later(30).await;
        assert_eq!(reset.led_from("/reset/working").await, place, "{kind:?}");
        assert_eq!(reset.choose().await, "/reset/done", "{kind:?}");
        reset.ends_well().await;
    }
}

#[tokio::test]
async fn f22_a_pooled_connection_that_is_closed_costs_a_read_nothing() {
    let mut reset = Reset::to_begin(Setup::default()).await;
    reset.browser.identify(ALICE).await;
    // The look-up has opened the connection that the next call finds broken.
    reset.next(
        FaultKind::DroppedBeforeEffect,
        Target::call(Method::GET, "/api/v1/users/{id}/groups"),
    );
    reset.portal.run_jobs().await;
    assert_eq!(reset.portal.mails().len(), 1, "in the same run");
    reset.left_alone().await;
}

#[tokio::test]
async fn f24_a_certificate_nobody_vouches_for_gets_no_request() {
    let expired = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
    let valid = (date_time_ymd(2020, 1, 1), date_time_ymd(2100, 1, 1));
    for (name, (from, until)) in [
        ("localhost", valid),
        ("localhost", expired),
        ("elsewhere.example.com", valid),
    ] {
        let mut parameters = CertificateParams::new([name.to_owned()]).expect("a name");
        (parameters.not_before, parameters.not_after) = (from, until);
        let (port, handshakes) = tls_server(parameters).await;
        let settings = Settings {
            allow_private_targets: true,
            ..Settings::default()
        };
        let client = Client::new(settings).expect("a client");
        let url = format!("https://localhost:{port}/api/v1/org");
        let request = Request::new(Method::GET, url.parse().expect("a URL"), "/api/v1/org");
        let refused = client.send(request).await.expect_err("refused");
        assert_eq!(refused, Error::NotSent(NotSent::Tls), "{name} {until}");
        handshakes.abort();
    }
}

/// A server with this certificate. It panics when a handshake succeeds.
async fn tls_server(parameters: CertificateParams) -> (u16, tokio::task::JoinHandle<()>) {
    let key = KeyPair::generate().expect("a key");
    let certificate = parameters.self_signed(&key).expect("a certificate");
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private)
        .expect("a configuration");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let accepting = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            assert!(acceptor.accept(stream).await.is_err(), "trusted");
        }
    });
    (port, accepting)
}

#[tokio::test]
async fn f25_a_proxy_that_is_down_is_not_gone_around() {
    let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let closed = closed.and_then(|listener| listener.local_addr());
    let installation = Installation::start(Plan {
        connection: format!("proxy = \"http://{}\"", closed.expect("an address")),
        ..Plan::default()
    })
    .await;
    let mut browser = installation.browser();
    let started = browser.identify(ALICE).await;
    assert_eq!(started.location(), "/reset/code", "the same for everybody");
    let patience = Patience::of(20, "a warning in the log");
    while !installation.log().contains("job failed") {
        patience.look_again().await;
    }
    assert_eq!(installation.sandbox.okta().calls(), []);
    assert_eq!(browser.get("/reset/code").await.status, 200);
}
