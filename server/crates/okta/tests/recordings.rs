//! Every recorded answer of a real org, for the calls the client has.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod support;

use latchkey_okta::{
    Auth, Client, ClientSettings, Error, FactorStatus, OktaId, RevokeSessions, SendEmail,
    ServiceApp, SigningKey, Strict, TokenCheck,
    resources::{
        factors::{NewFactor, Proof},
        groups::GroupQuery,
        users::{Activation, NewUser, UserQuery},
    },
};
use latchkey_testkit::{SeededEntropy, TestClock};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fs, path::Path, sync::Arc};
use support::{client, http};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

#[derive(Deserialize)]
struct Recording {
    cassette: String,
    step: u32,
    method: String,
    path: String,
    status: u16,
    headers: BTreeMap<String, Lines>,
    body: Value,
}

/// A header's one line, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lines {
    One(String),
    Many(Vec<String>),
}

impl Recording {
    fn segments(&self) -> Vec<&str> {
        self.path
            .split('?')
            .next()
            .unwrap_or_default()
            .split('/')
            .skip(3)
            .collect()
    }

    /// The recorded answer, with its links leading to the test's server.
    fn answer(&self, server: &str) -> ResponseTemplate {
        let mut answer = ResponseTemplate::new(self.status);
        for (name, lines) in &self.headers {
            let lines = match lines {
                Lines::One(line) => std::slice::from_ref(line),
                Lines::Many(lines) => lines,
            };
            for line in lines {
                let line = line.replace("https://test.okta.com", server);
                answer = answer.append_header(name.as_str(), line.as_str());
            }
        }
        match &self.body {
            Value::String(text) => answer.set_body_string(text),
            body => answer.set_body_json(body),
        }
    }
}

/// Makes the recorded call; `None` when the client has no such call.
async fn replay(client: &Client, recording: &Recording) -> Option<Result<(), Error>> {
    let segments = recording.segments();
    match (recording.method.as_str(), segments.as_slice()) {
        ("GET", ["users"]) => Some(
            client
                .users()
                .list(UserQuery::all())
                .first()
                .await
                .map(drop),
        ),
        ("POST", ["users"]) => {
            let user = NewUser {
                profile: Map::new(),
                password: None,
                group_ids: Vec::new(),
            };
            Some(
                client
                    .users()
                    .create(&user, Activation::Now)
                    .await
                    .map(drop),
            )
        }
        ("GET", ["users", login]) if login.contains('@') => {
            let found = client
                .users()
                .find_by_login(&login.parse().expect("login"))
                .await;
            Some(found.map(|found| assert!(found.is_some())))
        }
        (verb, ["users", user, rest @ ..]) => person(client, verb, &user.parse().ok()?, rest).await,
        ("GET", ["groups"]) => Some(
            client
                .groups()
                .list(GroupQuery::all())
                .first()
                .await
                .map(drop),
        ),
        (verb, ["groups", group, rest @ ..]) => {
            group_calls(client, verb, &group.parse().ok()?, rest).await
        }
        _ => None,
    }
}

async fn person(
    client: &Client,
    verb: &str,
    user: &OktaId,
    rest: &[&str],
) -> Option<Result<(), Error>> {
    let users = client.users();
    Some(match (verb, rest) {
        ("GET", []) => users.get(user).await.map(drop),
        ("POST", []) => users.update_profile(user, &Map::new()).await.map(drop),
        ("DELETE", []) => users.delete(user, SendEmail::No).await.map(drop),
        ("GET", ["groups"]) => users.groups(user).await.map(drop),
        ("GET", ["roles"]) => users.roles(user).await.map(drop),
        (_, ["factors", rest @ ..]) => return factor_calls(client, verb, user, rest).await,
        ("DELETE", ["sessions"]) => client.sessions().revoke(user, true).await.map(drop),
        ("POST", ["lifecycle", verb]) => return lifecycle(client, user, verb).await,
        ("POST", ["credentials", "forgot_password"]) => {
            let answer = client
                .credentials()
                .forgot_password(user, SendEmail::No)
                .await;
            answer.map(|answer| assert!(answer.value.url.is_some()))
        }
        ("POST", ["credentials", "change_password"]) => {
            let (old, new) = ("old".into(), "new".parse().expect("password"));
            client
                .credentials()
                .change_password(user, &old, &new, Strict::Yes, RevokeSessions::No)
                .await
                .map(drop)
        }
        _ => return None,
    })
}

async fn factor_calls(
    client: &Client,
    verb: &str,
    user: &OktaId,
    rest: &[&str],
) -> Option<Result<(), Error>> {
    let factors = client.factors();
    Some(match (verb, rest) {
        ("GET", []) => factors.list(user).await.map(drop),
        ("POST", []) => {
            let sms = NewFactor::Sms {
                phone_number: "+12345678901".into(),
            };
            let enrolled = factors.enroll(user, &sms, Proof::Wanted).await;
            enrolled.map(|factor| assert_eq!(factor.value.status, FactorStatus::PendingActivation))
        }
        ("GET", [factor]) => factors.get(user, &factor.parse().ok()?).await.map(drop),
        _ => return None,
    })
}

async fn group_calls(
    client: &Client,
    verb: &str,
    group: &OktaId,
    rest: &[&str],
) -> Option<Result<(), Error>> {
    let groups = client.groups();
    Some(match (verb, rest) {
        ("GET", []) => groups.get(group).await.map(drop),
        ("GET", ["users"]) => groups.members(group).first().await.map(drop),
        ("PUT", ["users", user]) => groups
            .add_member(group, &user.parse().ok()?)
            .await
            .map(drop),
        ("DELETE", ["users", user]) => groups
            .remove_member(group, &user.parse().ok()?)
            .await
            .map(drop),
        _ => return None,
    })
}

async fn lifecycle(client: &Client, user: &OktaId, verb: &str) -> Option<Result<(), Error>> {
    let calls = client.lifecycle();
    Some(match verb {
        "activate" => calls.activate(user, SendEmail::No).await.map(drop),
        "reactivate" => calls.reactivate(user, SendEmail::No).await.map(drop),
        "deactivate" => calls.deactivate(user, SendEmail::No).await.map(drop),
        "suspend" => calls.suspend(user).await.map(drop),
        "unsuspend" => calls.unsuspend(user).await.map(drop),
        "unlock" => calls.unlock(user).await.map(drop),
        "expire_password" => calls.expire_password(user).await.map(drop),
        "expire_password_with_temp_password" => calls
            .expire_password_with_temp_password(user, RevokeSessions::No)
            .await
            .map(drop),
        "reset_password" => calls
            .reset_password(user, SendEmail::No, RevokeSessions::No)
            .await
            .map(drop),
        "reset_factors" => calls.reset_factors(user).await.map(drop),
        _ => return None,
    })
}

/// The recordings whose path starts like this, in order.
fn recorded(path: &str) -> Vec<Recording> {
    let folder = std::env::var("LATCHKEY_CONTRACT_DIR").expect("LATCHKEY_CONTRACT_DIR");
    let file = Path::new(&folder).join("okta-recordings.jsonl");
    let text = fs::read_to_string(file).expect("recordings");
    let recordings = text.lines().map(serde_json::from_str);
    let mut recordings: Vec<Recording> = recordings.map(|line| line.expect("recording")).collect();
    recordings.retain(|recording| recording.path.starts_with(path));
    recordings
}

/// A client with the scopes of the recorded app, which requires proofs of possession.
fn service_app(url: &str) -> Client {
    let entropy = Arc::new(SeededEntropy::new(1));
    let names = ["okta.users.read", "okta.apps.read", "okta.groups.read"];
    let app = ServiceApp {
        client_id: "0oa1".parse().expect("client id"),
        key: SigningKey::generate(&*entropy).expect("key"),
        scopes: names.map(|name| name.parse().expect("scope")).to_vec(),
        dpop: true,
    };
    let settings = ClientSettings::new(
        url.parse().expect("url"),
        Auth::ServiceApp(app),
        http(),
        Arc::new(TestClock::default()),
        entropy,
    );
    Client::new(settings).expect("client")
}

#[tokio::test]
#[ignore = "needs LATCHKEY_CONTRACT_DIR"]
async fn every_recorded_answer_is_understood() {
    let server = MockServer::start().await;
    let http = http();
    let mut replayed = BTreeMap::new();
    for recording in recorded("") {
        server.reset().await;
        let answer = recording.answer(&server.uri());
        Mock::given(method(recording.method.as_str()))
            .respond_with(answer)
            .mount(&server)
            .await;
        let Some(outcome) = replay(&client(&http, &server.uri()), &recording).await else {
            continue;
        };
        let name = format!("{} {}", recording.cassette, recording.step);
        *replayed.entry(recording.status / 100).or_insert(0) += 1;
        match outcome {
            Ok(()) => assert!(recording.status < 300, "{name}"),
            Err(error) => {
                let api = error.api().unwrap_or_else(|| panic!("{name}: {error}"));
                let code = recording.body["errorCode"].as_str().unwrap_or_default();
                assert_eq!(
                    (api.status, api.code.as_str()),
                    (recording.status, code),
                    "{name}"
                );
            }
        }
    }
    assert_eq!(replayed, BTreeMap::from([(2, 248), (4, 6)]));
}

/// The token endpoint's answers, in the order of the recordings: the nonce dance of each token.
#[tokio::test]
#[ignore = "needs LATCHKEY_CONTRACT_DIR"]
async fn every_recorded_answer_of_the_token_endpoint_is_understood() {
    let mut seen = BTreeMap::new();
    for recording in recorded("/oauth2/v1/token") {
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .respond_with(recording.answer(&server.uri()))
            .mount(&server)
            .await;
        let outcome = service_app(&server.uri()).check_token().await;
        let name = format!("{} {}", recording.cassette, recording.step);
        let code = match outcome {
            Ok(TokenCheck::Granted {
                scopes, missing, ..
            }) => {
                assert_eq!((scopes.len(), missing.len()), (3, 0), "{name}");
                "granted".to_owned()
            }
            Err(Error::Token(refusal)) => {
                let body = &recording.body;
                assert_eq!(refusal.description(), body["error_description"].as_str());
                refusal.code
            }
            other => panic!("{name}: {other:?}"),
        };
        *seen.entry(code).or_insert(0) += 1;
    }
    let expected = [
        ("granted", 14),
        ("invalid_dpop_proof", 1),
        ("use_dpop_nonce", 13),
    ];
    let expected = expected.map(|(code, count)| (code.to_owned(), count));
    assert_eq!(seen, BTreeMap::from(expected));
}
