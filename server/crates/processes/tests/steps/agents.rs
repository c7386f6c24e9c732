//! The service desk of the tests: a process for it, agents, and a case as far as it is needed.

use crate::harness::{Portal, network, visitor};
use latchkey_auth::access::{Granted, HelpCallers, Permission, StaffMember};
use latchkey_domain::{
    Actor, AuditRecord, CaseNote, DeskAction, Offers, Principal, Process, ProcessKind, Role,
    Store as _,
};
use latchkey_processes::{
    CodeOutcome, Limits,
    desk::{
        ActionOutcome, CaseOpening, CaseStep, CaseView, CodeRequested, NewCase, NotOpened, Redeemed,
    },
};
use latchkey_values::{OsEntropy, RequestId, SignInId};

pub(crate) const ALICE: &str = "00u1alice";

pub(crate) fn desk_process() -> Process {
    let mut process = Process {
        kind: ProcessKind::ServiceDesk,
        ..Process::new(
            "desk".parse().expect("valid"),
            "Service desk".into(),
            "okta".parse().expect("valid"),
            Offers::ALL,
        )
    };
    process.desk.asks_for = CaseNote::Reason;
    process
}

pub(crate) async fn desk() -> Portal {
    Portal::start_with(&desk_process(), Limits::default()).await
}

/// Somebody of the staff, with a sign-in of this moment.
pub(crate) fn staff<P: Permission>(portal: &Portal, name: &str, role: Role) -> Granted<P> {
    use latchkey_values::Clock as _;
    let now = portal.clock.now();
    let member = StaffMember {
        sign_in: SignInId::new(&*portal.clock, &OsEntropy),
        principal: Principal {
            issuer: "https://example.okta.com".into(),
            subject: name.to_lowercase(),
        },
        name: name.to_owned(),
        login: format!("{}@example.com", name.to_lowercase()),
        roles: vec![role],
        authenticated_at: now,
        network: network(),
    };
    member.grant::<P>(now).expect("a role that may")
}

pub(crate) fn drew(portal: &Portal) -> Granted<HelpCallers> {
    staff(portal, "Drew", Role::ServiceDesk)
}

pub(crate) fn new_case() -> NewCase {
    NewCase {
        process: "desk".parse().expect("valid"),
        person: ALICE.into(),
        reason: "Forgot the password".into(),
        ticket: "INC0010001".into(),
    }
}

impl Portal {
    pub(crate) async fn try_open(&self, new: NewCase) -> Result<RequestId, NotOpened> {
        let opened = self.engine.open_case(&drew(self), new).await;
        match opened.expect("answers") {
            CaseOpening::Opened(id) => Ok(id),
            CaseOpening::Not(why) => Err(why),
        }
    }

    /// Drew's case for Alice, in which nothing is proven.
    pub(crate) async fn open_case(&self) -> RequestId {
        self.try_open(new_case()).await.expect("opened")
    }

    pub(crate) async fn send_code(&self, id: RequestId) -> CodeRequested {
        let sent = self.engine.send_case_code(&drew(self), id).await;
        let sent = sent.expect("answers");
        self.run_jobs().await;
        sent
    }

    pub(crate) async fn enter_code(&self, id: RequestId, code: &str) -> CodeOutcome {
        let entered = self.engine.enter_case_code(&drew(self), id, code).await;
        entered.expect("answers")
    }

    /// Drew's case for Alice, who has read out the code that was mailed to her.
    pub(crate) async fn proven_case(&self) -> RequestId {
        let id = self.open_case().await;
        assert_eq!(self.send_code(id).await, CodeRequested::Sent);
        let (code, _) = self.mailbox.take_code();
        assert_eq!(self.enter_code(id, &code).await, CodeOutcome::Verified);
        id
    }

    pub(crate) async fn act(&self, id: RequestId, action: DeskAction) -> ActionOutcome {
        let outcome = self.engine.act_for_caller(&drew(self), id, action).await;
        outcome.expect("answers")
    }

    pub(crate) async fn case(&self, id: RequestId) -> CaseView {
        let case = self.engine.case(&drew(self), id).await;
        case.expect("answers").expect("Drew's")
    }

    pub(crate) async fn step(&self, id: RequestId) -> CaseStep {
        self.case(id).await.step
    }

    /// The code that Drew reads out.
    pub(crate) async fn handover_code(&self, id: RequestId) -> String {
        let handover = self.case(id).await.handover.expect("handed over");
        handover.code.expect("still valid").expose()
    }

    pub(crate) async fn redeem(&self, code: &str) -> Redeemed {
        let redeemed = self.engine.redeem_handover(code, &visitor(network())).await;
        redeemed.expect("answers")
    }

    /// Everything that agents did, oldest first.
    pub(crate) async fn by_staff(&self) -> Vec<AuditRecord> {
        let mut unit = self.store.read().await.expect("reads");
        let mut records = unit.audit_records(0, 10_000).await.expect("reads");
        records.retain(|record| record.event.actor == Actor::Staff);
        records
    }
}
