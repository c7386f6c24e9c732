//! What a process with a path of its own shows, to whom it leads, and what it shares with every page.

use crate::harness::{Answer, Browser, Portal, Setup};
use latchkey_domain::{AuditKind, AuditRecord, Offers, Process, ProcessKind, Store as _};

const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";
const REDIRECT: &str = "https://intranet.example.com/welcome";

/// Adds a process that is like the portal's first one, but for what `change` makes of it.
pub(super) async fn add(portal: &Portal, alias: &str, change: impl FnOnce(&mut Process)) {
    let mut unit = portal.store().begin().await.expect("a transaction");
    let first = unit.processes().await.expect("read").remove(0);
    let mut process = Process {
        alias: alias.parse().expect("an alias"),
        name: "Suppliers & partners".into(),
        ..first
    };
    change(&mut process);
    unit.put_process(&process).await.expect("written");
    unit.commit().await.expect("committed");
}

pub(super) fn at(path: &str) -> ProcessKind {
    let path = Some(path.parse().expect("a path"));
    ProcessKind::SelfService { path }
}

/// A portal whose process at `/p/suppliers` resets and unlocks.
async fn with_suppliers(setup: Setup) -> Portal {
    let portal = Portal::start_with(setup).await;
    let resets_and_unlocks = Offers {
        reset: true,
        unlock: true,
        change: false,
    };
    add(&portal, "suppliers", |process| {
        process.kind = at("suppliers");
        process.offers = resets_and_unlocks;
        process.redirect_url = Some(REDIRECT.into());
    })
    .await;
    portal
}

async fn identify(browser: &mut Browser, login: &str) -> Answer {
    let fields = [("login", login), ("path", "suppliers")];
    browser.post("/do/reset/identify", &fields).await
}

pub(crate) async fn a_process_page_offers_just_what_its_process_does(setup: Setup) {
    let portal = with_suppliers(setup).await;
    let mut browser = portal.browser();
    let page = browser.get("/p/suppliers").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("Suppliers &amp; partners"),
        "{}",
        page.body
    );
    for offered in ["/p/suppliers/reset", "/p/suppliers/unlock"] {
        let link = format!(r#"<a href="{offered}">"#);
        assert!(page.body.contains(&link), "{offered}: {}", page.body);
        assert_eq!(browser.get(offered).await.status, 200, "{offered}");
    }
    assert!(!page.body.contains("/p/suppliers/change"), "{}", page.body);
    let other = browser.get("/p/suppliers/change").await;
    assert_eq!(other.location(), "/p/suppliers");
    let form = browser.get("/p/suppliers/reset").await.body;
    let field = r#"<input type="hidden" name="path" value="suppliers""#;
    assert!(form.contains(field), "{form}");
}

pub(crate) async fn a_request_that_begins_on_a_process_page_stays_with_its_process(setup: Setup) {
    let portal = with_suppliers(setup).await;
    let mut browser = portal.browser();
    assert_eq!(
        identify(&mut browser, ALICE).await.location(),
        "/reset/code"
    );
    let again = browser.post("/do/reset/cancel", &[]).await;
    assert_eq!(again.location(), "/p/suppliers/reset");

    identify(&mut browser, ALICE).await;
    portal.run_jobs().await;
    browser.enter_code(&portal.newest_code()).await;
    let done = browser.choose_password(PASSWORD).await;
    assert_eq!(done.location(), "/reset/done");
    let page = browser.get("/reset/done").await.body;
    assert!(page.contains(REDIRECT), "{page}");
    assert!(portal.sandbox.okta().accepts_password(ALICE, PASSWORD));
}

#[tokio::test]
async fn what_is_wrong_is_told_on_the_page_of_the_form_only() {
    let portal = with_suppliers(Setup::default()).await;
    let mut browser = portal.browser();
    let answer = identify(&mut browser, "").await;
    assert_eq!(answer.location(), "/p/suppliers/reset");
    let told = |page: &Answer| page.body.contains("Type your username");
    assert!(!told(&browser.get("/reset").await));
    assert!(told(&browser.get("/p/suppliers/reset").await));
}

#[tokio::test]
async fn a_request_that_is_over_leads_back_to_the_page_it_began_on() {
    let portal = with_suppliers(Setup::default()).await;
    let mut browser = portal.browser();
    identify(&mut browser, ALICE).await;
    portal.advance(jiff::SignedDuration::from_mins(20));
    let page = browser.get("/reset/ended").await;
    assert!(
        page.body.contains(r#"href="/p/suppliers/reset""#),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn items_1_62_paths_that_lead_nowhere_answer_alike() {
    let portal = with_suppliers(Setup::default()).await;
    add(&portal, "asleep", |process| {
        process.kind = at("asleep");
        process.active = false;
    })
    .await;
    add(&portal, "desk-only", |process| {
        process.kind = ProcessKind::ServiceDesk;
    })
    .await;
    for rest in ["", "/reset", "/unlock", "/change"] {
        let mut bodies = Vec::new();
        for path in ["nobody", "asleep", "desk-only", "no.path"] {
            let page = portal.browser().get(&format!("/p/{path}{rest}")).await;
            assert_eq!(page.status, 404, "{path}{rest}");
            // The menu of languages leads back to where one is.
            bodies.push(
                page.without_nonces()
                    .replace(&format!("/p/{path}{rest}"), ""),
            );
        }
        bodies.dedup();
        assert_eq!(bodies.len(), 1, "{rest}: {bodies:#?}");
    }
    for path in ["nobody", "asleep", "desk-only"] {
        let fields = [("login", ALICE), ("path", path)];
        let answer = portal.browser().post("/do/reset/identify", &fields).await;
        assert_eq!(answer.location(), format!("/p/{path}"));
    }
    let fields = [("login", ALICE), ("path", "//evil.example")];
    let answer = portal.browser().post("/do/reset/identify", &fields).await;
    assert_eq!(answer.location(), "/");
    let trail = portal.audit_trail().await;
    let begun = |record: &AuditRecord| record.event.kind == AuditKind::RequestStarted;
    assert!(!trail.iter().any(begun), "nothing was begun: {trail:#?}");
}

#[tokio::test]
async fn item_5_starts_on_every_page_count_together() {
    let limits = "starts_per_account_and_network_per_hour = 3".into();
    let portal = with_suppliers(Setup {
        limits,
        ..Setup::default()
    })
    .await;
    for path in ["suppliers", "", "suppliers"] {
        let fields = [("login", ALICE), ("path", path)];
        let answer = portal.browser().post("/do/reset/identify", &fields).await;
        assert_eq!(answer.location(), "/reset/code");
    }
    for (path, page) in [("suppliers", "/p/suppliers/reset"), ("", "/reset")] {
        let fields = [("login", ALICE), ("path", path)];
        let answer = portal.browser().post("/do/reset/identify", &fields).await;
        assert_eq!(answer.location(), page, "turned away");
    }
}
