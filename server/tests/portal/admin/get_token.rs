//! "Get token": an administrator consents at the org, and the connection works in their name.

use crate::{
    harness::{Answer, Browser, Directory, Portal, Setup},
    sign_in::{AVERY, CASEY, Person, signing_in},
};
use latchkey_domain::AuditKind;
use latchkey_sandbox::okta::{OAuthApp, OAuthAppChange, SeededApp};

const PAGE: &str = "/admin/connections/okta";
const BUTTON: &str = "/do/admin/connections/get-token";
const RETURN: &str = "/admin/connections/token/return";

/// An administrator of the org; who configures the portal is none.
const OWNER: Person = Person {
    login: "svc-latchkey@example.com",
    password: "Granite52Turbine7",
};

fn redirect_uri(portal: &Portal) -> String {
    format!("http://localhost:{}{RETURN}", portal.address().port())
}

/// The org's web app for access to its API, which sends people back to this portal.
fn web_app(portal: &Portal) -> OAuthApp {
    let app = portal.sandbox.okta().oauth_app(SeededApp::ApiAccess);
    let app = app.expect("an app");
    let change = OAuthAppChange {
        redirect_uris: Some(vec![redirect_uri(portal)]),
        ..OAuthAppChange::default()
    };
    let changed = portal
        .sandbox
        .okta()
        .change_oauth_app(&app.client_id, change);
    changed.expect("changed");
    app
}

/// Somebody signs in and makes the web app the credential of the connection.
async fn configured(portal: &Portal) -> Browser {
    let app = web_app(portal);
    let mut casey = portal.browser();
    casey.sign_in(portal, CASEY).await;
    let secret = app.client_secret.expect("a secret");
    let form = [
        ("alias", "okta"),
        ("version", "1"),
        ("name", "Okta"),
        ("url", &portal.sandbox.okta_url()),
        ("credential", "oauth-web"),
        ("client_id", &app.client_id),
        (
            "scopes",
            "okta.users.manage\nokta.groups.read\nokta.policies.read\nokta.roles.read",
        ),
        ("secret", &secret),
    ];
    let saved = casey
        .post_and_follow("/do/admin/connections/save", &form)
        .await;
    assert!(saved.body.contains("Saved."), "{}", saved.body);
    casey
}

/// Where the page that follows the button leads.
async fn consent_address(browser: &mut Browser) -> String {
    let page = browser.post_and_follow(BUTTON, &[("alias", "okta")]).await;
    assert_eq!(page.status, 200, "{page:?}");
    assert!(
        page.body.contains("http-equiv=\"refresh\""),
        "{}",
        page.body
    );
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self';"), "{policy}");
    let mut links = page.body.split("href=\"");
    let link = links.find(|link| link.starts_with("http"));
    let address = link.and_then(|rest| rest.split('"').next());
    address.expect("a link").replace("&amp;", "&")
}

/// Presses the button, consents at the org as `person`, and comes back.
async fn get_token(browser: &mut Browser, person: Person) -> Answer {
    let address = consent_address(browser).await;
    let mut org = Directory::default();
    let back = org.sign_in(&address, person.login, person.password).await;
    come_back(browser, &back).await
}

/// From another site; then the page that tells what came of it.
async fn come_back(browser: &mut Browser, back: &str) -> Answer {
    let request = browser
        .request(reqwest::Method::GET, back)
        .header("sec-fetch-site", "cross-site");
    let answer = browser.send(request).await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let page = answer.location().to_owned();
    browser.get(&page).await
}

async fn tokens_set(portal: &Portal) -> usize {
    let trail = portal.audit_trail().await;
    let set = trail.iter().filter(|record| {
        let event = &record.event;
        event.kind == AuditKind::ConnectionSecretChanged
            && event.details["secret"] == "refresh-token"
            && event.details["change"] == "set"
    });
    set.count()
}

#[tokio::test]
async fn an_administrator_consents_and_the_connection_has_its_token() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut casey = configured(&portal).await;
    let page = casey.get(PAGE).await;
    assert!(page.body.contains(&redirect_uri(&portal)), "{}", page.body);
    assert!(page.body.contains("There is no token yet"), "{}", page.body);
    assert!(page.body.contains(">Get token<"), "{}", page.body);

    let page = get_token(&mut casey, OWNER).await;
    assert!(
        page.body.contains("Token received, scopes: "),
        "{}",
        page.body
    );
    assert!(page.body.contains("okta.users.manage"), "{}", page.body);
    assert!(
        page.body.contains("There is a token since"),
        "{}",
        page.body
    );
    assert!(page.body.contains(">Get a new token<"), "{}", page.body);
    assert_eq!(tokens_set(&portal).await, 1);

    // The connection works with it.
    let mut alice = portal.browser();
    alice.prove(&portal, "alice.winter@example.com").await;
    let done = alice.choose_password("Quiet-harbour-lights-7").await;
    assert_eq!(done.location(), "/reset/done", "{done:?}");
}

#[tokio::test]
async fn a_new_token_takes_the_place_of_the_old_one() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut casey = configured(&portal).await;
    get_token(&mut casey, OWNER).await;
    let page = get_token(&mut casey, OWNER).await;
    assert!(page.body.contains("Token received"), "{}", page.body);
    assert_eq!(tokens_set(&portal).await, 2);
}

#[tokio::test]
async fn what_the_org_refuses_is_told_in_its_words() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut casey = configured(&portal).await;
    let page = get_token(&mut casey, CASEY).await;
    assert!(page.body.contains("consent_required"), "{}", page.body);
    let words = "You are not allowed any of the requested scopes.";
    assert!(page.body.contains(words), "{}", page.body);
    assert!(page.body.contains("<title>Error: "), "{}", page.body);
    assert_eq!(tokens_set(&portal).await, 0);
}

#[tokio::test]
async fn item_64_nobody_brings_the_answer_to_anothers_question() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut casey = configured(&portal).await;
    let address = consent_address(&mut casey).await;
    let mut org = Directory::default();
    let back = org.sign_in(&address, OWNER.login, OWNER.password).await;

    let mut stranger = portal.browser();
    let answer = stranger.get(&back).await;
    assert!(answer.location().starts_with("/sign-in?"), "{answer:?}");
    let mut other = portal.browser();
    other.sign_in(&portal, CASEY).await;
    let page = come_back(&mut other, &back).await;
    assert!(
        page.body
            .contains("not an answer to a question of this browser"),
        "{}",
        page.body
    );
    let mut auditor = portal.browser();
    auditor.sign_in(&portal, AVERY).await;
    come_back(&mut auditor, &back).await;
    assert_eq!(tokens_set(&portal).await, 0);

    let page = come_back(&mut casey, &back).await;
    assert!(page.body.contains("Token received"), "{}", page.body);
    let page = come_back(&mut casey, &back).await;
    assert!(page.body.contains("used already"), "{}", page.body);
    assert_eq!(tokens_set(&portal).await, 1);
}

#[tokio::test]
async fn item_70_getting_a_token_takes_a_fresh_sign_in() {
    // The connection has no token yet, so nobody can read roles meanwhile.
    let setup = Setup {
        sign_in: "roles_outlast_minutes = 15".into(),
        ..Setup::default()
    };
    let portal = Portal::start_with(signing_in(setup)).await;
    let mut casey = configured(&portal).await;
    let address = consent_address(&mut casey).await;
    portal.advance(jiff::SignedDuration::from_mins(11));
    let answer = casey.post(BUTTON, &[("alias", "okta")]).await;
    let again = format!("/sign-in/again?next={PAGE}");
    assert_eq!(answer.location(), again, "{answer:?}");
    // Nor does who began in time come to the end too late.
    let mut org = Directory::default();
    let back = org.sign_in(&address, OWNER.login, OWNER.password).await;
    let request = casey.request(reqwest::Method::GET, &back);
    let answer = casey.send(request).await;
    assert_eq!(answer.location(), again, "{answer:?}");
    assert_eq!(tokens_set(&portal).await, 0);
}

#[tokio::test]
async fn only_a_web_app_has_a_token_to_get() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut casey = portal.browser();
    casey.sign_in(&portal, CASEY).await;
    let page = casey.get(PAGE).await;
    assert!(!page.body.contains("Get token"), "{}", page.body);
    for alias in ["okta", "nowhere", "../x", ""] {
        let answer = casey.post(BUTTON, &[("alias", alias)]).await;
        assert!(
            !answer.location().ends_with("/token"),
            "{alias}: {answer:?}"
        );
    }
    let answer = casey.get("/admin/connections/okta/token").await;
    assert_eq!(answer.location(), "/admin/connections");
}

#[tokio::test]
async fn the_page_says_how_an_api_token_is_made_and_when_it_ends() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut casey = portal.browser();
    casey.sign_in(&portal, CASEY).await;
    for path in [PAGE, "/admin/connections/new"] {
        let page = casey.get(path).await;
        for said in [
            "Security &gt; API &gt; Tokens",
            "30 days without use",
            "create-an-api-token",
        ] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
    }
}
