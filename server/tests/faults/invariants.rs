//! "Nothing lost" in checkable words: the invariants N1 to N5, N7, N8 and N9 of the security
//! requirements. (N6 is about hooks, which this portal does not have.)

use crate::harness::{Evidence, Run};
use jiff::Timestamp;
use latchkey_domain::{
    Actor, AuditKind, Operation, OperationKind, OperationState, RequestState, verify_chain,
};
use std::collections::BTreeSet;

/// What a broken invariant means for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// Something that happened is not known, or something that is told did not happen.
    Lost,
    /// Something happened twice.
    Doubled,
    /// Something never ends.
    Stuck,
    /// A secret was left behind.
    Leaked,
}

/// An invariant that does not hold.
#[derive(Debug)]
pub(crate) struct Violation {
    pub(crate) harm: Harm,
    /// Which one, and what was found.
    pub(crate) found: String,
}

/// Asserts all invariants.
pub(crate) fn assert_hold(evidence: &Evidence) {
    let violations = violations(evidence);
    assert!(violations.is_empty(), "{violations:#?}");
}

/// Every invariant that does not hold.
pub(crate) fn violations(evidence: &Evidence) -> Vec<Violation> {
    let mut found = Findings::default();
    for run in &evidence.runs {
        n1_every_operation_ends(&mut found, run);
        n4_proof_is_spent_with_the_intent(&mut found, evidence, run);
        n8_everybody_is_told_once(&mut found, evidence, run);
    }
    if evidence.dead_jobs > 0 {
        found.add(Harm::Stuck, format!("N1: {} dead jobs", evidence.dead_jobs));
    }
    for effect in &EFFECTS {
        n2_n3_every_effect_has_one_intent(&mut found, evidence, effect);
    }
    n5_nobody_is_worse_off(&mut found, evidence);
    if let Err(broken) = verify_chain(None, &evidence.trail) {
        found.add(Harm::Lost, format!("N7: {broken}"));
    }
    for leak in &evidence.leaks {
        found.add(Harm::Leaked, format!("N9: {leak}"));
    }
    found.0
}

#[derive(Default)]
struct Findings(Vec<Violation>);

impl Findings {
    fn add(&mut self, harm: Harm, found: String) {
        self.0.push(Violation { harm, found });
    }

    fn unless(&mut self, holds: bool, harm: Harm, found: impl FnOnce() -> String) {
        if !holds {
            self.add(harm, found());
        }
    }
}

fn n1_every_operation_ends(found: &mut Findings, run: &Run) {
    let Run {
        request,
        operations,
        ..
    } = run;
    let open = operations.iter().filter(|operation| operation.is_open());
    for operation in open {
        found.add(Harm::Stuck, format!("N1: open: {operation:?}"));
    }
    let any = |state| operations.iter().any(|operation| operation.state == state);
    let ends = request.state != RequestState::Executing || any(OperationState::Unknown);
    found.unless(ends, Harm::Stuck, || format!("N1: executing: {request:?}"));
    let is_done = request.state != RequestState::Completed || any(OperationState::Done);
    found.unless(is_done, Harm::Lost, || {
        format!("N1: done by guess: {request:?}")
    });
}

fn n4_proof_is_spent_with_the_intent(found: &mut Findings, evidence: &Evidence, run: &Run) {
    let proofs = evidence.noted(run, AuditKind::PersonVerified);
    let expected = match run.request.state {
        RequestState::Identified | RequestState::Verifying => Some(0),
        RequestState::Verified | RequestState::Executing | RequestState::Completed => Some(1),
        _ => None,
    };
    let proven = expected.is_none_or(|expected| expected == proofs);
    found.unless(proven, Harm::Lost, || {
        format!("N4: {proofs} proofs: {:?}", run.request)
    });
    let code_is_gone = expected != Some(1) || run.challenge.is_none();
    found.unless(code_is_gone, Harm::Doubled, || {
        format!("N4: a live code after the proof: {:?}", run.request)
    });
    let spent = spendings(evidence, run);
    let given_back = run.operations.iter().filter(|operation| {
        let state = operation.state;
        matches!(state, OperationState::Refused | OperationState::NotSent)
    });
    let most = proofs + given_back.count();
    found.unless(spent <= most, Harm::Doubled, || {
        format!("N4: one proof spent {spent} times: {:?}", run.request)
    });
}

/// How often the proof of a request was spent.
fn spendings(evidence: &Evidence, run: &Run) -> usize {
    let intents = evidence.trail.iter().filter(|record| {
        let event = &record.event;
        event.request == Some(run.request.id)
            && event.kind == AuditKind::OperationIntended
            && event.actor == Actor::Visitor
    });
    intents.count()
}

/// A kind of effect: how the org's log names it, and the operations that have it.
struct Effect {
    event: &'static str,
    kinds: &'static [OperationKind],
    /// Whether doing it again for the same operation changes nothing.
    repeatable: bool,
    /// Whether it happens once for each operation that is done. Lifting a lock that is gone is done
    /// without it.
    shows: bool,
}

const EFFECTS: [Effect; 4] = [
    Effect {
        event: "user.account.update_password",
        kinds: &[OperationKind::SetPassword, OperationKind::ChangePassword],
        repeatable: false,
        shows: true,
    },
    Effect {
        event: "user.account.unlock_by_admin",
        kinds: &[OperationKind::Unlock],
        repeatable: false,
        shows: false,
    },
    Effect {
        event: "user.account.expire_password",
        kinds: &[OperationKind::ExpirePassword],
        repeatable: true,
        shows: false,
    },
    Effect {
        event: "user.session.clear",
        kinds: &[OperationKind::RevokeSessions],
        repeatable: true,
        shows: false,
    },
];

fn n2_n3_every_effect_has_one_intent(found: &mut Findings, evidence: &Evidence, effect: &Effect) {
    for user in &evidence.users {
        let done = effects_on(evidence, effect, &user.id);
        let mut intents = intents_about(evidence, effect, &user.id);
        intents.sort_unstable_by_key(|(_, at)| *at);
        let what = format!("{} of {}: {done:?}, {intents:?}", effect.event, user.id);
        if !effect.repeatable && done.len() > intents.len() {
            found.add(Harm::Doubled, format!("N3: {what}"));
            continue;
        }
        let is_intended = |(number, at): (usize, &Timestamp)| {
            let number = if effect.repeatable { 0 } else { number };
            let intent = intents.get(number);
            intent.is_some_and(|(_, intended)| intended.as_millisecond() <= at.as_millisecond())
        };
        let all_intended = done.iter().enumerate().all(is_intended);
        found.unless(all_intended, Harm::Lost, || format!("N2: {what}"));
        let truthful = !effect.shows || is_told_truthfully(done.len(), &intents);
        found.unless(truthful, Harm::Lost, || {
            format!("N1: told otherwise: {what}")
        });
    }
}

/// Whether as much is said to be done as was done; of what is unknown either may be true.
fn is_told_truthfully(done: usize, intents: &[(&Operation, Timestamp)]) -> bool {
    let said = |state| {
        let of = |(operation, _): &&(&Operation, Timestamp)| operation.state == state;
        intents.iter().filter(of).count()
    };
    let least = said(OperationState::Done);
    let unsaid = said(OperationState::Unknown) + said(OperationState::Intended);
    (least..=least + unsaid).contains(&done)
}

/// When the org did it to a person, oldest first.
fn effects_on(evidence: &Evidence, effect: &Effect, person: &str) -> Vec<Timestamp> {
    let on = evidence.log.iter().filter(|record| {
        record.event_type == effect.event && record.json["target"][0]["id"] == person
    });
    on.map(|record| record.published).collect()
}

/// The operations that were to do it to a person, and when their intent entered the trail.
fn intents_about<'a>(
    evidence: &'a Evidence,
    effect: &Effect,
    person: &str,
) -> Vec<(&'a Operation, Timestamp)> {
    let about = evidence
        .operations()
        .filter(|operation| operation.subject == person && effect.kinds.contains(&operation.kind));
    let audited = |operation: &'a Operation| {
        let id = operation.id.to_string();
        let record = evidence.trail.iter().find(|record| {
            record.event.kind == AuditKind::OperationIntended
                && record
                    .event
                    .details
                    .get("operation")
                    .and_then(|id| id.as_str())
                    == Some(&id)
        });
        record.map(|record| (operation, record.at))
    };
    about.filter_map(audited).collect()
}

fn n5_nobody_is_worse_off(found: &mut Findings, evidence: &Evidence) {
    const PARKS: [&str; 4] = [
        "reset_password",
        "forgot_password",
        "expire_password",
        "expire_password_with_temp_password",
    ];
    let parks = |path: &str| PARKS.iter().any(|call| path.ends_with(call));
    for call in evidence.calls.iter().filter(|call| parks(&call.path)) {
        found.add(Harm::Lost, format!("N5: {call:?}"));
    }
}

/// A mail that a killed portal had sent already goes out again, under the same Message-ID.
fn n8_everybody_is_told_once(found: &mut Findings, evidence: &Evidence, run: &Run) {
    let request = &run.request;
    let completed = request.state == RequestState::Completed;
    let mut sent = 0;
    for channel in evidence.channels(run) {
        let id = format!("<send-confirmation-{channel}-{}@", request.id);
        let mails = evidence.mails.iter().filter(|mail| mail.raw.contains(&id));
        let count = mails.count();
        sent += count;
        found.unless(!completed || count > 0, Harm::Lost, || {
            format!("N8: nothing mailed to the {channel} address: {request:?}")
        });
        found.unless(completed || count == 0, Harm::Lost, || {
            format!("N8: told too early: {request:?}")
        });
    }
    let noted = evidence.noted(run, AuditKind::NoticeSent);
    found.unless(noted <= sent, Harm::Lost, || {
        format!("N8: {noted} notices in the trail, {sent} sent: {request:?}")
    });
}

/// Mails that went out again under their Message-ID, by which mail systems drop the second.
pub(crate) fn repeated_mails(evidence: &Evidence) -> usize {
    let id = |raw: &str| {
        let line = raw.lines().find(|line| line.starts_with("Message-ID:"));
        line.expect("an id").to_owned()
    };
    let ids: Vec<String> = evidence.mails.iter().map(|mail| id(&mail.raw)).collect();
    ids.len() - ids.iter().collect::<BTreeSet<_>>().len()
}
