//! Nobody acts on what is somebody else's, and who only reads changes nothing.

use crate::{
    harness::{Browser, Portal, Setup},
    sign_in::{AVERY, PAT, signing_in},
};

/// Every id that the pages of a section show.
async fn ids(browser: &mut Browser, page: &str) -> Vec<String> {
    let page = browser.get(page).await;
    let is_id = |text: &&str| text.len() == 36 && text.matches('-').count() == 4;
    let words = page
        .body
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let mut ids: Vec<_> = words.filter(is_id).map(str::to_owned).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A portal with requests in every state, and somebody who is blocked.
async fn busy() -> Portal {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut alice = portal.browser();
    alice.prove(&portal, "alice.winter@example.com").await;
    for _ in 0..6 {
        portal.browser().identify("bob.stone@example.com").await;
    }
    portal.run_jobs().await;
    portal
}

/// Every id that staff see, whatever it is of.
async fn ids_seen(portal: &Portal) -> Vec<String> {
    let mut pat = portal.browser();
    pat.sign_in(portal, PAT).await;
    let mut all = Vec::new();
    for page in ["/admin/requests", "/admin/blocks", "/admin/activity"] {
        all.extend(ids(&mut pat, page).await);
    }
    assert!(all.len() > 3, "{all:?}");
    all
}

#[tokio::test]
async fn item_64_an_id_of_one_kind_or_session_opens_nothing_of_another() {
    let portal = busy().await;
    let all = ids_seen(&portal).await;
    let mut alice = portal.browser();
    alice.prove(&portal, "carol.reyes@example.com").await;
    let before = portal.okta_writes();
    for id in &all {
        let form = [
            ("request", id.as_str()),
            ("password", "Quiet-harbour-lights-7"),
            ("confirmation", "Quiet-harbour-lights-7"),
        ];
        let answer = alice.post("/do/reset/password", &form).await;
        assert_ne!(answer.location(), "/reset/done", "{id}");
        let answer = portal.browser().post("/do/reset/password", &form).await;
        assert_eq!(answer.location(), "/reset", "{id}: {answer:?}");
    }
    assert_eq!(portal.okta_writes(), before);
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    let blocks = ids(&mut pat, "/admin/blocks").await;
    let records = portal.audit_trail().await.len();
    for id in all.iter().filter(|id| !blocks.contains(id)) {
        for (form, field) in [
            ("/do/admin/blocks/lift", "block"),
            ("/do/admin/attention/retry", "job"),
            ("/do/admin/attention/discard", "job"),
        ] {
            let page = pat.post_and_follow(form, &[(field, id)]).await;
            assert!(
                page.body.contains("<title>Error: "),
                "{form} {id}: {}",
                page.body
            );
        }
    }
    assert_eq!(portal.audit_trail().await.len(), records);
}

#[tokio::test]
async fn item_66_an_auditor_attempts_every_mutation_and_nothing_changes() {
    let portal = busy().await;
    let all = ids_seen(&portal).await;
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    let before = portal.audit_trail().await;
    let mutations = app::STAFF_FORMS.iter().map(|staff| staff.form.endpoint);
    let mutations: Vec<_> = mutations
        .filter(|endpoint| !endpoint.ends_with("/export"))
        .collect();
    assert!(mutations.len() >= 13, "{mutations:?}");
    for endpoint in mutations {
        for id in all.iter().map(String::as_str).chain(["okta", "employees"]) {
            let form = ["alias", "version", "block", "job", "request", "operation"];
            let form = form.map(|field| (field, if field == "version" { "1" } else { id }));
            let answer = avery.post(endpoint, &form).await;
            assert_eq!(answer.status, 403, "{endpoint} {id}: {answer:?}");
        }
    }
    assert_eq!(portal.audit_trail().await, before);
}
