use crate::{
    database::Database,
    fixtures::{after, now},
};
use latchkey_domain::{Reminder, ReminderWalk};
use latchkey_values::Alias;

fn employees() -> Alias {
    "employees".parse().expect("valid")
}

fn reminder(person: &str) -> Reminder {
    Reminder {
        credential_store: "okta".parse().expect("valid"),
        person: person.into(),
        ends_at: after(60),
        days_before: 7,
    }
}

pub(crate) async fn a_reminder_is_noted_once_for_each_number_of_days_before_each_end(
    database: Database,
) {
    let mut unit = database.begin().await;
    let one = reminder("00u1");
    assert!(!unit.is_reminded(&one).await.expect("read"));
    assert!(unit.note_reminder(&one).await.expect("noted"));
    assert!(!unit.note_reminder(&one).await.expect("noted before"));
    assert!(unit.is_reminded(&one).await.expect("read"));
    for other in [
        reminder("00u2"),
        Reminder {
            days_before: 1,
            ..one.clone()
        },
        Reminder {
            ends_at: after(61),
            ..one.clone()
        },
        Reminder {
            credential_store: "other".parse().expect("valid"),
            ..one.clone()
        },
    ] {
        assert!(
            unit.note_reminder(&other).await.expect("noted"),
            "{other:?}"
        );
    }
}

pub(crate) async fn a_walk_is_begun_once_and_goes_on_where_it_stopped(database: Database) {
    let mut unit = database.begin().await;
    let begun = unit.begin_reminder_walk(&employees(), now()).await;
    assert!(begun.expect("begun"));
    let again = unit.begin_reminder_walk(&employees(), now()).await;
    assert!(!again.expect("begun before"));
    unit.commit().await.expect("committed");

    let mut unit = database.begin().await;
    let walk = unit.reminder_walk(&employees(), now()).await;
    let walk = walk.expect("read").expect("there");
    assert_eq!(walk, ReminderWalk::new(employees(), now()));
    let first = ReminderWalk {
        pages: 1,
        mark: Some("/api/v1/users?after=00u9".into()),
        people: 200,
        reminded: 3,
        ..walk
    };
    assert!(unit.save_reminder_walk(&first).await.expect("saved"));
    assert!(
        !unit
            .save_reminder_walk(&first)
            .await
            .expect("the page is done")
    );
    let last = unit.last_reminder_walk(&employees()).await;
    assert_eq!(last.expect("read"), Some(first.clone()));
    let ended = ReminderWalk {
        pages: 2,
        mark: None,
        ended_at: Some(after(1)),
        ..first
    };
    assert!(unit.save_reminder_walk(&ended).await.expect("saved"));
    let beyond = ReminderWalk {
        pages: 3,
        ..ended.clone()
    };
    assert!(
        !unit
            .save_reminder_walk(&beyond)
            .await
            .expect("it has ended")
    );
    let last = unit.last_reminder_walk(&employees()).await;
    assert_eq!(last.expect("read"), Some(ended));
}

pub(crate) async fn old_walks_and_reminders_of_past_ends_are_forgotten(database: Database) {
    let mut unit = database.begin().await;
    for due in [now(), after(120)] {
        let begun = unit.begin_reminder_walk(&employees(), due).await;
        assert!(begun.expect("begun"));
    }
    let (past, coming) = (
        reminder("00u1"),
        Reminder {
            ends_at: after(200),
            ..reminder("00u1")
        },
    );
    for each in [&past, &coming] {
        unit.note_reminder(each).await.expect("noted");
    }
    unit.purge_reminders(after(100)).await.expect("purged");
    assert!(!unit.is_reminded(&past).await.expect("read"));
    assert!(unit.is_reminded(&coming).await.expect("read"));
    let old = unit.reminder_walk(&employees(), now()).await;
    assert_eq!(old.expect("read"), None);
    let last = unit.last_reminder_walk(&employees()).await;
    assert_eq!(last.expect("read").map(|walk| walk.due), Some(after(120)));
}
