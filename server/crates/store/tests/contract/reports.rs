use crate::{
    database::Database,
    fixtures::{Ids, after, now},
    history::{DECOY, RESET, Story, tell},
};
use jiff::{SignedDuration, tz::Offset};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, DayOfRequests, Funnel, OperationKind as O, Period, ProofMethod,
    Purpose, RequestAction, RequestState as S, Tally,
};
use serde_json::{Map, json};

const DAY: i64 = 24 * 60;

/// The week that ends with the tests' first day.
fn week() -> Period {
    Period::last_days(7, now(), Offset::UTC)
}

fn sorted<T: Clone + std::fmt::Debug>(tallies: &[Tally<T>]) -> Vec<(String, u32)> {
    let told = tallies
        .iter()
        .map(|tally| (format!("{:?}", tally.of), tally.count));
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

const UNLOCK: Story = Story {
    purpose: Purpose::Unlock,
    done: &[O::Unlock],
    ..RESET
};

/// Two resets (one with an unlock), an unlock, a decoy, one that was blocked, and one eight days ago.
async fn tell_stories(database: &Database) {
    let ids = Ids::new(1);
    let stories = [
        RESET,
        Story {
            person: Some("00u2"),
            ended: Some((10, S::Completed)),
            done: &[O::SetPassword, O::Unlock],
            ..RESET
        },
        UNLOCK,
        DECOY,
        Story {
            process: "contractors",
            verified: None,
            ended: Some((3, S::Blocked)),
            wrong_codes: 2,
            done: &[],
            ..RESET
        },
        Story {
            begun: -8 * DAY,
            verified: Some(-8 * DAY),
            ended: Some((-8 * DAY, S::Completed)),
            ..RESET
        },
    ];
    for story in stories {
        tell(database, &ids, story).await;
    }
}

pub(crate) async fn requests_are_counted_by_what_they_were_for_and_where_they_stand(
    database: Database,
) {
    tell_stories(&database).await;
    let mut unit = database.read().await;
    let purposes = unit.requests_by_purpose(&week()).await.expect("read");
    let expected = [(Purpose::Reset, 4), (Purpose::Unlock, 1)];
    let told: Vec<_> = purposes
        .iter()
        .map(|tally| (tally.of, tally.count))
        .collect();
    assert_eq!(told, expected);
    let states = unit.requests_by_state(&week()).await.expect("read");
    let told: Vec<_> = states
        .iter()
        .map(|tally| (tally.of.0.as_str(), tally.of.1, tally.count))
        .collect();
    let expected = [
        ("contractors", S::Blocked, 1),
        ("employees", S::Completed, 3),
        ("employees", S::Expired, 1),
    ];
    assert_eq!(told, expected);
}

pub(crate) async fn requests_are_counted_by_what_was_done(database: Database) {
    tell_stories(&database).await;
    let mut unit = database.read().await;
    let actions = unit.requests_by_action(&week()).await.expect("read");
    let expected = [
        (RequestAction::Reset, 1),
        (RequestAction::ResetAndUnlock, 1),
        (RequestAction::Unlock, 1),
    ];
    let mut told: Vec<_> = actions
        .iter()
        .map(|tally| (tally.of, tally.count))
        .collect();
    told.sort_unstable();
    assert_eq!(told, expected);
    let month = Period::last_days(30, now(), Offset::UTC);
    let people = unit.people_by_operations(O::SetPassword, &month, 10).await;
    let people = people.expect("read");
    let told: Vec<_> = people
        .iter()
        .map(|tally| (&*tally.of.id, &*tally.of.login, tally.count))
        .collect();
    let expected = [
        ("00u1", "alice@example.com", 2),
        ("00u2", "alice@example.com", 1),
    ];
    assert_eq!(told, expected);
    let first = unit.people_by_operations(O::SetPassword, &month, 1).await;
    assert_eq!(first.expect("read"), people[..1]);
}

pub(crate) async fn days_begin_where_people_are(database: Database) {
    let ids = Ids::new(1);
    // The tests begin at 09:00 UTC; 14 hours later it is the next day from an hour east on.
    for begun in [0, 14 * 60] {
        tell(&database, &ids, Story { begun, ..DECOY }).await;
    }
    let mut days = Vec::new();
    for hours in [0, 1] {
        let period = Period::last_days(7, after(DAY), Offset::constant(hours));
        let mut unit = database.read().await;
        days.push(unit.requests_by_day(&period).await.expect("read"));
    }
    let day = |day: &str, started| DayOfRequests {
        day: day.parse().expect("a day"),
        purpose: Purpose::Reset,
        started,
        completed: 0,
    };
    assert_eq!(days[0], [day("2026-01-01", 2)]);
    assert_eq!(days[1], [day("2026-01-01", 1), day("2026-01-02", 1)]);
}

pub(crate) async fn funnels_tell_how_far_requests_came_and_how_long_it_took(database: Database) {
    tell_stories(&database).await;
    let mut unit = database.read().await;
    let employees = Funnel {
        of: "employees".parse().expect("an alias"),
        started: 4,
        identified: 3,
        verified: 3,
        completed: 3,
        median: Some(SignedDuration::from_mins(6)),
    };
    let contractors = Funnel {
        of: "contractors".parse().expect("an alias"),
        started: 1,
        identified: 1,
        verified: 0,
        completed: 0,
        median: None,
    };
    let funnels = unit.funnel_by_process(&week()).await.expect("read");
    assert_eq!(funnels, [contractors, employees]);
    let codes = Funnel {
        of: ProofMethod::EmailCode,
        started: 4,
        identified: 4,
        verified: 3,
        completed: 3,
        median: Some(SignedDuration::from_mins(6)),
    };
    assert_eq!(unit.funnel_by_method(&week()).await.expect("read"), [codes]);
}

pub(crate) async fn the_median_of_two_lies_between_them(database: Database) {
    let ids = Ids::new(1);
    for minute in [6, 9] {
        let ended = Some((minute, S::Completed));
        tell(&database, &ids, Story { ended, ..RESET }).await;
    }
    let funnels = database.read().await.funnel_by_process(&week()).await;
    let median = funnels.expect("read")[0].median;
    assert_eq!(median, Some(SignedDuration::from_secs(7 * 60 + 30)));
}

pub(crate) async fn proofs_are_counted_by_how_they_were_given(database: Database) {
    tell_stories(&database).await;
    let mut unit = database.read().await;
    let failures = unit.failures_by_method(&week()).await.expect("read");
    assert_eq!(sorted(&failures), [("EmailCode".to_owned(), 2)]);
    let people = unit.people_by_method(&week()).await.expect("read");
    assert_eq!(sorted(&people), [("EmailCode".to_owned(), 2)]);
}

pub(crate) async fn blocks_are_counted_by_the_limit_that_was_reached(database: Database) {
    let mut unit = database.begin().await;
    for (minute, limit) in [
        (0, "starts"),
        (1, "codes"),
        (2, "starts"),
        (-8 * DAY, "starts"),
    ] {
        let event = AuditEvent {
            kind: AuditKind::Blocked,
            actor: Actor::Visitor,
            subject: None,
            request: None,
            network: None,
            details: Map::from_iter([("limit".to_owned(), json!(limit))]),
        };
        unit.append_audit(after(minute), event)
            .await
            .expect("appended");
    }
    unit.commit().await.expect("committed");
    let limits = database.read().await.blocks_by_limit(&week()).await;
    let expected = [("starts", 2), ("codes", 1)].map(|(of, count)| Tally {
        of: of.to_owned(),
        count,
    });
    assert_eq!(limits.expect("read"), expected);
}

pub(crate) async fn an_empty_database_has_empty_reports(database: Database) {
    let mut unit = database.read().await;
    assert_eq!(unit.requests_by_purpose(&week()).await.expect("read"), []);
    assert_eq!(unit.requests_by_day(&week()).await.expect("read"), []);
    assert_eq!(unit.requests_by_action(&week()).await.expect("read"), []);
    assert_eq!(unit.funnel_by_process(&week()).await.expect("read"), []);
    assert_eq!(unit.funnel_by_method(&week()).await.expect("read"), []);
}
