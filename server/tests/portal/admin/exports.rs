//! Requests and reports as files.

use crate::{
    harness::{Answer, Browser, Portal, Setup},
    sign_in::{AVERY, CASEY, PAT, signing_in},
};
use latchkey_domain::AuditKind;
use serde_json::Value;

const REQUESTS: &str = "/do/admin/requests/export";
const REPORTS: &str = "/do/admin/reports/export";

/// A portal to which a formula and a person came.
async fn portal() -> Portal {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    portal.browser().identify("=1+1@example.com").await;
    let mut alice = portal.browser();
    alice.prove(&portal, "alice.winter@example.com").await;
    portal
}

async fn auditor(portal: &Portal) -> Browser {
    let mut avery = portal.browser();
    avery.sign_in(portal, AVERY).await;
    avery
}

fn is_file(answer: &Answer) {
    assert_eq!(answer.status, 200, "{answer:?}");
    let disposition = answer.header("content-disposition");
    assert!(disposition.starts_with("attachment; "), "{answer:?}");
    assert!(
        answer.header("content-type").starts_with("text/csv"),
        "{answer:?}"
    );
}

/// The exports on the record, by name.
async fn told(portal: &Portal) -> Vec<Value> {
    let trail = portal.audit_trail().await;
    let exports = trail
        .into_iter()
        .filter(|record| record.event.kind == AuditKind::ReportExported);
    exports
        .map(|record| record.event.details["report"].clone())
        .collect()
}

#[tokio::test]
async fn item_58_requests_are_taken_away_as_a_table_without_formulas_on_the_record() {
    let portal = portal().await;
    let mut avery = auditor(&portal).await;
    let page = avery.get("/admin/requests?state=verified").await;
    assert!(page.body.contains(REQUESTS), "{}", page.body);
    assert!(
        page.body.contains(r#"name="state" value="verified""#),
        "{}",
        page.body
    );
    let all = avery.post(REQUESTS, &[("format", "csv")]).await;
    is_file(&all);
    assert_eq!(all.body.lines().count(), 3, "{}", all.body);
    assert!(all.body.starts_with("id,began,login,"), "{}", all.body);
    assert!(all.body.contains(",'=1+1@example.com,"), "{}", all.body);
    let form = [("format", "csv"), ("state", "verified")];
    let some = avery.post(REQUESTS, &form).await;
    assert_eq!(some.body.lines().count(), 2, "{}", some.body);
    assert!(
        some.body.contains("alice.winter@example.com"),
        "{}",
        some.body
    );
    assert_eq!(told(&portal).await, ["requests", "requests"]);
}

#[tokio::test]
async fn every_report_of_the_overview_is_taken_away_as_a_table_on_the_record() {
    let portal = portal().await;
    let mut avery = auditor(&portal).await;
    let page = avery.get("/admin").await;
    let parts = page.body.split("name=\"report\" value=\"").skip(1);
    let reports: Vec<_> = parts
        .map(|rest| rest.split('"').next().expect("a name").to_owned())
        .collect();
    assert!(reports.len() >= 5, "what there are figures of: {reports:?}");
    for report in &reports {
        let file = avery.post(REPORTS, &[("report", report)]).await;
        is_file(&file);
        assert!(file.body.lines().count() > 1, "{report}: {}", file.body);
    }
    assert_eq!(told(&portal).await, reports);
}

#[tokio::test]
async fn nobody_takes_a_file_away_who_may_not_see_the_page() {
    let portal = portal().await;
    let mut casey = portal.browser();
    casey.sign_in(&portal, CASEY).await;
    for path in [REQUESTS, REPORTS] {
        let form = [("format", "csv"), ("report", "requests-by-day")];
        assert_eq!(casey.post(path, &form).await.status, 403, "{path}");
    }
    let mut pat = portal.browser();
    pat.sign_in(&portal, PAT).await;
    assert_eq!(
        pat.post(REPORTS, &[("report", "salaries")]).await.status,
        400
    );
    assert_eq!(told(&portal).await, Vec::<Value>::new());
}
