use super::{PAT, signing_in};
use crate::harness::{Directory, Portal, Setup};
use latchkey_domain::AuditKind;

pub(crate) async fn item_42_staff_sign_in_at_the_org_and_the_cookie_says_nothing(setup: Setup) {
    let portal = Portal::start_with(signing_in(setup)).await;
    let mut browser = portal.browser();
    let answer = browser.get("/admin").await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/sign-in?next=%2Fadmin")
    );
    let page = browser.get("/sign-in?next=%2Fadmin").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Sign in with Okta"), "{}", page.body);
    assert!(page.body.contains(r#"value="/admin""#), "{}", page.body);
    assert_eq!(browser.cookie, None, "looking writes nothing");

    let answer = browser.sign_in(&portal, PAT).await;
    assert_eq!((answer.status, answer.location()), (303, "/admin"));
    let cookie = answer.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let value = browser.cookie.clone().expect("a cookie");
    let (_, value) = value.split_once('=').expect("a value");
    assert!(value.len() >= 22, "128 bits: {value}");

    let page = browser.get("/admin").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Pat Admin"), "{}", page.body);
    let trail = portal.audit_trail().await;
    let signed_in = trail.last().expect("a record");
    assert_eq!(signed_in.event.kind, AuditKind::SignedIn);
    assert_eq!(signed_in.event.details["staff"]["name"], "Pat Admin");
    assert!(!format!("{trail:?}").contains(value), "{trail:?}");
}

#[tokio::test]
async fn item_42_over_https_the_cookie_belongs_to_this_host_alone() {
    let setup = Setup {
        public_url: Some("https://password.example.com".into()),
        ..signing_in(Setup::default())
    };
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    let request = browser
        .form("/do/sign-in/start", &[])
        .header("host", "password.example.com");
    let answer = browser.send(request).await;
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert!(!cookies.is_empty());
    for cookie in cookies {
        let cookie = cookie.to_str().expect("text");
        assert!(cookie.starts_with("__Host-latchkey"), "{cookie}");
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[tokio::test]
async fn people_come_back_to_the_page_they_wanted() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut browser = portal.browser();
    let answer = browser
        .sign_in_with(
            &portal,
            PAT,
            &mut Directory::default(),
            &[("next", "/admin/audit?kind=signed-in")],
        )
        .await;
    assert_eq!(answer.location(), "/admin/audit?kind=signed-in");
}

#[tokio::test]
async fn the_form_may_lead_to_the_org_and_nothing_else_on_no_other_page() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut browser = portal.browser();
    let org = portal.sandbox.okta_url();
    for path in ["/sign-in", "/sign-in/again"] {
        let page = browser.get(path).await;
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains(&format!("form-action 'self' {org};")),
            "{policy}"
        );
    }
    for path in ["/", "/reset", "/sign-in/invitation", "/admin"] {
        let page = browser.get(path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("form-action 'self';"), "{path}: {policy}");
    }
}

#[tokio::test]
async fn item_70_signing_in_again_takes_the_password_again() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut browser = portal.browser();
    let mut directory = Directory::default();
    browser
        .sign_in_with(&portal, PAT, &mut directory, &[])
        .await;
    let first = browser.cookie.clone();
    let page = browser
        .get("/sign-in/again?next=%2Fadmin%2Fprocesses")
        .await;
    assert!(page.body.contains(r#"name="again""#), "{}", page.body);

    portal.advance(jiff::SignedDuration::from_mins(11));
    let fields = [("next", "/admin/processes"), ("again", "yes")];
    let address = browser.start_sign_in(&fields).await;
    assert!(address.contains("prompt=login"), "{address}");
    let answer = browser
        .sign_in_with(&portal, PAT, &mut directory, &fields)
        .await;
    assert_eq!(answer.location(), "/admin/processes");
    assert_ne!(browser.cookie, first, "item 43: a new session");
    let trail = portal.audit_trail().await;
    let again = &trail.last().expect("a record").event;
    assert_eq!(again.kind, AuditKind::SignedIn);
    assert!(again.details["instead_of"].is_string(), "{again:?}");
}
