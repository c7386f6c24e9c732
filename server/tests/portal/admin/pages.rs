//! What every staff page has, and how forms that were refused come back.

use crate::{
    harness::{Portal, Setup},
    sign_in::{AVERY, CASEY, PAT, signing_in},
};

#[tokio::test]
async fn the_version_in_use_stands_on_every_staff_page_and_at_the_command_line() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let version = env!("CARGO_PKG_VERSION");
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    for page in ["/admin", "/admin/audit"] {
        let page = avery.get(page).await;
        assert!(
            page.body.contains(&format!("Latchkey {version}")),
            "{}",
            page.body
        );
    }
    let (succeeded, said) = portal.command(&["--version"]);
    assert!(
        succeeded && said.trim() == format!("latchkey {version}"),
        "{said}"
    );
    let stranger = portal.browser().get("/").await;
    assert!(!stranger.body.contains(version), "strangers are not told");
}

#[tokio::test]
async fn the_title_of_a_page_says_first_that_its_form_was_refused() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut casey = portal.browser();
    casey.sign_in(&portal, CASEY).await;
    let form = [("alias", "Not good"), ("credential", "api-token")];
    let page = casey
        .post_and_follow("/do/admin/connections/save", &form)
        .await;
    assert!(
        page.body.contains("<title>Error: Add a connection"),
        "{}",
        page.body
    );
    let page = casey.get("/admin/connections/new").await;
    assert!(
        page.body.contains("<title>Add a connection"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn the_question_about_a_weaker_process_keeps_what_was_typed_in_the_form_below() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    // Every box is left out: people stay signed in, and excluded people are served.
    let form = [
        ("alias", "employees"),
        ("version", "1"),
        ("name", "Renamed by Pat"),
        ("kind", "self-service"),
        ("credential_store", "okta"),
        ("active", "on"),
        ("reset", "on"),
        ("audience", "everyone"),
        ("code_minutes", "10"),
        ("code_attempts", "5"),
        ("code_sends", "5"),
        ("request_minutes", "20"),
        ("reset_minutes", "15"),
        ("remind_days", "14, 7, 1"),
        ("remind_hour", "8"),
        ("remind_utc_offset", "+00:00"),
    ];
    let page = pat.post_and_follow("/do/admin/processes/save", &form).await;
    assert!(
        page.body.contains("This makes the process weaker"),
        "{}",
        page.body
    );
    let mut forms = page.body.split("<form ");
    let below = forms.find(|form| form.contains("id=\"revokes_sessions\""));
    let below = below.expect("the form");
    assert!(below.contains("value=\"Renamed by Pat\""), "{below}");
    let sessions = below
        .split("id=\"revokes_sessions\"")
        .nth(1)
        .expect("the box");
    let sessions = sessions.split('>').next().expect("its end");
    assert!(!sessions.contains("checked"), "{sessions}");
    let stored = pat.get("/admin/processes/employees").await;
    assert!(
        !stored.body.contains("Renamed by Pat"),
        "nothing is saved yet"
    );
}

#[tokio::test]
async fn live_activity_refreshes_by_a_link_and_employees_load_nothing_of_it() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    let page = avery.get("/admin/activity?actor=staff").await;
    assert!(page.body.contains("/assets/staff.js"), "{}", page.body);
    assert!(
        page.body
            .contains("href=\"/admin/activity?actor=staff\" class=\"button-link\">Refresh<"),
        "{}",
        page.body
    );
    let newest = page.body.split("data-newest=\"").nth(1).expect("a number");
    let newest = newest.split('"').next().expect("a number").to_owned();
    let news = |page: &str| page.matches("<tr>").count();
    let path = format!("/admin/activity?actor=staff&after={newest}");
    let nothing = avery.get(&path).await;
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    let one = avery.get(&path).await;
    assert!(news(&one.body) > news(&nothing.body), "{}", one.body);
    assert!(one.body.contains("Pat Admin"), "{}", one.body);
    for path in ["/", "/reset", "/sign-in"] {
        let page = portal.browser().get(path).await;
        assert!(
            !page.body.contains("/assets/staff"),
            "{path}: {}",
            page.body
        );
    }
}
