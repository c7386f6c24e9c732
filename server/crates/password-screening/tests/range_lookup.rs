//! What leaves the house when a range service is asked, and what its failures change.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use latchkey_http::{Client, Settings};
use latchkey_password_screening::{InvalidRangeUrl, RangeLookup, Screen, ScreenSettings, Weakness};
use latchkey_values::{NewPassword, PersonNames};
use tokio::{net::TcpListener, time::Instant};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

const PASSWORD: &str = "vexing-ocelot-9-brass-kettle";
/// SHA-1 of [`PASSWORD`].
const PREFIX: &str = "E9929";
const SUFFIX: &str = "202C4B5B840C5439CF8711458EC2CAACBE8";

fn lookup(base_url: &str) -> RangeLookup {
    let client = Client::new(Settings {
        allow_private_targets: true,
        ..Settings::default()
    })
    .expect("valid settings");
    RangeLookup::new(client, base_url.parse().expect(base_url)).expect("an http URL")
}

fn password() -> NewPassword {
    PASSWORD.parse().expect("a password")
}

async fn service(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

async fn judged_with(base_url: &str) -> Result<(), Weakness> {
    let screen = Screen::new(ScreenSettings {
        min_score: 3,
        lookup: Some(lookup(base_url)),
        ..ScreenSettings::default()
    })
    .expect("valid settings");
    screen.judge(&password(), &PersonNames::default()).await
}

#[tokio::test]
async fn only_the_prefix_is_sent() {
    let server = service(ResponseTemplate::new(200).set_body_string("")).await;
    let base = format!("{}/mirror/?key=1", server.uri());
    assert_eq!(lookup(&base).is_breached(&password()).await, Some(false));
    let requests = server.received_requests().await.expect("recorded");
    let [request] = requests.as_slice() else {
        panic!("{} requests", requests.len());
    };
    assert_eq!(request.url.path(), format!("/mirror/range/{PREFIX}"));
    assert_eq!(request.url.query(), None);
    assert_eq!(request.method, "GET");
    assert_eq!(request.headers["add-padding"], "true");
    assert!(request.body.is_empty());
    let headers = format!("{:?}", request.headers).to_uppercase();
    assert!(
        !headers.contains(SUFFIX) && !headers.contains("OCELOT"),
        "{headers}"
    );
}

#[tokio::test]
async fn a_listed_password_is_refused_as_breached() {
    let list = format!("{}:4\r\n{SUFFIX}:17\r\n", "0".repeat(35));
    let server = service(ResponseTemplate::new(200).set_body_string(list)).await;
    assert_eq!(judged_with(&server.uri()).await, Err(Weakness::Breached));
}

#[tokio::test]
async fn what_fails_before_is_not_asked_about() {
    let server = service(ResponseTemplate::new(200)).await;
    let screen = Screen::new(ScreenSettings {
        min_score: 3,
        lookup: Some(lookup(&server.uri())),
        ..ScreenSettings::default()
    })
    .expect("valid settings");
    let weak = "password".parse().expect("a password");
    assert!(screen.judge(&weak, &PersonNames::default()).await.is_err());
    assert!(
        server
            .received_requests()
            .await
            .expect("recorded")
            .is_empty()
    );
}

#[tokio::test]
async fn a_service_that_fails_keeps_nobody_from_a_new_password() {
    for answer in [
        ResponseTemplate::new(503),
        ResponseTemplate::new(302).insert_header("location", "/elsewhere"),
        ResponseTemplate::new(200).set_body_string("<html>sign in</html>"),
    ] {
        let server = service(answer).await;
        assert_eq!(lookup(&server.uri()).is_breached(&password()).await, None);
        assert_eq!(judged_with(&server.uri()).await, Ok(()));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let gone = format!("http://{}/", listener.local_addr().expect("address"));
    drop(listener);
    assert_eq!(judged_with(&gone).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_silent_service_is_given_two_seconds() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let silent = format!("http://{}/", listener.local_addr().expect("address"));
    let start = Instant::now();
    assert_eq!(lookup(&silent).is_breached(&password()).await, None);
    assert_eq!(start.elapsed().as_secs(), 2);
}

#[test]
fn only_http_services_can_be_asked() {
    let client = Client::new(Settings::default()).expect("valid settings");
    let url = "mailto:range@example.com".parse().expect("a URL");
    assert_eq!(RangeLookup::new(client, url).err(), Some(InvalidRangeUrl));
}
