//! What a caller has to prove, and what agents see of it.

use crate::{
    agents::{ALICE, desk, desk_process, drew, new_case, staff},
    harness::Portal,
};
use jiff::SignedDuration;
use latchkey_auth::access::HelpCallers;
use latchkey_credential_stores::Attributes;
use latchkey_domain::{
    AuditKind, DeskAction, Process, RequestState, Requirement, Role, Verification, VerificationStep,
};
use latchkey_processes::{
    CodeOutcome, Limits,
    desk::{
        ActionOutcome, CaseStep, CodeRequested, NewCase, NotOpened, PersonLookedUp,
        PersonalDataOutcome,
    },
};
use latchkey_values::{RequestId, UserStatus};
use std::collections::BTreeMap;

async fn asking_for_personal_data() -> Portal {
    let mut process: Process = desk_process();
    process.verifications.steps.push(VerificationStep {
        verification: Verification::PersonalData,
        requirement: Requirement::Mandatory,
    });
    process.desk.personal_data = vec!["employeeNumber".into(), "city".into()];
    let portal = Portal::start_with(&process, Limits::default()).await;
    let profile = serde_json::json!({ "employeeNumber": "E-10422", "city": "Rome" });
    let profile = profile.as_object().cloned().expect("an object");
    let attributes = Attributes::from(profile);
    portal
        .directory
        .change(|person| person.attributes = attributes);
    portal
}

async fn say(portal: &Portal, id: RequestId, number: &str, city: &str) -> PersonalDataOutcome {
    let said = [("employeeNumber", number), ("city", city)];
    let said = said.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let said = BTreeMap::from(said);
    let outcome = portal
        .engine
        .check_personal_data(&drew(portal), id, &said)
        .await;
    outcome.expect("answers")
}

#[tokio::test]
async fn item_75_nothing_is_done_before_the_proof() {
    let portal = desk().await;
    let id = portal.open_case().await;
    portal.send_code(id).await;
    for action in DeskAction::ALL {
        assert_eq!(portal.act(id, action).await, ActionOutcome::Over);
    }
    assert!(portal.directory.writes().is_empty());
    assert!(portal.case(id).await.handover.is_none());
}

#[tokio::test]
async fn item_75_a_proof_allows_one_action_and_lasts_ten_minutes() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    assert_eq!(
        portal.act(id, DeskAction::SignOut).await,
        ActionOutcome::Done
    );
    let second = portal.act(id, DeskAction::ExpirePassword).await;
    assert_eq!(second, ActionOutcome::Done, "the answer to the first");
    assert_eq!(portal.directory.writes(), ["revoke-sessions"]);
    portal.run_jobs().await;
    portal.mailbox.take();

    let late = portal.proven_case().await;
    portal.pass(SignedDuration::from_mins(10));
    let expired = CaseStep::Ended(RequestState::Expired);
    assert_eq!(portal.step(late).await, expired);
    assert_eq!(
        portal.act(late, DeskAction::SignOut).await,
        ActionOutcome::Over
    );
    assert_eq!(portal.directory.writes(), ["revoke-sessions"]);
}

#[tokio::test]
async fn items_64_75_another_agents_case_is_as_if_it_were_not_there() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    let other = staff::<HelpCallers>(&portal, "Sasha", Role::SeniorServiceDesk);
    let engine = &portal.engine;
    assert!(engine.case(&other, id).await.expect("answers").is_none());
    let acted = engine.act_for_caller(&other, id, DeskAction::SignOut).await;
    assert_eq!(acted.expect("answers"), ActionOutcome::Over);
    let sent = engine.send_case_code(&other, id).await.expect("answers");
    assert_eq!(sent, CodeRequested::Over);
    let entered = engine.enter_case_code(&other, id, "000000").await;
    assert_eq!(entered.expect("answers"), CodeOutcome::Over);
    let said = BTreeMap::new();
    let compared = engine.check_personal_data(&other, id, &said).await;
    assert_eq!(compared.expect("answers"), PersonalDataOutcome::Over);
    engine.close_case(&other, id).await.expect("answers");
    assert_eq!(
        portal.step(id).await,
        CaseStep::Act,
        "nothing happened to it"
    );
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn the_code_goes_to_the_persons_own_address_and_counts_tries() {
    let portal = desk().await;
    let id = portal.open_case().await;
    assert_eq!(portal.enter_code(id, "000000").await, CodeOutcome::Over);
    assert_eq!(portal.send_code(id).await, CodeRequested::Sent);
    let mail = portal.mailbox.take().pop().expect("a mail");
    assert_eq!(mail.to.as_str(), "alice.private@example.com");
    assert!(mail.text.contains("read this code out"), "{}", mail.text);
    assert!(matches!(
        portal.send_code(id).await,
        CodeRequested::TooSoon { .. }
    ));
    for tries_left in (1..5).rev() {
        let wrong = portal.enter_code(id, "not a code").await;
        assert_eq!(wrong, CodeOutcome::Wrong { tries_left });
    }
    assert_eq!(portal.enter_code(id, "x").await, CodeOutcome::NoTriesLeft);
}

#[tokio::test]
async fn item_76_personal_data_alone_prove_nothing_and_only_match_or_not() {
    let portal = asking_for_personal_data().await;
    let id = portal.open_case().await;
    let no = |tries_left| PersonalDataOutcome::NoMatch { tries_left };
    assert_eq!(say(&portal, id, "E-10422", "Paris").await, no(2));
    assert_eq!(
        say(&portal, id, "e10422", " ROME ").await,
        PersonalDataOutcome::Match
    );
    assert_eq!(portal.step(id).await, CaseStep::Verify);
    assert_eq!(
        portal.act(id, DeskAction::SignOut).await,
        ActionOutcome::Over
    );
    portal.send_code(id).await;
    let (code, _) = portal.mailbox.take_code();
    assert_eq!(portal.enter_code(id, &code).await, CodeOutcome::Verified);
    assert_eq!(portal.step(id).await, CaseStep::Act);
    let seen = format!("{:?}", portal.case(id).await);
    assert!(!seen.contains("10422") && !seen.contains("Rome"), "{seen}");
}

#[tokio::test]
async fn item_76_wrong_personal_data_close_the_case_and_what_is_missing_never_matches() {
    let portal = asking_for_personal_data().await;
    let id = portal.open_case().await;
    let empty = Attributes::default();
    portal.directory.change(|person| person.attributes = empty);
    for tries_left in [2, 1] {
        let no = PersonalDataOutcome::NoMatch { tries_left };
        assert_eq!(say(&portal, id, "", "").await, no);
    }
    let last = say(&portal, id, "", "").await;
    assert_eq!(last, PersonalDataOutcome::NoTriesLeft);
    let blocked = CaseStep::Ended(RequestState::Blocked);
    assert_eq!(portal.step(id).await, blocked);
    let refused = AuditKind::PersonalDataRefused;
    let kinds = portal.audit().await;
    assert_eq!(kinds.iter().filter(|kind| **kind == refused).count(), 3);
}

#[tokio::test]
async fn a_case_needs_what_the_process_asks_for_and_somebody_it_serves() {
    let portal = desk().await;
    let without = NewCase {
        reason: " ".into(),
        ..new_case()
    };
    assert_eq!(
        portal.try_open(without).await,
        Err(NotOpened::ReasonMissing)
    );
    let odd = NewCase {
        ticket: "<b>".into(),
        ..new_case()
    };
    assert_eq!(portal.try_open(odd).await, Err(NotOpened::TicketInvalid));
    portal
        .directory
        .change(|person| person.status = UserStatus::Suspended);
    let refused = portal.try_open(new_case()).await;
    assert!(
        matches!(refused, Err(NotOpened::NotServed(_))),
        "{refused:?}"
    );
    assert_eq!(portal.by_staff().await, []);
}

#[tokio::test]
async fn the_card_of_a_person_says_what_agents_did_and_holds_no_address() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    portal.act(id, DeskAction::SignOut).await;
    let store = "okta".parse().expect("valid");
    let agent = drew(&portal);
    let card = portal.engine.person_card(&agent, &store, ALICE);
    let PersonLookedUp::Found(card) = card.await.expect("answers") else {
        panic!("not found")
    };
    assert_eq!(card.requests_of_week, 1);
    let kinds: Vec<_> = card.desk_actions.iter().map(|one| one.event.kind).collect();
    assert_eq!(
        kinds,
        [AuditKind::OperationIntended, AuditKind::RequestStarted]
    );
    let seen = format!("{card:?}");
    assert!(!seen.contains("alice.private@example.com"), "{seen}");
}

#[tokio::test]
async fn the_next_caller_starts_clean() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    let closed = portal.engine.close_case(&drew(&portal), id).await;
    closed.expect("answers");
    assert_eq!(
        portal.act(id, DeskAction::SignOut).await,
        ActionOutcome::Over
    );
    let ended = CaseStep::Ended(RequestState::Cancelled);
    assert_eq!(portal.step(id).await, ended);
}
