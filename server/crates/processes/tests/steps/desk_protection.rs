//! Protected people, and the second agent.

use crate::{
    agents::{desk, desk_process, drew, new_case, staff},
    harness::Portal,
};
use latchkey_auth::access::{ConfirmActions, HelpCallers};
use latchkey_credential_stores::Group;
use latchkey_domain::{AuditKind, DeskAction, ProtectedPeople, Role};
use latchkey_processes::{
    Limits,
    desk::{ActionOutcome, Answered, DeskVerdict, NotOpened, Protection, Redeemed},
};
use latchkey_values::RequestId;

async fn with_second_agents() -> Portal {
    let mut process = desk_process();
    process.serves_administrators = true;
    process.desk.protected_people = ProtectedPeople::SecondAgent;
    process.desk.protected_groups = vec!["Board".into()];
    Portal::start_with(&process, Limits::default()).await
}

fn on_the_board(portal: &Portal) {
    portal.directory.change(|person| {
        person.groups.push(Group {
            id: "00g2".into(),
            name: "Board".into(),
        });
    });
}

async fn answer(portal: &Portal, name: &str, id: RequestId, confirms: bool) -> Answered {
    let second = staff::<ConfirmActions>(portal, name, Role::SeniorServiceDesk);
    let answered = portal
        .engine
        .answer_confirmation(&second, id, confirms)
        .await;
    answered.expect("answers")
}

#[tokio::test]
async fn item_67_a_second_agent_confirms_one_action_and_nobody_their_own() {
    let portal = with_second_agents().await;
    on_the_board(&portal);
    let id = portal.proven_case().await;
    let board = Protection::Group("Board".into());
    let asked = portal.act(id, DeskAction::SignOut).await;
    assert_eq!(asked, ActionOutcome::Waits(board.clone()));
    assert!(portal.directory.writes().is_empty());

    let own = answer(&portal, "Drew", id, true).await;
    assert_eq!(own, Answered::OwnCase);
    let waits = portal.act(id, DeskAction::SignOut).await;
    assert_eq!(waits, ActionOutcome::Waits(board.clone()));
    let confirmed = answer(&portal, "Sasha", id, true).await;
    assert_eq!(confirmed, Answered::Taken(DeskAction::SignOut));
    let other = portal.act(id, DeskAction::ExpirePassword).await;
    assert_eq!(
        other,
        ActionOutcome::Waits(board),
        "another action is another question"
    );
    assert!(portal.directory.writes().is_empty());
    answer(&portal, "Sasha", id, true).await;
    let done = portal.act(id, DeskAction::ExpirePassword).await;
    assert_eq!(done, ActionOutcome::Done);
    assert_eq!(portal.directory.writes(), ["expire-password"]);
}

#[tokio::test]
async fn a_second_agent_sees_what_waits_and_can_refuse_it() {
    let portal = with_second_agents().await;
    on_the_board(&portal);
    let id = portal.proven_case().await;
    portal.act(id, DeskAction::HandOver).await;
    let second = staff::<ConfirmActions>(&portal, "Sasha", Role::SeniorServiceDesk);
    let waiting = portal.engine.waiting_cases(&second).await.expect("answers");
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].agent, "Drew");
    assert_eq!(waiting[0].reason.as_deref(), Some("Forgot the password"));
    answer(&portal, "Sasha", id, false).await;
    let refused = portal.act(id, DeskAction::HandOver).await;
    let by = "Sasha".to_owned();
    assert_eq!(refused, ActionOutcome::RefusedBySecond { by });
    assert!(portal.case(id).await.handover.is_none());
    let waiting = portal.engine.waiting_cases(&second).await.expect("answers");
    assert_eq!(waiting, []);
    let kinds = portal.audit().await;
    assert!(kinds.contains(&AuditKind::ConfirmationAsked));
    assert!(kinds.contains(&AuditKind::ConfirmationGiven));
}

#[tokio::test]
async fn item_68_whoever_becomes_an_administrator_after_the_proof_is_not_touched() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    portal
        .directory
        .change(|person| person.is_administrator = true);
    let refused = portal.act(id, DeskAction::SignOut).await;
    assert_eq!(refused, ActionOutcome::NotPossible);
    assert!(portal.directory.writes().is_empty());

    let portal = with_second_agents().await;
    let id = portal.proven_case().await;
    portal
        .directory
        .change(|person| person.is_administrator = true);
    let waits = portal.act(id, DeskAction::SignOut).await;
    assert_eq!(waits, ActionOutcome::Waits(Protection::Administrator));
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn protected_people_are_refused_where_there_is_no_second_agent() {
    let mut process = desk_process();
    process.desk.protected_groups = vec!["Board".into()];
    let portal = Portal::start_with(&process, Limits::default()).await;
    let id = portal.proven_case().await;
    on_the_board(&portal);
    let board = Protection::Group("Board".into());
    let refused = portal.act(id, DeskAction::SignOut).await;
    assert_eq!(refused, ActionOutcome::Protected(board.clone()));
    let not = portal.try_open(new_case()).await;
    let verdict = DeskVerdict::Protected(board);
    assert_eq!(not, Err(NotOpened::NotServed(verdict)));
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn item_79_a_second_reset_of_a_person_within_a_day_takes_a_second_agent() {
    let portal = with_second_agents().await;
    let first = portal.proven_case().await;
    portal.act(first, DeskAction::HandOver).await;
    let code = portal.handover_code(first).await;
    assert!(matches!(portal.redeem(&code).await, Redeemed::Started(_)));
    portal.run_jobs().await;
    portal.mailbox.take();
    let second = portal.proven_case().await;
    let waits = portal.act(second, DeskAction::HandOver).await;
    assert_eq!(waits, ActionOutcome::Waits(Protection::SecondReset));
    let unlock = portal.act(second, DeskAction::SignOut).await;
    assert_eq!(unlock, ActionOutcome::Done, "no password is touched");
}

#[tokio::test]
async fn a_senior_agents_own_case_needs_another_senior() {
    let portal = with_second_agents().await;
    on_the_board(&portal);
    let sasha = staff::<HelpCallers>(&portal, "Sasha", Role::SeniorServiceDesk);
    let id = portal.proven_case().await;
    portal.act(id, DeskAction::SignOut).await;
    // Drew's case: Sasha may answer, and then still not act in it.
    answer(&portal, "Sasha", id, true).await;
    let acted = portal
        .engine
        .act_for_caller(&sasha, id, DeskAction::SignOut)
        .await;
    assert_eq!(acted.expect("answers"), ActionOutcome::Over);
    assert_eq!(
        portal.act(id, DeskAction::SignOut).await,
        ActionOutcome::Done
    );
    assert!(
        portal
            .engine
            .case(&drew(&portal), id)
            .await
            .expect("answers")
            .is_some()
    );
}
