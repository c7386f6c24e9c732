use super::{PAT, signing_in};
use crate::harness::{Directory, Portal, Setup};

const FOREIGN: [&str; 14] = [
    "//evil.example",
    "/\\evil.example",
    "\t//evil.example",
    "https:evil.example",
    "https://evil.example",
    "https://localhost@evil.example/admin",
    "https://xn--80ak6aa92e.com/admin",
    "/admin//evil.example",
    "/admin/../../x",
    "/reset",
    "/do/admin/x",
    "javascript:alert(1)",
    "/admin\r\nx: y",
    "",
];

#[tokio::test]
async fn item_51_signing_in_leads_nowhere_but_to_a_staff_page() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut directory = Directory::default();
    for next in FOREIGN {
        let mut browser = portal.browser();
        let answer = browser
            .sign_in_with(&portal, PAT, &mut directory, &[("next", next)])
            .await;
        assert_eq!(answer.location(), "/admin", "{next:?}");
    }
}

#[tokio::test]
async fn item_51_a_page_wanted_is_kept_on_the_way_and_nothing_else() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let answer = browser.get("/admin/audit?next=//evil.example").await;
    let kept = "/sign-in?next=%2Fadmin%2Faudit%3Fnext%3D%2F%2Fevil%2Eexample";
    assert_eq!(answer.location(), kept);
    for next in FOREIGN {
        let form = [("name", "nobody"), ("password", "x"), ("next", next)];
        let answer = browser.post("/do/sign-in/local", &form).await;
        assert_eq!(answer.location(), "/sign-in?next=%2Fadmin", "{next:?}");
    }
}
