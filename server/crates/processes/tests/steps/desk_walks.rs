//! Agents who do anything in any order: whatever they do, each action follows from a proof.

use crate::{
    agents::{desk, new_case, staff},
    harness::Portal,
};
use jiff::{SignedDuration, Timestamp};
use latchkey_auth::access::{FreezeDesk, HelpCallers, ThawDesk};
use latchkey_domain::{AuditKind, AuditRecord, DeskAction, Role, Store as _};
use latchkey_testkit::SeededEntropy;
use latchkey_values::{Entropy as _, RequestId, UserStatus};
use std::collections::BTreeMap;

const WALKS: u64 = 12;
const STEPS: u32 = 60;

struct Walk {
    portal: Portal,
    dice: SeededEntropy,
    cases: Vec<RequestId>,
}

impl Walk {
    async fn begin(seed: u64) -> Self {
        Self {
            portal: desk().await,
            dice: SeededEntropy::new(seed),
            cases: Vec::new(),
        }
    }

    /// One of the last two cases, usually the last.
    fn case(&self) -> Option<RequestId> {
        let back = usize::from(self.dice.below(4) == 0);
        self.cases.iter().rev().nth(back).copied()
    }

    async fn step(&mut self) {
        let what = self.dice.below(12);
        if what == 0 {
            if let Ok(id) = self.portal.try_open(new_case()).await {
                self.cases.push(id);
            }
            return;
        }
        let Some(id) = self.case() else { return };
        match what {
            1 => {
                self.portal.send_code(id).await;
            }
            2 => {
                self.portal.enter_code(id, "000000").await;
            }
            3..=5 => self.read_out(id).await,
            6..=8 => {
                self.portal.act(id, self.action()).await;
            }
            9 => self.somebody_elses(id).await,
            10 => self.freeze_or_thaw().await,
            _ => {
                let minutes = i64::from(self.dice.below(6));
                self.portal.pass(SignedDuration::from_mins(minutes));
                self.lock_now_and_then();
            }
        }
    }

    fn action(&self) -> DeskAction {
        let place = usize::try_from(self.dice.below(4)).expect("small");
        DeskAction::ALL[place]
    }

    /// The caller reads out the newest code, whichever case it is for, as soon as it is there.
    async fn read_out(&self, id: RequestId) {
        self.portal.send_code(id).await;
        let mails = self.portal.mailbox.take();
        let codes = mails.iter().rev().filter_map(|mail| {
            let words = mail.text.split_whitespace();
            let mut digits = words.filter(|word| word.len() == 6);
            digits.find(|word| word.bytes().all(|b| b.is_ascii_digit()))
        });
        for code in codes.take(1) {
            self.portal.enter_code(id, code).await;
        }
    }

    async fn somebody_elses(&self, id: RequestId) {
        let sasha = staff::<HelpCallers>(&self.portal, "Sasha", Role::SeniorServiceDesk);
        let engine = &self.portal.engine;
        let acted = engine.act_for_caller(&sasha, id, self.action()).await;
        acted.expect("answers");
    }

    async fn freeze_or_thaw(&self) {
        let engine = &self.portal.engine;
        let freezer = staff::<FreezeDesk>(&self.portal, "Pat", Role::PasswordAdmin);
        if self.dice.below(3) == 0 {
            engine
                .freeze_desk(&freezer, "A test")
                .await
                .expect("answers");
        } else {
            let thawer = staff::<ThawDesk>(&self.portal, "Pat", Role::PasswordAdmin);
            engine.thaw_desk(&thawer).await.expect("answers");
        }
    }

    fn lock_now_and_then(&self) {
        if self.dice.below(2) == 0 {
            let lock = |person: &mut latchkey_credential_stores::Person| {
                person.status = UserStatus::LockedOut;
            };
            self.portal.directory.change(lock);
        }
    }

    async fn trail(&self) -> Vec<AuditRecord> {
        let mut unit = self.portal.store.read().await.expect("reads");
        unit.audit_records(0, 10_000).await.expect("reads")
    }
}

/// Checks that each action was allowed when it was done, and returns how many there were.
fn judge(trail: &[AuditRecord], seed: u64) -> usize {
    let mut proven: BTreeMap<RequestId, Timestamp> = BTreeMap::new();
    let mut is_frozen = false;
    let mut actions = 0;
    for record in trail {
        match record.event.kind {
            AuditKind::DeskFrozen => is_frozen = true,
            AuditKind::DeskThawed => is_frozen = false,
            AuditKind::PersonVerified => {
                let id = record.event.request.expect("of a case");
                proven.insert(id, record.at);
            }
            AuditKind::OperationIntended | AuditKind::HandoverCodeMade => {
                let id = record.event.request.expect("of a case");
                let since = proven.remove(&id);
                let since = since.unwrap_or_else(|| panic!("{seed}: {id} was not proven"));
                let age = record.at.duration_since(since);
                assert!(age < SignedDuration::from_mins(10), "{seed}: {age:?}");
                assert!(!is_frozen, "{seed}: the desk was stopped");
                assert_eq!(record.event.details["staff"]["name"], "Drew", "{seed}");
                actions += 1;
            }
            _ => {}
        }
    }
    actions
}

#[tokio::test]
async fn items_24_75_81_in_any_order_of_steps_each_action_follows_from_a_proof_of_its_own() {
    let mut actions = 0;
    for seed in 0..WALKS {
        let mut walk = Walk::begin(seed).await;
        for _ in 0..STEPS {
            walk.step().await;
        }
        let done = judge(&walk.trail().await, seed);
        let writes = walk.portal.directory.writes().len();
        assert!(writes <= done, "{seed}: {writes} calls for {done} actions");
        actions += done;
    }
    assert!(actions >= 10, "the walks got somewhere: {actions}");
}
