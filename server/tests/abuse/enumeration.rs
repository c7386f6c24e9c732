//! Nobody learns from the portal who exists, or in what state their account is.

use crate::harness::{
    ALICE, Answer, Browser, EVERY_KIND, PURPOSES, Portal, Purpose, Setup, crowd, usually,
};
use std::net::Ipv4Addr;
use tokio::net::TcpListener;

const PASSWORD: &str = "Violet kettle 93 drums";

/// What differs in every answer, whoever it is about.
const PASSING: [&str; 5] = [
    "date",
    "x-request-id",
    "set-cookie",
    "content-security-policy",
    "content-length",
];

/// Everything an observer sees of an answer. Left out are the typed login, and what is new each time.
fn seen(answer: &Answer, login: &str) -> String {
    let shown = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
        format!("{name}: {}", value.to_str().expect("text"))
    };
    let headers = answer.headers.iter();
    let lasting = headers.filter(|(name, _)| !PASSING.contains(&name.as_str()));
    let mut headers: Vec<_> = lasting.map(shown).collect();
    headers.sort();
    let cookies = answer.headers.get_all("set-cookie").iter().count();
    let mut body = answer.body.replace(answer.nonce(), "NONCE");
    for field in ["request", "form"] {
        let value = answer.hidden(field);
        if !value.is_empty() {
            body = body.replace(value, "HIDDEN");
        }
    }
    let body = without_time(&body.replace(login, "LOGIN"));
    format!("{} {headers:?} cookies={cookies}\n{body}", answer.status)
}

/// The text without the seconds and minutes that pass while the test runs.
fn without_time(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_inclusive([' ', '"', '.']) {
        let is_unit = word.starts_with("second") || word.starts_with("minute");
        if is_unit && kept.last().is_some_and(|last| is_number(last)) {
            kept.pop();
            kept.push("TIME ");
        } else if is_number(word) && kept.last() == Some(&"data-wait-seconds=\"") {
            kept.push("TIME ");
        } else {
            kept.push(word);
        }
    }
    kept.concat()
        .replace("seconds", "second")
        .replace("minutes", "minute")
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches([' ', '"', '.']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Pages, wrong codes, another code: all that somebody without the mail can see.
async fn walk(
    portal: &Portal,
    browser: &mut Browser,
    purpose: Purpose,
    login: &str,
) -> Vec<String> {
    let mut views = vec![seen(&browser.identify(purpose, login).await, login)];
    let code = purpose.page("code");
    views.push(seen(&browser.get(&code).await, login));
    portal.idle().await;
    views.push(seen(&browser.get(&code).await, login));
    for _ in 0..6 {
        views.push(seen(&browser.enter_code(purpose, "000000").await, login));
        views.push(seen(&browser.get(&code).await, login));
    }
    views.push(seen(
        &browser.post(&purpose.form("resend"), &[]).await,
        login,
    ));
    for stage in ["code", purpose.last(), "working", "done", "ended", ""] {
        views.push(seen(&browser.get(&purpose.page(stage)).await, login));
    }
    let last = purpose.form(purpose.last());
    views.push(seen(
        &browser.post(&last, &fields_of_last(purpose)).await,
        login,
    ));
    views
}

fn fields_of_last(purpose: Purpose) -> Vec<(&'static str, &'static str)> {
    let new = [("password", PASSWORD), ("confirmation", PASSWORD)];
    match purpose {
        Purpose::Unlock => Vec::new(),
        Purpose::Reset => new.to_vec(),
        Purpose::Change => [("current", PASSWORD)].into_iter().chain(new).collect(),
    }
}

#[tokio::test]
async fn items_1_3_4_every_kind_of_account_sees_the_same() {
    let portal = Portal::start().await;
    for purpose in PURPOSES {
        let expected = walk(&portal, &mut portal.browser(), purpose, EVERY_KIND[0]).await;
        for login in &EVERY_KIND[1..] {
            let views = walk(&portal, &mut portal.browser(), purpose, login).await;
            for (step, (view, expected)) in views.iter().zip(&expected).enumerate() {
                assert_eq!(view, expected, "{purpose:?} {login} at step {step}");
            }
        }
        let all = expected.concat();
        for secret in ["Alice", "Winter", "private", "ACTIVE"] {
            assert!(!all.contains(secret), "{secret} shows before the proof");
        }
    }
}

#[tokio::test]
async fn items_1_3_limits_close_at_the_same_count_for_every_kind_of_account() {
    let portal = Portal::start_with(Setup::limited(
        "starts_per_account_and_network_per_hour = 2\nstarts_per_network_per_hour = 1000\n\
         starts_per_network_per_hour_without_work = 1000",
    ))
    .await;
    let mut expected: Option<Vec<String>> = None;
    for login in EVERY_KIND {
        let mut views = Vec::new();
        for _ in 0..4 {
            let mut browser = portal.browser().from("203.0.113.9");
            views.push(seen(&browser.identify(Purpose::Reset, login).await, login));
            views.push(seen(&browser.get("/reset").await, login));
        }
        assert!(views[7].contains("role=\"alert\""), "{}", views[7]);
        let expected = expected.get_or_insert_with(|| views.clone());
        assert_eq!(&views, expected, "{login}");
    }
}

#[tokio::test]
async fn item_2_no_answer_waits_for_the_directory() {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let silent = silent.expect("a port");
    let okta_url = format!("http://{}", silent.local_addr().expect("an address"));
    let portal = Portal::start_with(Setup {
        okta_url,
        ..Setup::default()
    })
    .await;
    for login in EVERY_KIND {
        let mut browser = portal.browser();
        let answer = browser.identify(Purpose::Reset, login).await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, "/reset/code"),
            "{login}"
        );
        assert_eq!(browser.get("/reset/code").await.status, 200, "{login}");
        let answer = browser.enter_code(Purpose::Reset, "123456").await;
        assert_eq!(answer.location(), "/reset/code", "{login}");
    }
    // All of them were answered, and only now somebody takes the directory's side of a call.
    silent.accept().await.expect("the portal does ask, later");
}

/// What a portal has kept: rows, pages of the database, and files.
async fn kept(portal: &Portal) -> (i64, i64, usize) {
    let rows = "SELECT (SELECT count(*) FROM requests) + (SELECT count(*) FROM challenges) \
                + (SELECT count(*) FROM sessions) + (SELECT count(*) FROM counters) \
                + (SELECT count(*) FROM blocks) + (SELECT count(*) FROM audit)";
    let files = std::fs::read_dir(portal.data()).expect("a folder").count();
    (
        portal.database.number(rows).await,
        portal.database.number("PRAGMA page_count").await,
        files,
    )
}

#[tokio::test]
async fn item_12_reading_is_free() {
    const PATHS: [&str; 5] = [
        "/",
        "/reset",
        "/unlock/code",
        "/change/password",
        "/nowhere",
    ];
    let portal = Portal::start().await;
    portal.idle().await;
    let before = kept(&portal).await;
    let open = |number: usize| {
        let (mut browser, path) = (portal.browser(), PATHS[number % PATHS.len()]);
        async move {
            let answer = browser.get(path).await;
            (answer.status, answer.headers.contains_key("set-cookie"))
        }
    };
    let answers = crowd(8, usually(2_000, 10_000), open).await;
    let odd =
        |(status, has_cookie): &&(u16, bool)| ![200, 303, 404].contains(status) || *has_cookie;
    assert_eq!(answers.iter().find(odd), None);
    assert_eq!(kept(&portal).await, before, "nothing is written");
    assert_eq!(portal.okta().calls(), Vec::new());
    assert!(portal.mails().is_empty());
}

#[tokio::test]
async fn item_40_an_address_of_two_people_leads_to_neither() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser
        .identify(Purpose::Reset, "family.bennett@example.com")
        .await;
    portal.idle().await;
    let trail = portal.database.trail().await;
    let looked_up = trail.iter().find(|entry| entry.kind == "person-looked-up");
    let looked_up = looked_up.expect("looked up");
    assert_eq!(looked_up.details["result"], "ambiguous");
    assert_eq!(looked_up.subject, None);
    assert!(portal.mails().is_empty());
    assert!(portal.okta_writes().is_empty());
}

#[tokio::test]
async fn items_9_32_the_directory_is_only_read_before_the_proof_and_no_factor_is_touched() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    browser.get("/reset/password").await;
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done"
    );
    portal.idle().await;
    let writes = portal.okta_writes();
    assert_eq!(
        writes.len(),
        2,
        "the password, and the end of all sessions: {writes:?}"
    );
    let calls = portal.okta().calls();
    let is_other = |path: &str| path.contains("factors") || path.contains("authn");
    assert!(calls.iter().all(|call| !is_other(&call.path)), "{calls:?}");
}
