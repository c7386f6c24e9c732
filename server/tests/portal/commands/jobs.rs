use crate::harness::{Browser, Portal, Setup, captured_logs};
use latchkey_domain::{Actor, AuditKind, NewJob, Store as _};
use latchkey_testkit::SeededEntropy;
use latchkey_values::{Clock as _, JobId, RequestId};
use serde_json::{Value, json};

const PERSON: &str = "00u-canary-person";

/// Queues a job that fails for good, lets it, and returns its id and the request it says it is for.
async fn dead_job(portal: &Portal, seed: u64) -> (String, RequestId) {
    let entropy = SeededEntropy::new(seed);
    let request = RequestId::new(&*portal.clock, &entropy);
    let job = NewJob {
        id: JobId::new(&*portal.clock, &entropy),
        kind: "deliver-code",
        payload: json!({ "request": request, "person": PERSON }),
        run_at: portal.clock.now(),
    };
    let mut unit = portal.store().begin().await.expect("begun");
    unit.enqueue(&job).await.expect("queued");
    unit.commit().await.expect("committed");
    portal.run_jobs().await;
    (job.id.to_string(), request)
}

fn listed(portal: &Portal) -> Vec<Value> {
    let (succeeded, said) = portal.command(&["job", "list", "--dead", "--json"]);
    assert!(succeeded, "{said}");
    serde_json::from_str(&said).expect("JSON")
}

/// The only record of `kind`: its request, and its details.
async fn recorded(portal: &Portal, kind: AuditKind) -> (Option<RequestId>, Value) {
    let trail = portal.audit_trail().await;
    let mut records = trail.iter().filter(|record| record.event.kind == kind);
    let event = &records.next().expect("a record").event;
    assert!(records.next().is_none(), "one record");
    assert_eq!(event.actor, Actor::Operator);
    (event.request, event.details.clone().into())
}

pub(crate) async fn a_dead_job_is_shown_with_its_reason_and_nobodys_data(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    assert_eq!(portal.command(&["job", "list"]).1, "no jobs\n");
    let (id, request) = dead_job(&portal, 7).await;
    let jobs = listed(&portal);
    assert_eq!((jobs.len(), &jobs[0]["id"]), (1, &json!(id)));
    assert_eq!(jobs[0]["request"], json!(request));
    assert_eq!(
        (&jobs[0]["state"], &jobs[0]["attempts"]),
        (&json!("dead"), &json!(1))
    );
    let reason = jobs[0]["last_error"].as_str().expect("a reason");
    assert!(reason.contains("challenge"), "{reason}");
    for arguments in [&["job", "list"][..], &["job", "list", "--dead", "--json"]] {
        let (_, said) = portal.command(arguments);
        assert!(said.contains(&id) && said.contains(reason), "{said}");
        assert!(!said.contains(PERSON), "{said}");
    }
    let (_, said) = portal.command(&["check-config"]);
    assert!(said.contains("jobs that were given up: 1"), "{said}");
}

pub(crate) async fn a_dead_job_is_tried_again_on_the_record(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let (id, request) = dead_job(&portal, 7).await;
    let (succeeded, said) = portal.command(&["job", "retry", &id]);
    assert!(succeeded, "{said}");
    assert_eq!(listed(&portal), Vec::<Value>::new());
    let (about, details) = recorded(&portal, AuditKind::JobRetried).await;
    assert_eq!(about, Some(request));
    assert_eq!(
        (&details["job"], &details["kind"]),
        (&json!(id), &json!("deliver-code"))
    );
    let operator = details["operator"].as_str().expect("an account");
    assert!(!operator.is_empty());
    // The command used this machine's time, and the portal's clock stands still.
    portal.advance(jiff::SignedDuration::from_hours(1));
    portal.run_jobs().await;
    assert_eq!(listed(&portal)[0]["attempts"], json!(2));
}

pub(crate) async fn a_dead_job_is_discarded_on_the_record(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let (id, request) = dead_job(&portal, 7).await;
    let (succeeded, said) = portal.command(&["job", "discard", &id]);
    assert!(succeeded, "{said}");
    assert_eq!(listed(&portal), Vec::<Value>::new());
    let (about, details) = recorded(&portal, AuditKind::JobDiscarded).await;
    assert_eq!((about, &details["job"]), (Some(request), &json!(id)));
    let (succeeded, said) = portal.command(&["audit", "verify"]);
    assert!(succeeded, "{said}");
}

pub(crate) async fn a_wrong_id_among_others_changes_nothing(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let (dead, _) = dead_job(&portal, 7).await;
    let before = portal.audit_trail().await.len();
    let wrong = RequestId::new(&*portal.clock, &SeededEntropy::new(1)).to_string();
    for command in ["retry", "discard"] {
        let (succeeded, said) = portal.command(&["job", command, &dead, &wrong]);
        let reason = format!("there is no dead job {wrong}");
        assert!(!succeeded && said.contains(&reason), "{said}");
    }
    assert_eq!(listed(&portal).len(), 1);
    assert_eq!(portal.audit_trail().await.len(), before);
}

#[tokio::test]
async fn nobody_loses_sight_of_a_job_that_died() {
    let logs = captured_logs();
    let recorder = latchkey::metrics::recorder().expect("a recorder");
    let _recording = metrics::set_default_local_recorder(&recorder);
    let mut portal = Portal::start().await;
    let mut ids = Vec::new();
    for seed in 1..=3 {
        ids.push(dead_job(&portal, seed).await.0);
    }
    let monitoring = portal.report(recorder.handle()).await;
    let page = Browser::new(monitoring).get("/metrics").await.body;
    for line in [
        "latchkey_jobs_dead 3",
        "latchkey_jobs_total{kind=\"deliver-code\",outcome=\"dead\"} 3",
    ] {
        assert!(page.lines().any(|other| other == line), "{line}: {page}");
    }
    for id in ids {
        let text = logs.text();
        let died =
            |line: &&str| line.contains("job given up") && line.contains(&format!("job={id}"));
        let line = text.lines().find(died).expect("a line");
        assert!(line.contains("missing field `challenge`"), "{line}");
    }
    portal.restart().await;
    let text = logs.text();
    let told = |line: &str| line.contains("jobs were given up") && line.contains("dead=3");
    assert!(text.lines().any(told));
}
