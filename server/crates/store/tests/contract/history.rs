use crate::{
    database::Database,
    fixtures::{Ids, after, process, subject},
};
use jiff::SignedDuration;
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Operation, OperationKind, OperationState, Purpose, Request,
    RequestState, Subject, UnitOfWork,
};
use latchkey_values::{OperationId, RequestId};
use serde_json::Map;

/// What came of a request, in minutes after the tests' beginning.
#[derive(Clone, Copy)]
pub(crate) struct Story {
    pub(crate) process: &'static str,
    pub(crate) purpose: Purpose,
    /// The person's id; `None` for a decoy.
    pub(crate) person: Option<&'static str>,
    pub(crate) begun: i64,
    pub(crate) verified: Option<i64>,
    pub(crate) ended: Option<(i64, RequestState)>,
    pub(crate) wrong_codes: u32,
    pub(crate) done: &'static [OperationKind],
}

/// A reset of person `00u1` that went well and took six minutes.
pub(crate) const RESET: Story = Story {
    process: "employees",
    purpose: Purpose::Reset,
    person: Some("00u1"),
    begun: 0,
    verified: Some(2),
    ended: Some((6, RequestState::Completed)),
    wrong_codes: 0,
    done: &[OperationKind::SetPassword],
};

/// A request about nobody, which ran out of time.
pub(crate) const DECOY: Story = Story {
    person: None,
    verified: None,
    ended: Some((15, RequestState::Expired)),
    done: &[],
    ..RESET
};

/// The request of a story, told to the database as the engine does. Later stories get later ids.
pub(crate) async fn tell(database: &Database, ids: &Ids, story: Story) -> RequestId {
    ids.clock.advance(SignedDuration::from_millis(1));
    let login = story.person.map_or("nobody", |_| "Alice@example.com");
    let login = login.parse().expect("a login");
    let process = process(story.process);
    let mut request = Request::new(
        ids.request(),
        &process,
        story.purpose,
        login,
        after(story.begun),
    );
    let mut unit = database.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    request.subject = story.person.map(|id| Subject {
        id: id.into(),
        ..subject()
    });
    request.state = story.ended.map_or(RequestState::Verifying, |(_, end)| end);
    unit.save_request(&request).await.expect("saved");
    record(unit.as_mut(), &request, story).await;
    for kind in story.done {
        let (at, _) = story.ended.expect("what is done has ended");
        operate(unit.as_mut(), ids, &request, *kind, at).await;
    }
    unit.commit().await.expect("committed");
    request.id
}

async fn record(unit: &mut dyn UnitOfWork, request: &Request, story: Story) {
    note(unit, request, AuditKind::RequestStarted, story.begun).await;
    if story.person.is_some() {
        note(unit, request, AuditKind::CodeSent, story.begun + 1).await;
    }
    for _ in 0..story.wrong_codes {
        note(unit, request, AuditKind::CodeRefused, story.begun + 1).await;
    }
    if let Some(minute) = story.verified {
        note(unit, request, AuditKind::PersonVerified, minute).await;
    }
    if let Some((minute, end)) = story.ended {
        let kind = match end {
            RequestState::Completed => AuditKind::RequestCompleted,
            _ => AuditKind::RequestEnded,
        };
        note(unit, request, kind, minute).await;
    }
}

async fn note(unit: &mut dyn UnitOfWork, request: &Request, kind: AuditKind, minute: i64) {
    let event = AuditEvent {
        kind,
        actor: Actor::Portal,
        subject: request.subject.as_ref().map(|subject| subject.id.clone()),
        request: Some(request.id),
        network: Some("203.0.113.7".into()),
        details: Map::new(),
    };
    let appended = unit.append_audit(after(minute), event).await;
    appended.expect("appended");
}

async fn operate(
    unit: &mut dyn UnitOfWork,
    ids: &Ids,
    request: &Request,
    kind: OperationKind,
    minute: i64,
) {
    let id = OperationId::new(&ids.clock, &ids.entropy);
    let person = &request.subject.as_ref().expect("somebody").id;
    let mut operation = Operation::intend(id, request.id, kind, person, None, after(minute));
    operation.settle(OperationState::Done, None, after(minute));
    unit.insert_operation(&operation).await.expect("inserted");
}
