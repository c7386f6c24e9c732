use crate::{
    database::Database,
    fixtures::{Ids, after, job, now, request, subject},
};
use latchkey_domain::{
    BrowserSession, ChainHash, ChainHead, Digest, Invitation, JobState, LocalAdministrator,
    Operation, OperationKind, Principal, RequestState, Restore, Role, SignIn, UnitOfWork,
};
use latchkey_values::{OperationId, RequestId, SignInId};

fn restore(minute: i64) -> Restore {
    let head = |sequence| ChainHead {
        sequence,
        hash: ChainHash::START,
    };
    Restore {
        at: after(minute),
        head: Some(head(7)),
        replaced: Some(head(9)),
        seen_to_at: None,
    }
}

async fn latest(database: &Database) -> Option<Restore> {
    database.read().await.latest_restore().await.expect("read")
}

async fn see_to(database: &Database) -> bool {
    let mut unit = database.begin().await;
    let is_first = unit.see_to_restores(after(5)).await.expect("noted");
    unit.commit().await.expect("committed");
    is_first
}

pub(crate) async fn a_restore_is_remembered_and_seen_to_once(database: Database) {
    assert_eq!(latest(&database).await, None);
    assert!(!see_to(&database).await, "there is none");
    let mut unit = database.begin().await;
    let earlier = Restore {
        head: None,
        replaced: None,
        ..restore(0)
    };
    unit.note_restore(&earlier).await.expect("noted");
    unit.note_restore(&restore(1)).await.expect("noted");
    unit.commit().await.expect("committed");
    assert_eq!(latest(&database).await, Some(restore(1)));
    assert!(see_to(&database).await);
    let seen_to = Restore {
        seen_to_at: Some(after(5)),
        ..restore(1)
    };
    assert_eq!(latest(&database).await, Some(seen_to));
    assert!(!see_to(&database).await, "once");
}

pub(crate) async fn of_nodes_that_start_at_once_one_sees_to_it(database: Database) {
    let mut unit = database.begin().await;
    unit.note_restore(&restore(0)).await.expect("noted");
    unit.commit().await.expect("committed");
    let mut first = database.begin().await;
    assert!(first.see_to_restores(now()).await.expect("noted"));
    let store = database.store.clone();
    let second = tokio::spawn(async move {
        let mut unit = store.begin().await.expect("begins");
        unit.see_to_restores(now()).await.expect("asked")
    });
    assert!(database.is_held_up(&second).await, "until it is done");
    first.commit().await.expect("committed");
    assert!(!second.await.expect("no panic"));
}

pub(crate) async fn jobs_are_held_back_unless_their_kind_may_run(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    for kind in ["send-confirmation", "settle-operation", "clean-up"] {
        let queued = unit.enqueue(&job(&ids, kind, now())).await;
        queued.expect("queued");
    }
    let kinds = &["send-confirmation"];
    let held = unit.claim_job(kinds, now(), after(1)).await;
    let held = held.expect("claimed").expect("a job");
    let kinds = ["settle-operation", "clean-up"];
    let count = unit.hold_back_jobs(&kinds, "too old").await;
    assert_eq!(count.expect("held back"), 1);
    unit.commit().await.expect("committed");
    let mut unit = database.begin().await;
    let dead = unit.job_records(Some(JobState::Dead), 10).await;
    let dead = dead.expect("read");
    assert_eq!(
        (dead.len(), dead[0].kind.as_str()),
        (1, "send-confirmation")
    );
    assert_eq!(dead[0].last_error.as_deref(), Some("too old"));
    let finished = unit.finish_job(held.id, held.lease).await;
    assert!(!finished.expect("asked"), "whoever held it has lost it");
    let count = unit.hold_back_jobs(&[], "all").await;
    assert_eq!(count.expect("held back"), 2);
}

/// A request in `state` with an effect that is open or not.
async fn executing(
    unit: &mut dyn UnitOfWork,
    ids: &Ids,
    state: RequestState,
    is_open: bool,
) -> RequestId {
    let mut request = request(ids);
    request.subject = Some(subject());
    request.state = state;
    unit.insert_request(&request, None).await.expect("inserted");
    let id = OperationId::new(&ids.clock, &ids.entropy);
    let kind = OperationKind::SetPassword;
    let mut operation = Operation::intend(id, request.id, kind, "00u1", None, now());
    unit.insert_operation(&operation).await.expect("inserted");
    if !is_open {
        operation.settle(latchkey_domain::OperationState::Unknown, None, now());
        unit.save_operation(&operation).await.expect("saved");
    }
    request.id
}

pub(crate) async fn only_requests_with_an_open_effect_are_in_doubt(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let open = executing(unit.as_mut(), &ids, RequestState::Executing, true).await;
    executing(unit.as_mut(), &ids, RequestState::Executing, false).await;
    executing(unit.as_mut(), &ids, RequestState::Completed, true).await;
    let found = unit.requests_in_doubt().await.expect("read");
    assert_eq!(found, [open]);
}

pub(crate) async fn all_access_ends(database: Database) {
    let ids = Ids::new(1);
    let session = BrowserSession {
        id: Digest::from_hex("a1".into()),
        data: "{}".into(),
        expires_at: after(60),
    };
    let sign_in = SignIn {
        id: SignInId::new(&ids.clock, &ids.entropy),
        principal: Principal {
            issuer: Principal::LOCAL.into(),
            subject: "admin".into(),
        },
        name: "Administrator".into(),
        login: "admin".into(),
        roles: vec![Role::Auditor],
        roles_read_at: now(),
        authenticated_at: now(),
        last_seen_at: now(),
        expires_at: after(60),
    };
    let administrator = LocalAdministrator {
        name: "admin".parse().expect("valid"),
        password: None,
        invitation: Some(Invitation {
            digest: Digest::from_hex("b1".into()),
            expires_at: after(60),
        }),
        disabled: false,
        created_at: now(),
    };
    let mut unit = database.begin().await;
    unit.put_session(&session).await.expect("put");
    unit.insert_sign_in(&sign_in).await.expect("inserted");
    let put = unit.put_local_administrator(&administrator).await;
    put.expect("put");
    unit.end_all_access().await.expect("ended");
    assert_eq!(unit.session(&session.id, now()).await.expect("read"), None);
    assert_eq!(unit.sign_in(sign_in.id, now()).await.expect("read"), None);
    let left = unit.local_administrator(&administrator.name).await;
    let expected = LocalAdministrator {
        invitation: None,
        ..administrator
    };
    assert_eq!(left.expect("read"), Some(expected));
}
