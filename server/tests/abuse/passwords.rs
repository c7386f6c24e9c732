//! The new password and the current one.

use crate::harness::{ALICE, BOB, PAUL, Portal, Purpose, QUINN, Setup, crowd};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

const PASSWORD: &str = "Violet kettle 93 drums";

#[tokio::test]
async fn item_33_a_password_arrives_to_the_byte() {
    let portal = Portal::start().await;
    // 72 bytes, the most Okta keeps.
    let longest = "Violet kettle 93 drums, quiet harbour 17 lamps, a green ladder 58 pianos";
    let passwords = [
        (ALICE, " Leading space 12 x"),
        (BOB, "Accent \u{e9} composed 1 x"),
        (PAUL, "Accent e\u{301} apart 1 kettle"),
        (QUINN, longest),
    ];
    for (person, password) in passwords {
        let mut browser = portal.browser();
        browser.prove(&portal, Purpose::Reset, person).await;
        let answer = browser.choose_password(password).await;
        assert_eq!(answer.location(), "/reset/done", "{password:?}");
        assert!(
            portal.okta().has_password(person.login, password),
            "{password:?}"
        );
    }
}

#[tokio::test]
async fn item_33_what_okta_cannot_keep_is_refused_without_a_call() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    let one_too_many = format!("{}x", "Qz7 ".repeat(18));
    for password in [
        one_too_many.as_str(),
        "Emoji \u{1f600} password 12",
        "Short 1a",
        "",
    ] {
        let answer = browser.choose_password(password).await;
        assert_eq!(answer.location(), "/reset/password", "{password:?}");
        let page = browser.get("/reset/password").await;
        assert!(
            page.body.contains("role=\"alert\""),
            "the reason: {password:?}"
        );
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

/// A filter of leaked passwords, made as operators make it.
fn filter_of(folder: &Path, leaked: &[String]) -> PathBuf {
    let (list, filter) = (folder.join("list"), folder.join("filter"));
    std::fs::write(&list, leaked.join("\n")).expect("written");
    let import = Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .args(["breached", "import", "--plain", "--output"])
        .args([&filter, &list])
        .output();
    let import = import.expect("the binary runs");
    assert!(import.status.success(), "{import:?}");
    filter
}

async fn portal_with(passwords: String) -> Portal {
    Portal::start_with(Setup {
        passwords,
        ..Setup::default()
    })
    .await
}

#[tokio::test]
async fn item_34_leaked_guessable_and_company_passwords_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let planted = "Planted Heron 44 Quarry";
    let filter = filter_of(folder.path(), &[planted.to_owned()]);
    let keys = format!("breached_filter = {filter:?}\ncompany_words = [\"Zephyrworks\"]");
    let portal = portal_with(keys).await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    for (password, reason) in [
        (planted, "leaked"),
        ("Zephyrworks kettle 93 drums", "company"),
        ("Passw0rd1234", ""),
        ("Qwertyuiop12", ""),
    ] {
        let answer = browser.choose_password(password).await;
        assert_eq!(answer.location(), "/reset/password", "{password}");
        let page = browser.get("/reset/password").await;
        let told = page.body.split_once("role=\"alert\"").expect("a reason").1;
        assert!(told.to_lowercase().contains(reason), "{password}: {told}");
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done"
    );
}

#[tokio::test]
async fn item_34_none_of_the_most_common_passwords_passes() {
    // Dressed up until they keep Okta's own rules, and leaked in that form.
    let dressed = |common: &str| format!("Leaked-1-{common}-{}", common.len());
    let common: Vec<_> = latchkey_password_screening::common_passwords()
        .map(dressed)
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let filter = filter_of(folder.path(), &common);
    let portal = portal_with(format!("breached_filter = {filter:?}")).await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    assert!(common.len() >= 600, "{}", common.len());
    let choose = |number: usize| {
        let (mut browser, password) = (browser.clone(), common[number].clone());
        async move {
            let answer = browser.choose_password(&password).await;
            (answer.location() != "/reset/password").then_some(password)
        }
    };
    let passed = crowd(8, common.len(), choose).await;
    let passed: Vec<_> = passed.into_iter().flatten().collect();
    assert!(passed.is_empty(), "{passed:?}");
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_35_wrong_current_passwords_stop_before_the_directory_locks() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Change, ALICE).await;
    for n in 0..20 {
        let answer = browser
            .change_password(&format!("Wrong 12 {n}"), PASSWORD)
            .await;
        assert_eq!(answer.location(), "/change/password", "{n}");
    }
    let tries = portal.okta().calls();
    let tries = tries
        .iter()
        .filter(|call| call.path.ends_with("/change_password"));
    assert_eq!(tries.count(), 2, "less than half of what locks the account");
    let page = browser.change_password(ALICE.password, PASSWORD).await;
    assert_eq!(
        page.location(),
        "/change/password",
        "nor does the right one pass now"
    );
    let mut other = portal.browser();
    other.prove(&portal, Purpose::Change, ALICE).await;
    other.change_password(ALICE.password, PASSWORD).await;
    assert!(
        portal.okta().accepts_password(ALICE.login, ALICE.password),
        "nor elsewhere"
    );
    let alice = portal.okta().user(ALICE.login).expect("seeded");
    assert_eq!(format!("{:?}", alice.status), "Active");
}

#[tokio::test]
async fn item_35_a_change_without_the_current_password_is_none() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Change, ALICE).await;
    for body in [
        "password=Violet+kettle+93&confirmation=Violet+kettle+93",
        "current=&password=Violet+kettle+93&confirmation=Violet+kettle+93",
        "current[]=x&password=Violet+kettle+93&confirmation=Violet+kettle+93",
    ] {
        let answer = browser.post_body("/do/change/password", body).await;
        assert_eq!(answer.location(), "/change/password", "{body}");
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}
