//! Whatever a process asks for, and however it is changed meanwhile: no password without all of it.

use crate::harness::{GOOD, Portal, beginning, network, process, visitor};
use latchkey_domain::{
    Process, Purpose, Requirement, Verification, VerificationStep, Verifications,
};
use latchkey_processes::{CodeOutcome, Identified, Limits, PasswordOutcome};
use latchkey_values::RequestId;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Move {
    RightCode,
    WrongCode,
    AnotherCode,
    Choose,
    Unlock,
    Reconfigure(Box<Process>),
}

fn requirement() -> impl Strategy<Value = Requirement> {
    prop_oneof![Just(Requirement::Mandatory), Just(Requirement::Optional)]
}

/// Any process, also such as could never be saved.
fn any_process() -> impl Strategy<Value = Process> {
    let steps = prop::collection::vec(requirement(), 0..3);
    (steps, 0u32..3, prop::bool::weighted(0.9)).prop_map(|(steps, minimum, active)| {
        let step = |requirement| VerificationStep {
            verification: Verification::EmailCode,
            requirement,
        };
        Process {
            active,
            verifications: Verifications {
                steps: steps.into_iter().map(step).collect(),
                minimum,
                person_chooses: false,
            },
            ..process()
        }
    })
}

fn any_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        4 => Just(Move::RightCode),
        1 => Just(Move::WrongCode),
        1 => Just(Move::AnotherCode),
        4 => Just(Move::Choose),
        1 => Just(Move::Unlock),
        4 => any_process().prop_map(|process| Move::Reconfigure(Box::new(process))),
    ]
}

/// Whether the email code is all that `process` asks for; said in other words than the product's.
fn asks_for_the_code_only(process: &Process) -> bool {
    let Verifications { steps, minimum, .. } = &process.verifications;
    process.active && !steps.is_empty() && *minimum < 2
}

struct Walk {
    portal: Portal,
    process: Process,
    request: Option<RequestId>,
    code: Option<String>,
    has_shown_code: bool,
}

impl Walk {
    async fn begin(process: Process) -> Self {
        let portal = Portal::start_with(&process, Limits::default()).await;
        let beginning = beginning(Purpose::Reset, "alice@example.com");
        let request = match portal.begin(beginning, &visitor(network())).await {
            Identified::Started(id) => Some(id),
            _ => None,
        };
        portal.run_jobs().await;
        let code = request.map(|_| portal.mailbox.take_code().0);
        Self {
            portal,
            process,
            request,
            code,
            has_shown_code: false,
        }
    }

    async fn go(&mut self, id: RequestId, step: Move) {
        let before = self.portal.directory.writes().len();
        let may_have_effect = matches!(step, Move::Choose | Move::Unlock);
        match step {
            Move::RightCode => {
                let code = self.code.clone().unwrap_or_default();
                let outcome = self.portal.submit(id, &code).await;
                self.has_shown_code |= outcome == CodeOutcome::Verified;
            }
            Move::WrongCode => {
                self.portal.submit(id, "not a code").await;
            }
            Move::AnotherCode => {
                let resent = self.portal.engine.resend_code(id, network()).await;
                resent.expect("answers");
                self.portal.run_jobs().await;
            }
            Move::Choose => {
                self.portal.choose(id, GOOD).await;
            }
            Move::Unlock => {
                self.portal.unlock(id).await;
            }
            Move::Reconfigure(process) => {
                self.portal.put(&process).await;
                self.process = *process;
            }
        }
        if may_have_effect && self.portal.directory.writes().len() > before {
            self.assert_proven();
        }
    }

    fn assert_proven(&self) {
        assert!(self.has_shown_code, "an effect without a code");
        assert!(asks_for_the_code_only(&self.process), "{:?}", self.process);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_path_to_a_password_holds_every_configured_verification(
        process in prop_oneof![3 => Just(process()), 1 => any_process()],
        proves_at_once in prop::bool::weighted(0.7),
        steps in prop::collection::vec(any_move(), 1..12),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let offered = asks_for_the_code_only(&process);
            let mut walk = Walk::begin(process).await;
            assert_eq!(walk.request.is_some(), offered, "what nobody can meet is not offered");
            let Some(id) = walk.request else { return };
            let proof = proves_at_once.then_some(Move::RightCode);
            for step in proof.into_iter().chain(steps) {
                walk.go(id, step).await;
            }
        });
    }
}

#[tokio::test]
async fn whoever_met_everything_gets_through() {
    let optional = Process {
        verifications: Verifications {
            steps: vec![VerificationStep {
                verification: Verification::EmailCode,
                requirement: Requirement::Optional,
            }],
            ..Verifications::default()
        },
        ..process()
    };
    let mut walk = Walk::begin(optional).await;
    let id = walk.request.expect("offered");
    walk.go(id, Move::RightCode).await;
    assert_eq!(walk.portal.choose(id, GOOD).await, PasswordOutcome::Done);
}
