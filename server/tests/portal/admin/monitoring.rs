use crate::{
    harness::{Portal, Setup},
    sign_in::{AVERY, PAT, signing_in},
};
use latchkey_domain::AuditKind;

/// A portal in which somebody was just blocked after six starts.
async fn with_somebody_blocked() -> Portal {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    for _ in 0..6 {
        portal.browser().identify("alice.winter@example.com").await;
    }
    portal
}

#[tokio::test]
async fn the_overview_counts_what_people_did() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut alice = portal.browser();
    alice.prove(&portal, "alice.winter@example.com").await;
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    let page = pat.get("/admin").await;
    assert_eq!(page.status, 200, "{page:?}");
    assert!(
        page.body.contains("Requests by type, 7 days"),
        "{}",
        page.body
    );
    assert!(page.body.contains("<strong>1</strong>"), "{}", page.body);
}

#[tokio::test]
async fn a_request_is_found_with_its_whole_story_and_no_code() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut alice = portal.browser();
    alice.prove(&portal, "alice.winter@example.com").await;
    let code = portal.newest_code();
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    let list = avery
        .get("/admin/requests?person=alice.winter@example.com")
        .await;
    let link = list
        .body
        .split("href=\"/admin/requests/")
        .nth(1)
        .expect("a link");
    let id = link.split('"').next().expect("an id");
    let story = avery.get(&format!("/admin/requests/{id}")).await;
    assert!(story.body.contains("Person verified"), "{}", story.body);
    assert!(!story.body.contains(&code), "{}", story.body);
}

#[tokio::test]
async fn a_block_is_lifted_by_an_admin_on_the_record_and_not_by_an_auditor() {
    let portal = with_somebody_blocked().await;
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    let page = pat.get("/admin/blocks").await;
    let field = page
        .body
        .split("name=\"block\" value=\"")
        .nth(1)
        .expect("a form");
    let block = field.split('"').next().expect("an id").to_owned();
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    let refused = avery
        .post("/do/admin/blocks/lift", &[("block", &block)])
        .await;
    assert_eq!(refused.status, 403, "{refused:?}");
    let lifted = pat
        .post_and_follow("/do/admin/blocks/lift", &[("block", &block)])
        .await;
    assert!(lifted.body.contains("may try again"), "{}", lifted.body);
    let trail = portal.audit_trail().await;
    let last = &trail.last().expect("a record").event;
    assert_eq!(last.kind, AuditKind::BlockLifted);
    assert_eq!(last.details["staff"]["permission"], "lift-blocks");
}

#[tokio::test]
async fn item_58_the_audit_trail_is_taken_away_as_a_file_on_the_record() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    portal.browser().identify("=1+1@example.com").await;
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    let file = avery
        .post("/do/admin/audit/export", &[("format", "csv")])
        .await;
    assert_eq!(file.status, 200, "{file:?}");
    assert!(
        file.header("content-disposition").contains("attachment"),
        "{file:?}"
    );
    assert!(!file.body.contains(",=1"), "{}", file.body);
    let trail = portal.audit_trail().await;
    assert!(
        trail
            .iter()
            .any(|record| record.event.kind == AuditKind::AuditExported)
    );
}

#[tokio::test]
async fn what_is_looked_for_in_the_trail_and_cannot_be_is_said() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    let page = avery.get("/admin/audit?from=yesterday").await;
    assert!(page.body.contains("There is a problem"), "{}", page.body);
    assert!(page.body.contains("Write the day as"), "{}", page.body);
}

#[tokio::test]
async fn whoever_watches_the_portal_is_told_that_a_backup_was_restored() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let notice = "The database was restored from a backup";
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    assert!(!pat.get("/admin").await.body.contains(notice));
    let (succeeded, said) = portal.command(&["restored"]);
    assert!(succeeded, "{said}");
    let portal = portal.restart().await;
    portal.catch_up();
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    for page in ["/admin", "/admin/attention"] {
        let page = pat.get(page).await;
        assert!(page.body.contains(notice), "{}", page.body);
    }
    portal.advance(jiff::SignedDuration::from_hours(31 * 24));
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    assert!(!pat.get("/admin").await.body.contains(notice));
}
