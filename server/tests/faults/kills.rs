//! Kill -9 at named points: before the intent, on the way, after the effect, during the proof, during
//! the migration.

use crate::{
    harness::{Installation, Patience, Person, Plan, Purpose, next_second},
    invariants::assert_hold,
    whole_portal::on_postgres,
};
use latchkey_domain::{AuditKind, RequestState};
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, Target};
use std::{process::Stdio, time::Duration};
use tokio::time::sleep;

async fn proven(installation: &Installation) -> Person {
    let (browser, mails) = (installation.browser(), installation.mail_folder());
    let purpose = Purpose::Reset;
    let mut person = Person::hire(&installation.sandbox, 1, purpose, browser, mails).await;
    next_second(installation.sandbox.okta()).await;
    person.prove().await;
    person
}

/// Presses the button and does not wait for the answer, which never comes.
fn press(mut person: Person) -> tokio::task::JoinHandle<Person> {
    tokio::spawn(async move {
        person.submit().await;
        person
    })
}

/// Everything comes to an end, and all invariants hold.
async fn ends_well(installation: &Installation, mut person: Person) {
    person
        .walk()
        .await
        .unwrap_or_else(|stuck| panic!("{stuck}"));
    assert!(person.has_it(&installation.sandbox));
    assert_hold(&installation.settled(&person.secrets()).await);
    let verified = installation.run(&["audit", "verify"]).await;
    assert!(verified.status.success(), "{verified:?}");
}

fn password_calls(installation: &Installation) -> usize {
    let calls = installation.sandbox.okta().calls();
    let sets = |path: &str| path.matches('/').count() == 4;
    let writes = calls.iter().filter(|call| call.method == "POST");
    writes.filter(|call| sets(&call.path)).count()
}

/// How the portal says that it found an outcome by reading.
async fn inferred(installation: &Installation) -> Vec<bool> {
    let evidence = installation.evidence(&[]).await;
    let settled = evidence
        .trail
        .iter()
        .filter(|record| record.event.kind == AuditKind::OperationSettled);
    let password = settled.filter(|record| record.event.details["kind"] == "set-password");
    password
        .map(|record| record.event.details["inferred"] == true)
        .collect()
}

#[tokio::test]
async fn f1_a_kill_before_the_intent_leaves_okta_alone_and_the_proof_unspent() {
    let mut installation = Installation::start(Plan::default()).await;
    let person = proven(&installation).await;
    let okta = installation.sandbox.okta();
    let slow = FaultKind::Latency {
        milliseconds: 60_000,
    };
    // The person is read once more before the intent.
    okta.set_fault(
        Fault::new(slow)
            .on(Target::Reads)
            .lasting(Lasts::UntilCleared),
    );
    let pressed = press(person);
    let patience = Patience::of(20, "a read on its way");
    while okta.faults()[0].hits == 0 {
        patience.look_again().await;
    }
    installation.kill().await;
    installation.sandbox.okta().clear_faults();
    assert_eq!(password_calls(&installation), 0);
    let mut person = pressed.await.expect("pressed");
    installation.launch().await;
    person.look().await;
    assert!(person.is_at("password"), "the proof still holds");
    ends_well(&installation, person).await;
    assert_eq!(password_calls(&installation), 1);
}

#[tokio::test]
async fn f2_a_kill_before_the_call_leads_to_one_call() {
    let mut installation = Installation::start(Plan {
        has_gate: true,
        ..Plan::default()
    })
    .await;
    let person = proven(&installation).await;
    installation.gate().close();
    let pressed = press(person);
    installation.gate().a_call_waits().await;
    installation.kill().await;
    installation.gate().open();
    assert_eq!(password_calls(&installation), 0, "it never reached Okta");
    installation.launch().await;
    let mut person = pressed.await.expect("pressed");
    person.look().await;
    assert!(person.is_at("working"), "not again before it is known");
    ends_well(&installation, person).await;
    assert_eq!(password_calls(&installation), 1);
}

#[tokio::test]
async fn f3_a_call_on_the_wire_that_arrives_after_the_kill_is_found_by_reading() {
    let mut installation = Installation::start(Plan {
        has_gate: true,
        ..Plan::default()
    })
    .await;
    let person = proven(&installation).await;
    installation.gate().close();
    let pressed = press(person);
    installation.gate().a_call_waits().await;
    installation.kill().await;
    installation.launch().await;
    let mut person = pressed.await.expect("pressed");
    person.look().await;
    assert!(person.is_at("working"));
    // Only now does it reach Okta: whoever judged before would have judged wrongly.
    installation.gate().open();
    installation.gate().pass_on();
    ends_well(&installation, person).await;
    assert_eq!(password_calls(&installation), 1);
    assert_eq!(inferred(&installation).await, [true]);
}

#[tokio::test]
async fn f4_a_kill_after_oktas_answer_is_found_by_reading_and_said_to_be_inferred() {
    f4(Plan::default()).await;
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn f4_the_same_on_postgres() {
    on_postgres(async |setup| {
        f4(Plan {
            postgres: setup.postgres,
            ..Plan::default()
        })
        .await;
    })
    .await;
}

async fn f4(plan: Plan) {
    let mut installation = Installation::start(plan).await;
    let person = proven(&installation).await;
    let late = FaultKind::LateAnswer {
        milliseconds: 60_000,
    };
    let late = Fault::new(late).on(Target::Writes);
    installation.sandbox.okta().set_fault(late);
    let pressed = press(person);
    let patience = Patience::of(20, "a call that has had its effect");
    while password_calls(&installation) == 0 {
        patience.look_again().await;
    }
    installation.kill().await;
    installation.launch().await;
    ends_well(&installation, pressed.await.expect("pressed")).await;
    assert_eq!(password_calls(&installation), 1);
    assert_eq!(inferred(&installation).await, [true]);
}

#[tokio::test]
async fn f6_a_kill_during_the_proof_spends_the_code_with_the_proof_or_not_at_all() {
    let mut installation = Installation::start(Plan::default()).await;
    for (number, after) in (0..).zip([0, 3, 6, 9, 12, 20]) {
        let (browser, mails) = (installation.browser(), installation.mail_folder());
        let reset = Purpose::Reset;
        let mut person = Person::hire(&installation.sandbox, number, reset, browser, mails).await;
        let patience = Patience::of(30, "a code in the mail");
        while person.newest_code().is_none() {
            if !person.is_at("code") {
                person.step().await;
            }
            patience.look_again().await;
        }
        let entering = tokio::spawn(async move {
            person.step().await;
            person
        });
        sleep(Duration::from_millis(after)).await;
        installation.kill().await;
        both_or_neither(&installation).await;
        installation.launch().await;
        let mut person = entering.await.expect("entered");
        person.prove().await;
    }
    assert_hold(&installation.evidence(&[]).await);
}

async fn both_or_neither(installation: &Installation) {
    let (store, _copy) = installation.store_after_kill().await;
    let evidence = installation.evidence_in(&store, &[]).await;
    for run in &evidence.runs {
        let proven = run.request.state == RequestState::Verified;
        let proofs = evidence.noted(run, AuditKind::PersonVerified);
        assert_eq!(run.challenge.is_none(), proven, "{:?}", run.request);
        assert_eq!(proofs, usize::from(proven), "{:?}", run.request);
    }
}

#[tokio::test]
async fn f7_a_kill_during_the_migration_leaves_a_database_that_the_next_start_completes() {
    f7(Plan::default()).await;
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn f7_the_same_on_postgres() {
    on_postgres(async |setup| {
        f7(Plan {
            postgres: setup.postgres,
            ..Plan::default()
        })
        .await;
    })
    .await;
}

async fn f7(plan: Plan) {
    for after in [0, 5, 10, 15, 20, 25, 30, 40, 60] {
        let installation = Installation::prepare(plan.clone()).await;
        let mut migrate = installation.any_command(&["migrate"]);
        let mut process = migrate.stdin(Stdio::null()).spawn().expect("it runs");
        sleep(Duration::from_millis(after)).await;
        process.kill().await.expect("killed");
        let again = installation.run(&["migrate"]).await;
        assert!(again.status.success(), "after {after} ms: {again:?}");
    }
    let installation = Installation::start(plan).await;
    let person = proven(&installation).await;
    ends_well(&installation, person).await;
}
