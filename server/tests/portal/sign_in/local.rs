use crate::harness::{Portal, Setup};
use latchkey_domain::{Actor, AuditKind};

const PASSWORD: &str = "seven unrelated lamp posts";

/// The path and query of the link that a command printed.
fn link(said: &str) -> String {
    let line = said
        .lines()
        .find(|line| line.contains("/sign-in/invitation"));
    let line = line.expect("a link");
    let at = line.find("/sign-in/").expect("a path");
    line[at..].trim().to_owned()
}

fn token(link: &str) -> &str {
    link.split_once("token=").expect("a token").1
}

pub(crate) async fn item_85_an_administrator_is_made_at_the_command_line_and_the_link_works_once(
    setup: Setup,
) {
    let portal = Portal::start_with(setup).await;
    let (succeeded, said) = portal.command(&["user", "list"]);
    assert!(
        succeeded && said.contains("no local administrators"),
        "{said}"
    );
    let (succeeded, said) = portal.command(&["user", "add", "ada"]);
    assert!(succeeded, "{said}");
    let link = link(&said);
    portal.catch_up();

    let mut browser = portal.browser();
    for _ in 0..3 {
        let page = browser.get(&link).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("ada"), "{}", page.body);
    }
    let chosen = [
        ("token", token(&link)),
        ("password", PASSWORD),
        ("confirmation", PASSWORD),
    ];
    let answer = browser.post("/do/sign-in/password", &chosen).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
    let page = browser.get("/sign-in").await;
    assert!(page.body.contains("Your password is set"), "{}", page.body);

    assert_eq!(
        browser.get(&link).await.status,
        404,
        "item 85: the link is used"
    );
    let again = browser.post("/do/sign-in/password", &chosen).await;
    assert_eq!(again.status, 404);

    let form = [("name", "ada"), ("password", PASSWORD), ("next", "/admin")];
    let answer = browser.post("/do/sign-in/local", &form).await;
    assert_eq!((answer.status, answer.location()), (303, "/admin"));
    assert!(browser.is_signed_in().await);
    let trail = portal.audit_trail().await;
    let added = trail
        .iter()
        .find(|record| record.event.kind == AuditKind::LocalAdministratorChanged);
    let added = &added.expect("a record").event;
    assert_eq!(added.actor, Actor::Operator);
    assert_eq!(added.details["change"], "added");
    assert!(added.details["operator"].is_string());
    let text = format!("{trail:?}");
    assert!(
        !text.contains(PASSWORD) && !text.contains(token(&link)),
        "{text}"
    );
}

#[tokio::test]
async fn whoever_is_disabled_at_the_command_line_is_out_at_once() {
    let portal = Portal::start().await;
    let (_, said) = portal.command(&["user", "add", "ada"]);
    portal.catch_up();
    let link = link(&said);
    let mut browser = portal.browser();
    let chosen = [
        ("token", token(&link)),
        ("password", PASSWORD),
        ("confirmation", PASSWORD),
    ];
    browser.post("/do/sign-in/password", &chosen).await;
    let form = [("name", "ada"), ("password", PASSWORD)];
    browser.post("/do/sign-in/local", &form).await;
    assert!(browser.is_signed_in().await);

    let (succeeded, said) = portal.command(&["user", "disable", "ada"]);
    assert!(succeeded && said.contains("ada is disabled"), "{said}");
    assert!(!browser.is_signed_in().await);
    let refused = browser.post("/do/sign-in/local", &form).await;
    assert_eq!(refused.location(), "/sign-in?next=%2Fadmin");

    let (_, said) = portal.command(&["user", "list"]);
    assert!(said.contains("disabled"), "{said}");
    let (succeeded, said) = portal.command(&["user", "enable", "ada"]);
    assert!(succeeded, "{said}");
    let answer = browser.post("/do/sign-in/local", &form).await;
    assert_eq!(answer.location(), "/admin");
    let (succeeded, said) = portal.command(&["user", "invite", "nobody"]);
    assert!(!succeeded && said.contains("there is no nobody"), "{said}");
    let (succeeded, said) = portal.command(&["user", "add", "ada"]);
    assert!(
        !succeeded && said.contains("there is ada already"),
        "{said}"
    );
}

#[tokio::test]
async fn a_password_that_will_not_do_is_explained_and_the_link_still_works() {
    let portal = Portal::start().await;
    let (_, said) = portal.command(&["user", "add", "ada"]);
    portal.catch_up();
    let link = link(&said);
    let mut browser = portal.browser();
    for (password, confirmation, told) in [
        ("short", "short", "at least 15 characters"),
        (PASSWORD, "something else", "The two passwords differ"),
        (
            "aaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaa",
            "easy to guess",
        ),
    ] {
        let chosen = [
            ("token", token(&link)),
            ("password", password),
            ("confirmation", confirmation),
        ];
        let page = browser
            .post_and_follow("/do/sign-in/password", &chosen)
            .await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(told), "{told}: {}", page.body);
        assert!(!page.body.contains(password), "{}", page.body);
    }
}

#[tokio::test]
async fn item_85_there_is_no_default_account() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for (name, password) in [
        ("admin", "admin"),
        ("root", ""),
        ("", ""),
        ("latchkey", "latchkey"),
    ] {
        let form = [("name", name), ("password", password)];
        let answer = browser.post("/do/sign-in/local", &form).await;
        assert_eq!(answer.location(), "/sign-in?next=%2Fadmin", "{name}");
        assert!(!browser.is_signed_in().await, "{name}");
    }
}

#[tokio::test]
async fn items_1_3_wrong_names_and_wrong_passwords_see_the_same_to_the_limit_and_beyond() {
    let portal = Portal::start().await;
    let (_, said) = portal.command(&["user", "add", "ada"]);
    portal.catch_up();
    let chosen = [("token", token(&link(&said)).to_owned())];
    let chosen = [
        ("token", chosen[0].1.as_str()),
        ("password", PASSWORD),
        ("confirmation", PASSWORD),
    ];
    portal.browser().post("/do/sign-in/password", &chosen).await;
    let mut seen = Vec::new();
    for name in ["ada", "zoe"] {
        let mut browser = portal.browser();
        let mut pages = Vec::new();
        for _ in 0..7 {
            let form = [("name", name), ("password", "wrong")];
            let page = browser.post_and_follow("/do/sign-in/local", &form).await;
            pages.push(page.without_nonces());
        }
        assert!(pages[0].contains("could not be signed in"), "{}", pages[0]);
        assert!(pages[6].contains("Too many tries"), "{}", pages[6]);
        seen.push(pages);
    }
    assert_eq!(seen[0], seen[1]);
    let (_, said) = portal.command(&["block", "list"]);
    assert!(said.contains("local ada from"), "{said}");
}
