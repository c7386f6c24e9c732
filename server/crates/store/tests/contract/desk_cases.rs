use crate::{
    database::Database,
    fixtures::{Ids, after, now, request, subject},
};
use latchkey_domain::{
    DeskAction, DeskCase, DeskFreeze, Digest, Handover, Principal, Request, RequestState,
    StoreError,
};

fn agent(subject: &str) -> Principal {
    Principal {
        issuer: "https://example.okta.com".into(),
        subject: subject.into(),
    }
}

fn case(request: &Request) -> DeskCase {
    DeskCase {
        request: request.id,
        agent: agent("00u9"),
        agent_name: "Drew \"Desk\" ✓".into(),
        person: "00u1".into(),
        reason: Some("Forgot it".into()),
        ticket: Some("INC0010001".into()),
        opened_at: now(),
        confirmation: None,
        handover: None,
    }
}

fn code() -> Digest {
    Digest::from_hex("cd".repeat(32))
}

pub(crate) async fn a_case_comes_back_as_it_was_put(database: Database) {
    let request = request(&Ids::new(1));
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    assert_eq!(unit.desk_case(request.id).await.expect("read"), None);
    let mut case = case(&request);
    unit.put_desk_case(&case, None).await.expect("put");
    assert_eq!(
        unit.desk_case(request.id).await.expect("read"),
        Some(case.clone())
    );
    case.ask(DeskAction::HandOver, after(1));
    let answered = case.answer(&agent("00u8"), "Sasha", true);
    answered.expect("waiting");
    case.handover = Some(Handover {
        nonce: "n".into(),
        until: after(10),
        used_at: None,
    });
    unit.put_desk_case(&case, Some(&code())).await.expect("put");
    let read = unit.desk_case(request.id).await.expect("read");
    assert_eq!(read, Some(case));
}

pub(crate) async fn a_case_is_found_by_its_code_and_needs_its_request(database: Database) {
    let ids = Ids::new(1);
    let (kept, gone) = (request(&ids), request(&ids));
    let mut unit = database.begin().await;
    unit.insert_request(&kept, None).await.expect("inserted");
    let case_of_kept = case(&kept);
    unit.put_desk_case(&case_of_kept, Some(&code()))
        .await
        .expect("put");
    unit.put_desk_case(&case_of_kept, None).await.expect("put");
    let found = unit.desk_case_of_code(&code()).await.expect("read");
    assert_eq!(found, Some(case_of_kept), "the code stays");
    let other = Digest::from_hex("ef".repeat(32));
    assert_eq!(unit.desk_case_of_code(&other).await.expect("read"), None);
    let put = unit.put_desk_case(&case(&gone), None).await;
    assert!(
        matches!(put, Err(StoreError::Missing("desk_cases"))),
        "{put:?}"
    );
}

pub(crate) async fn only_proven_cases_wait_for_a_second_agent(database: Database) {
    let ids = Ids::new(1);
    let (mut proven, mut other) = (request(&ids), request(&ids));
    (proven.state, proven.subject) = (RequestState::Verified, Some(subject()));
    other.state = RequestState::Cancelled;
    let mut unit = database.begin().await;
    for request in [&proven, &other] {
        unit.insert_request(request, None).await.expect("inserted");
        let mut case = case(request);
        case.ask(DeskAction::Unlock, now());
        unit.put_desk_case(&case, None).await.expect("put");
    }
    let waiting = unit.waiting_desk_cases(now(), 10).await.expect("read");
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].request, proven.id);
    let late = unit
        .waiting_desk_cases(proven.expires_at, 10)
        .await
        .expect("read");
    assert_eq!(late, []);
    let mut answered = waiting.into_iter().next().expect("one");
    answered
        .answer(&agent("00u8"), "Sasha", false)
        .expect("waiting");
    unit.put_desk_case(&answered, None).await.expect("put");
    let waiting = unit.waiting_desk_cases(now(), 10).await.expect("read");
    assert_eq!(waiting, []);
}

pub(crate) async fn the_desk_is_frozen_once_and_thawed_once(database: Database) {
    let freeze = DeskFreeze {
        since: now(),
        by: "Pat".into(),
        reason: "Calls by somebody who is none of us".into(),
    };
    let mut unit = database.begin().await;
    assert_eq!(unit.desk_freeze().await.expect("read"), None);
    assert!(unit.set_desk_freeze(Some(&freeze)).await.expect("set"));
    assert!(!unit.set_desk_freeze(Some(&freeze)).await.expect("set"));
    assert_eq!(unit.desk_freeze().await.expect("read"), Some(freeze));
    assert!(unit.set_desk_freeze(None).await.expect("thawed"));
    assert!(!unit.set_desk_freeze(None).await.expect("thawed"));
    assert_eq!(unit.desk_freeze().await.expect("read"), None);
}
