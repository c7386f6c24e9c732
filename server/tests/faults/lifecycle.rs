//! Stopping in good order.

use crate::{
    harness::{Installation, Patience, Person, Plan, Purpose, next_second},
    invariants::assert_hold,
};
use latchkey_sandbox::okta::{Fault, FaultKind, Target};

#[tokio::test]
async fn f11_a_stop_finishes_what_is_under_way_and_takes_nothing_new() {
    let mut installation = Installation::start(Plan::default()).await;
    let (browser, mails) = (installation.browser(), installation.mail_folder());
    let reset = Purpose::Reset;
    let mut person = Person::hire(&installation.sandbox, 1, reset, browser, mails).await;
    next_second(installation.sandbox.okta()).await;
    person.prove().await;
    let okta = installation.sandbox.okta();
    let slow = FaultKind::Latency {
        milliseconds: 2_000,
    };
    okta.set_fault(Fault::new(slow).on(Target::Writes));
    let pressed = tokio::spawn(async move {
        person.submit().await;
        person
    });
    // Once it is counted, the fault has run out and is gone.
    let patience = Patience::of(20, "a write on its way");
    while !okta.faults().is_empty() {
        patience.look_again().await;
    }
    let node = installation.take_node();
    node.ask_to_end().await;
    let patience = Patience::of(20, "a door that is closed");
    let mut late = node.browser();
    while late.attempt(late.page("/")).await.is_ok() {
        late = node.browser();
        patience.look_again().await;
    }
    let mut person = pressed.await.expect("pressed");
    assert!(
        person.is_at("done"),
        "answered all the same: {}",
        person.place
    );
    assert!(node.ended().await.success());
    assert_eq!(installation.evidence(&[]).await.open_operations(), 0);
    installation.launch().await;
    person.look().await;
    assert_hold(&installation.settled(&person.secrets()).await);
}
