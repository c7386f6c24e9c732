//! Stopping in good order.

use crate::{
    harness::{Balancer, Installation, Patience, Person, Plan, Purpose, next_second},
    invariants::assert_hold,
    whole_portal::{Browser, on_postgres},
};
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, Target};
use tokio::task::JoinSet;

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

/// People who come through a balancer, each for something else, at an org that takes its time.
async fn people(installation: &Installation, balancer: &Balancer) -> Vec<Person> {
    let mut people = Vec::new();
    for number in 0..6 {
        let purpose = Purpose::ALL[number as usize % Purpose::ALL.len()];
        let browser = Browser::new(balancer.address);
        let mails = installation.mail_folder();
        let person = Person::hire(&installation.sandbox, number, purpose, browser, mails);
        people.push(person.await);
    }
    let okta = installation.sandbox.okta();
    next_second(okta).await;
    let milliseconds = 300;
    let slow = Fault::new(FaultKind::Latency { milliseconds }).on(Target::Writes);
    okta.set_fault(slow.lasting(Lasts::UntilCleared));
    people
}

/// Others who open one page after the other, until they are stopped.
fn readers(balancer: &Balancer) -> JoinSet<()> {
    let mut readers = JoinSet::new();
    for _ in 0..4 {
        let mut browser = Browser::new(balancer.address);
        readers.spawn(async move {
            loop {
                browser.get("/reset").await;
            }
        });
    }
    readers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn f11_a_node_that_stops_under_load_leaves_nobody_without_an_answer_on_postgres() {
    on_postgres(async |setup| {
        let balancer = Balancer::start().await;
        let mut installation = Installation::start(Plan {
            postgres: setup.postgres,
            balancer: Some(balancer.address.port()),
            ..Plan::default()
        })
        .await;
        let (node, other) = (installation.take_node(), installation.second_node().await);
        balancer.spread_over([node.address(), other.address()]);
        let people = people(&installation, &balancer).await;
        let secrets: Vec<_> = people.iter().flat_map(Person::secrets).collect();
        let walking = people.into_iter().map(|mut person| async move {
            let walked = person.walk().await;
            (person, walked)
        });
        let walking: JoinSet<_> = walking.collect();
        let readers = readers(&balancer);
        balancer.has_answers_of(node.address(), 100).await;
        node.ask_to_end().await;
        assert!(node.ended().await.success());
        let before = balancer.answers().len();
        for (person, walked) in walking.join_all().await {
            walked.unwrap_or_else(|stuck| panic!("{stuck}"));
            assert!(person.has_it(&installation.sandbox), "{}", person.login);
        }
        balancer.has_answers_of(other.address(), before).await;
        let errors = balancer.answers();
        let errors: Vec<_> = errors.iter().filter(|(_, status)| *status >= 500).collect();
        assert!(errors.is_empty(), "{errors:?}");
        drop(readers);
        assert_hold(&installation.settled(&secrets).await);
    })
    .await;
}
