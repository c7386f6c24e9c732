//! The network between portal and Okta fails. What the client keeps by itself is in its own tests.

use crate::{
    harness::{ALICE, Installation, Patience, Plan, Reset},
    whole_portal::{Fault as OnTheWire, Setup},
};
use latchkey_sandbox::okta::{FaultKind, Target};
use reqwest::Method;
use std::net::Ipv4Addr;
use tokio::net::TcpListener;

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
