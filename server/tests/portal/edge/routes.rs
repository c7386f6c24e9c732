//! Walks every route: what a stranger gets, under every spelling, and that no answer goes without
//! its headers.

use crate::harness::{Answer, Portal};
use app::{Place, Stage};
use latchkey_domain::{Process, Purpose};
use reqwest::Method;

const FILES: [&str; 4] = [
    "/assets/main-0a.css",
    "/assets/employee-0c.wasm",
    "/favicon.ico",
    "/robots.txt",
];
const PROBES: [&str; 2] = ["/healthz", "/readyz"];
const SIGN_IN: [&str; 4] = [
    "/sign-in",
    "/sign-in/again",
    "/sign-in/invitation",
    "/sign-in/return",
];
const STAFF: [&str; 5] = [
    "/admin",
    "/admin/nowhere",
    "/admin/connections/token/return",
    "/desk",
    "/desk/nowhere",
];

const PURPOSES: [Purpose; 3] = [Purpose::Reset, Purpose::Unlock, Purpose::Change];

fn pages() -> impl Iterator<Item = &'static str> {
    let steps = PURPOSES
        .into_iter()
        .flat_map(|purpose| Stage::ALL.map(|stage| Place::Way(purpose, stage)));
    let places = [
        Place::Home,
        Place::Handover,
        Place::PasswordLink,
        Place::Unavailable,
    ];
    let places = places.into_iter().chain(steps);
    places.map(Place::path)
}

fn every_path() -> Vec<&'static str> {
    let forms = app::FORMS.iter().map(|form| form.endpoint);
    pages()
        .chain(SIGN_IN)
        .chain(STAFF)
        .chain(latchkey::SIGN_IN_FORMS)
        .chain([app::CHOOSE_LANGUAGE])
        .chain(FILES)
        .chain(PROBES)
        .chain(forms)
        .chain(["/nowhere", "/do/nowhere", "/assets/nowhere"])
        .chain(["/p/nowhere", "/p/nowhere/reset"])
        .collect()
}

#[test]
fn no_process_can_have_a_word_of_our_own_addresses_for_its_path() {
    let own = every_path()
        .into_iter()
        .filter(|path| !path.contains("nowhere"));
    for path in own.chain(["/p/any"]) {
        let word = path.split('/').nth(1).expect("a first part");
        let could_be = word.parse::<latchkey_values::Alias>().is_ok();
        let is_reserved = Process::RESERVED_PATHS.contains(&word);
        assert!(is_reserved || !could_be, "{path}");
    }
}

fn assert_headers(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    for directive in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
    ] {
        assert!(
            policy.contains(directive),
            "{what}: {directive} is missing in {policy:?}"
        );
    }
    assert!(
        policy.contains("'nonce-") && policy.contains("'wasm-unsafe-eval'"),
        "{what}: {policy}"
    );
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{what}: {policy}"
    );
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    assert!(
        !answer.headers.contains_key("access-control-allow-origin"),
        "{what}"
    );
    assert!(!answer.headers.contains_key("serverfnerror"), "{what}");
    assert!(!answer.header("x-request-id").is_empty(), "{what}");
    let kept = answer.header("cache-control");
    let is_file = FILES.iter().any(|file| what.ends_with(file)) && answer.status == 200;
    assert_eq!(kept.contains("no-store"), !is_file, "{what}: {kept}");
    if !answer.body.is_empty() {
        assert!(
            !answer.header("content-type").is_empty(),
            "{what}: a body without a type"
        );
    }
}

#[tokio::test]
async fn items_49_50_52_53_every_answer_carries_the_headers() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let methods = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
    ];
    for path in every_path() {
        for method in methods.clone() {
            let answer = browser.send(browser.request(method.clone(), path)).await;
            assert_headers(&answer, &format!("{method} {path}"));
        }
        for refused in [
            browser
                .request(Method::GET, path)
                .header("host", "evil.example"),
            browser
                .bare_form(path, "login=x")
                .header("origin", "https://evil.example"),
            browser.request(Method::GET, path).header("accept", "*/*"),
        ] {
            let answer = browser.send(refused).await;
            assert_headers(&answer, &format!("refused {path}"));
        }
    }
}

#[tokio::test]
async fn items_24_62_a_stranger_gets_pages_for_strangers_and_nothing_else() {
    let portal = Portal::start().await;
    for path in every_path() {
        let mut stranger = portal.browser();
        let answer = stranger.get(path).await;
        let expected = match path {
            "/" | "/handover" | "/reset" | "/healthz" | "/readyz" | "/sign-in"
            | "/sign-in/again" => (200, ""),
            "/sign-in/invitation" | "/reset/link" => (404, ""),
            "/sign-in/return" => (302, "/sign-in"),
            "/admin" => (302, "/sign-in?next=%2Fadmin"),
            "/admin/nowhere" => (302, "/sign-in?next=%2Fadmin%2Fnowhere"),
            "/admin/connections/token/return" => {
                (302, "/sign-in?next=%2Fadmin%2Fconnections%2Ftoken%2Freturn")
            }
            "/desk" => (302, "/sign-in?next=%2Fdesk"),
            "/desk/nowhere" => (302, "/sign-in?next=%2Fdesk%2Fnowhere"),
            "/unavailable" => (503, ""),
            _ if FILES.contains(&path) => (200, ""),
            // Not offered by this portal's process.
            "/unlock" | "/change" => (302, "/"),
            _ if path.starts_with("/reset/") => (302, "/reset"),
            _ if path.starts_with("/unlock/") => (302, "/unlock"),
            _ if path.starts_with("/change/") => (302, "/change"),
            _ if app::FORMS.iter().any(|form| form.endpoint == path) => (405, ""),
            _ if latchkey::SIGN_IN_FORMS.contains(&path) => (405, ""),
            app::CHOOSE_LANGUAGE => (405, ""),
            _ => (404, ""),
        };
        let seen = (
            if answer.status == 303 {
                302
            } else {
                answer.status
            },
            answer.location(),
        );
        assert_eq!(seen, expected, "{path}");
        assert_eq!(stranger.cookie, None, "{path}");
    }
}

#[tokio::test]
async fn item_47_reading_never_does_what_a_form_does() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.identify("alice.winter@example.com").await;
    portal.run_jobs().await;
    let trail = portal.audit_trail().await;
    for form in app::FORMS {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::PUT] {
            for query in [
                "?login=bob.stone@example.com",
                "?code=123456",
                "?password=x&confirmation=x",
            ] {
                let path = format!("{}{query}", form.endpoint);
                let request = browser
                    .request(method.clone(), &path)
                    .header("sec-fetch-site", "same-origin");
                let answer = browser
                    .send(request.header("x-http-method-override", "POST"))
                    .await;
                assert!(answer.status >= 400, "{method} {path}: {}", answer.status);
            }
        }
    }
    assert_eq!(portal.audit_trail().await.len(), trail.len());
}

#[tokio::test]
async fn item_46_every_form_refuses_foreign_posts() {
    let portal = Portal::start().await;
    let mut victim = portal.browser();
    victim.prove(&portal, "alice.winter@example.com").await;
    let trail = portal.audit_trail().await;
    let kinds = [
        Some("application/x-www-form-urlencoded"),
        Some("text/plain"),
        Some("multipart/form-data; boundary=x"),
        Some("application/json"),
        None,
    ];
    let origins: [&[(&str, &str)]; 6] = [
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://other.example.com"),
        ],
        &[("sec-fetch-site", "none")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for form in app::FORMS {
        for kind in kinds {
            for origin in origins {
                let mut request = victim.request(Method::POST, form.endpoint);
                for (name, value) in origin {
                    request = request.header(*name, *value);
                }
                if let Some(kind) = kind {
                    request = request.header("content-type", kind);
                }
                let body = "login=bob.stone@example.com&code=123456&password=Evil+password+12&confirmation=Evil+password+12";
                let answer = victim.send(request.body(body)).await;
                assert_eq!(answer.status, 403, "{} {kind:?} {origin:?}", form.endpoint);
            }
        }
    }
    assert_eq!(portal.audit_trail().await.len(), trail.len());
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_46_our_own_pages_send_one_kind_of_form() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for form in app::FORMS {
        for kind in [
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/json",
            "application/x-www-form-urlencoded; charset=utf-7",
        ] {
            let request = browser
                .request(Method::POST, form.endpoint)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", kind);
            assert_eq!(
                browser.send(request.body("login=x")).await.status,
                415,
                "{} {kind}",
                form.endpoint
            );
        }
    }
}
