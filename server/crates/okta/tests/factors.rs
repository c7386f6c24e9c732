//! The calls on factors against a server: what goes out, and what each of Okta's answers becomes. Answers are
//! those of Okta's spec and error catalogue.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod support;

use latchkey_okta::{
    Client, Error, Factor, FactorKind, FactorStatus, OktaId,
    factors::{
        Activated, CodeCheck, CodeSending, NewFactor, Proof, PushPoll, PushRequest, PushStart,
    },
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

const FACTORS: &str = "/api/v1/users/00u1/factors";

/// A server with one answer to everything, and a client of it.
struct Org {
    server: MockServer,
    client: Client,
}

impl Org {
    async fn answering(answer: ResponseTemplate) -> Self {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(answer.insert_header("x-okta-request-id", "req-1"))
            .mount(&server)
            .await;
        let client = support::client(&support::http(), &server.uri());
        Self { server, client }
    }

    async fn with(status: u16, body: Value) -> Self {
        Self::answering(ResponseTemplate::new(status).set_body_json(body)).await
    }

    async fn refusing(status: u16, code: &str) -> Self {
        let body = json!({"errorCode": code, "errorSummary": "alice", "errorCauses": []});
        let answer = ResponseTemplate::new(status).set_body_json(body);
        Self::answering(answer.insert_header("x-rate-limit-remaining", "41")).await
    }

    /// The one call that was sent: method, path with query, and body.
    async fn sent(&self) -> (String, Value) {
        let requests = self.server.received_requests().await.expect("recorded");
        let [request] = requests.as_slice() else {
            panic!("{} calls", requests.len())
        };
        (target(request), content(request))
    }

    async fn header(&self, name: &str) -> Option<String> {
        let requests = self.server.received_requests().await.expect("recorded");
        let value = requests.first().expect("a call").headers.get(name)?;
        Some(value.to_str().expect("text").to_owned())
    }
}

fn target(request: &Request) -> String {
    let url = &request.url;
    let query = url
        .query()
        .map_or(String::new(), |query| format!("?{query}"));
    format!("{} {}{query}", request.method, url.path())
}

fn content(request: &Request) -> Value {
    if request.body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(&request.body).expect("JSON")
}

fn id(text: &str) -> OktaId {
    text.parse().expect("id")
}

fn factor(kind: &str, status: &str) -> Value {
    json!({"id": "mbl1", "factorType": kind, "provider": "OKTA", "vendorName": "OKTA", "status": status,
        "created": "2020-08-27T18:15:34.000Z", "lastUpdated": "2020-08-27T18:15:35.000Z",
        "profile": {"phoneNumber": "+15554151337", "email": "alice@example.com"}})
}

#[tokio::test]
async fn factors_are_read_one_by_one_and_as_a_list() {
    let org = Org::with(
        200,
        json!([factor("sms", "ACTIVE"), factor("web", "ACTIVE")]),
    )
    .await;
    let found = org.client.factors().list(&id("00u1")).await.expect("reads");
    assert_eq!(org.sent().await.0, format!("GET {FACTORS}"));
    let kinds: Vec<FactorKind> = found.iter().map(|factor| factor.kind).collect();
    assert_eq!(kinds, [FactorKind::Sms, FactorKind::Web]);
    assert_eq!(
        found[0].profile.phone_number.as_deref(),
        Some("+15554151337")
    );

    let org = Org::with(200, factor("sms", "PENDING_ACTIVATION")).await;
    let one = org.client.factors().get(&id("00u1"), &id("mbl1")).await;
    assert_eq!(one.expect("reads").status, FactorStatus::PendingActivation);
    assert_eq!(org.sent().await.0, format!("GET {FACTORS}/mbl1"));

    let supported = json!([{"factorType": "token:software:totp", "provider": "GOOGLE", "enrollment": "OPTIONAL"}]);
    let org = Org::with(200, supported).await;
    let found = org.client.factors().list_supported(&id("00u1")).await;
    assert_eq!(found.expect("reads")[0].kind, FactorKind::Totp);
    assert_eq!(org.sent().await.0, format!("GET {FACTORS}/catalog"));
}

/// Enrols a factor and gives what went out.
async fn enrolled(factor_sent: NewFactor, proof: Proof) -> (String, Value) {
    let org = Org::with(200, factor("sms", "PENDING_ACTIVATION")).await;
    let factors = org.client.factors();
    let answer = factors.enroll(&id("00u1"), &factor_sent, proof).await;
    assert_eq!(answer.expect("enrols").request_id.as_deref(), Some("req-1"));
    org.sent().await
}

#[tokio::test]
async fn each_kind_is_enrolled_with_the_body_that_okta_documents() {
    let number = || "+15554151337".into();
    let okta = |kind: &str| json!({"factorType": kind, "provider": "OKTA"});
    let at = |kind: &str, profile: Value| {
        let mut body = okta(kind);
        body["profile"] = profile;
        body
    };
    let call = NewFactor::Call {
        phone_number: number(),
        extension: Some("1234".to_owned()),
    };
    let question = NewFactor::Question {
        question: "disliked_food".to_owned(),
        answer: "mayonnaise".into(),
    };
    let email = NewFactor::Email {
        address: "alice@example.com".into(),
    };
    let sms = NewFactor::Sms {
        phone_number: number(),
    };
    let google = json!({"factorType": "token:software:totp", "provider": "GOOGLE"});
    for (factor, body) in [
        (
            sms.clone(),
            at("sms", json!({"phoneNumber": "+15554151337"})),
        ),
        (
            call,
            at(
                "call",
                json!({"phoneNumber": "+15554151337", "phoneExtension": "1234"}),
            ),
        ),
        (email, at("email", json!({"email": "alice@example.com"}))),
        (NewFactor::OktaTotp, okta("token:software:totp")),
        (NewFactor::GoogleTotp, google),
        (NewFactor::Push, okta("push")),
        (
            question,
            at(
                "question",
                json!({"question": "disliked_food", "answer": "mayonnaise"}),
            ),
        ),
    ] {
        let expected = (format!("POST {FACTORS}?activate=false"), body);
        assert_eq!(enrolled(factor, Proof::Wanted).await, expected);
    }
    let (target, _) = enrolled(sms, Proof::NotWanted).await;
    assert_eq!(target, format!("POST {FACTORS}?activate=true"));
}

#[tokio::test]
async fn an_app_gets_its_secret_from_the_enrolment() {
    let mut body = factor("token:software:totp", "PENDING_ACTIVATION");
    body["_embedded"] = json!({"activation": {"timeStep": 30, "sharedSecret": "JBTWGV22G4ZGKV3N",
        "encoding": "base32", "keyLength": 6}});
    let org = Org::with(200, body).await;
    let factors = org.client.factors();
    let answer = factors
        .enroll(&id("00u1"), &NewFactor::OktaTotp, Proof::Wanted)
        .await;
    let factor = answer.expect("enrols").value;
    let activation = factor.activation().expect("to be finished");
    let secret = activation.shared_secret.as_ref().expect("a secret");
    assert_eq!(secret.expose_secret(), "JBTWGV22G4ZGKV3N");
    assert_eq!(activation.time_step, Some(30));
}

#[tokio::test]
async fn an_enrolment_ends_with_a_code_or_waits_for_the_telephone() {
    let code = "123456".into();
    let org = Org::with(200, factor("sms", "ACTIVE")).await;
    let factors = org.client.factors();
    let answer = factors
        .activate(&id("00u1"), &id("mbl1"), Some(&code))
        .await;
    assert!(matches!(
        answer.expect("activates").value,
        Activated::Yes(_)
    ));
    let path = format!("POST {FACTORS}/mbl1/lifecycle/activate");
    assert_eq!(
        org.sent().await,
        (path.clone(), json!({"passCode": "123456"}))
    );

    let org = Org::with(200, factor("push", "PENDING_ACTIVATION")).await;
    let factors = org.client.factors();
    let answer = factors.activate(&id("00u1"), &id("mbl1"), None).await;
    assert!(matches!(
        answer.expect("starts").value,
        Activated::Waiting(_)
    ));
    assert_eq!(org.sent().await, (path, Value::Null));

    let org = Org::refusing(403, "E0000068").await;
    let factors = org.client.factors();
    let answer = factors
        .activate(&id("00u1"), &id("mbl1"), Some(&code))
        .await;
    let refused = answer.expect("an outcome").value;
    assert!(matches!(refused, Activated::No(CodeCheck::Wrong)));
}

#[tokio::test]
async fn too_many_tries_of_one_person_hold_up_nobody_else() {
    let org = Org::refusing(429, "E0000047").await;
    let factors = org.client.factors();
    let code = "123456".into();
    for _ in 0..2 {
        let answer = factors
            .activate(&id("00u1"), &id("mbl1"), Some(&code))
            .await;
        let refused = answer.expect("an outcome").value;
        assert!(matches!(refused, Activated::No(CodeCheck::Locked)));
    }
    let calls = org.server.received_requests().await.expect("recorded");
    assert_eq!(calls.len(), 2, "neither was repeated, neither waited");
}

#[tokio::test]
async fn what_okta_says_about_a_code_is_told_apart() {
    let result = |result: &str| (200, json!({ "factorResult": result }));
    let refusal = |status, code: &str| (status, json!({ "errorCode": code }));
    for ((status, body), expected) in [
        (result("SUCCESS"), CodeCheck::Right),
        (result("FAILED"), CodeCheck::Wrong),
        (result("PASSCODE_REPLAYED"), CodeCheck::UsedBefore),
        (result("TIME_WINDOW_EXCEEDED"), CodeCheck::OutsideTimeWindow),
        (result("EXPIRED"), CodeCheck::Expired),
        (refusal(403, "E0000068"), CodeCheck::Wrong),
        (refusal(403, "E0000082"), CodeCheck::UsedBefore),
        (refusal(403, "E0000083"), CodeCheck::OutsideTimeWindow),
        (refusal(403, "E0000069"), CodeCheck::Locked),
        (refusal(410, "E0000154"), CodeCheck::NotActive),
    ] {
        let org = Org::with(status, body.clone()).await;
        let factors = org.client.factors();
        let code = "123456".into();
        let answer = factors.check_code(&id("00u1"), &id("mbl1"), &code).await;
        let answer = answer.expect("an outcome");
        assert_eq!(answer.value, expected, "{body}");
        assert_eq!(answer.request_id.as_deref(), Some("req-1"));
        let path = format!("POST {FACTORS}/mbl1/verify");
        assert_eq!(org.sent().await, (path, json!({"passCode": "123456"})));
    }
}

#[tokio::test]
async fn an_answer_to_a_question_is_sent_as_one() {
    let org = Org::with(200, json!({"factorResult": "SUCCESS"})).await;
    let factors = org.client.factors();
    let typed = "mayonnaise".into();
    let answer = factors.check_answer(&id("00u1"), &id("ufs1"), &typed).await;
    assert_eq!(answer.expect("an outcome").value, CodeCheck::Right);
    assert_eq!(org.sent().await.1, json!({"answer": "mayonnaise"}));
}

#[tokio::test]
async fn an_answer_that_decides_nothing_is_never_a_success() {
    for body in [
        json!({}),
        json!({"factorResult": "WAITING"}),
        json!({"factorResult": "NEW"}),
    ] {
        let org = Org::with(200, body.clone()).await;
        let (user, mobile) = (id("00u1"), id("mbl1"));
        let factors = org.client.factors();
        let checked = factors.check_code(&user, &mobile, &"1".into()).await;
        assert!(matches!(checked, Err(Error::Unclear { .. })), "{body}");
        let sent = factors.send_code(&user, &mobile).await;
        assert!(matches!(sent, Err(Error::Unclear { .. })), "{body}");
        let started = factors
            .start_push(&user, &mobile, PushRequest::default())
            .await;
        assert!(matches!(started, Err(Error::Unclear { .. })), "{body}");
    }
}

#[tokio::test]
async fn sending_a_code_says_what_became_of_it() {
    let challenge =
        json!({"factorResult": "CHALLENGE", "profile": {"phoneNumber": "+15554151337"}});
    let org = Org::with(200, challenge).await;
    let factors = org.client.factors();
    let sent = factors.send_code(&id("00u1"), &id("mbl1")).await;
    assert_eq!(sent.expect("an outcome").value, CodeSending::Sent);
    let path = format!("POST {FACTORS}/mbl1/verify");
    assert_eq!(org.sent().await, (path, Value::Null));
    for (status, code, expected) in [
        (429, "E0000109", CodeSending::SentMomentsAgo),
        (429, "E0000118", CodeSending::SentMomentsAgo),
        (429, "E0000133", CodeSending::SentMomentsAgo),
        (403, "E0000069", CodeSending::Locked),
        (410, "E0000154", CodeSending::NotActive),
        (400, "E0000074", CodeSending::Undeliverable),
    ] {
        let org = Org::refusing(status, code).await;
        let factors = org.client.factors();
        let sent = factors.send_code(&id("00u1"), &id("mbl1")).await;
        assert_eq!(sent.expect("an outcome").value, expected, "{code}");
    }
}

#[tokio::test]
async fn a_text_message_that_may_be_on_its_way_is_not_sent_again() {
    let org = Org::with(503, json!({"errorCode": "E0000009"})).await;
    let (user, mobile) = (id("00u1"), id("mbl1"));
    let factors = org.client.factors();
    let sent = factors.send_code(&user, &mobile).await;
    assert!(matches!(sent, Err(Error::Unclear { .. })));
    org.sent().await;
}

#[tokio::test]
async fn an_enrolments_code_is_sent_again_to_the_number_it_is_for() {
    let sms: Factor = serde_json::from_value(factor("sms", "PENDING_ACTIVATION")).expect("factor");
    let org = Org::with(200, factor("sms", "PENDING_ACTIVATION")).await;
    let sent = org.client.factors().resend(&id("00u1"), &sms).await;
    assert_eq!(sent.expect("an outcome").value, CodeSending::Sent);
    let profile = json!({"phoneNumber": "+15554151337"});
    let body = json!({"factorType": "sms", "provider": "OKTA", "profile": profile});
    assert_eq!(
        org.sent().await,
        (format!("POST {FACTORS}/mbl1/resend"), body)
    );

    let org = Org::refusing(429, "E0000109").await;
    let sent = org.client.factors().resend(&id("00u1"), &sms).await;
    assert_eq!(sent.expect("an outcome").value, CodeSending::SentMomentsAgo);
    let push: Factor = serde_json::from_value(factor("push", "ACTIVE")).expect("factor");
    let unsent = org.client.factors().resend(&id("00u1"), &push).await;
    assert!(matches!(unsent, Err(Error::NotSent(_))));
}

fn waiting(number: Option<u32>) -> Value {
    let poll = "https://acme.okta.com/api/v1/users/00u1/factors/opf1/transactions/v2mst.Gld-K_5";
    let mut body = json!({"expiresAt": "2015-04-01T15:57:32.000Z", "factorResult": "WAITING",
        "_links": {"poll": {"href": poll}, "cancel": {"href": poll}}});
    if let Some(number) = number {
        body["_embedded"] = json!({"challenge": {"correctAnswer": number}});
    }
    body
}

#[tokio::test]
async fn a_push_asks_for_a_number_and_tells_where_the_person_is() {
    let org = Org::with(201, waiting(Some(72))).await;
    let push = PushRequest {
        number_challenge: true,
        address: Some("203.0.113.7".parse().expect("address")),
    };
    let answer = org
        .client
        .factors()
        .start_push(&id("00u1"), &id("opf1"), push)
        .await;
    let PushStart::Started(started) = answer.expect("starts").value else {
        panic!("not started")
    };
    assert_eq!(started.number, Some(72));
    assert_eq!(started.transaction.as_str(), "v2mst.Gld-K_5");
    assert!(started.expires_at.is_some());
    let body = json!({"useNumberMatchingChallenge": true});
    assert_eq!(
        org.sent().await,
        (format!("POST {FACTORS}/opf1/verify"), body)
    );
    assert_eq!(
        org.header("x-forwarded-for").await.as_deref(),
        Some("203.0.113.7")
    );
    assert!(org.header("user-agent").await.is_some(), "a push needs one");
}

#[tokio::test]
async fn a_plain_push_has_no_body_and_no_number() {
    let org = Org::with(201, waiting(None)).await;
    let factors = org.client.factors();
    let answer = factors
        .start_push(&id("00u1"), &id("opf1"), PushRequest::default())
        .await;
    let started = answer.expect("starts").value;
    assert!(matches!(started, PushStart::Started(started) if started.number.is_none()));
    assert_eq!(org.sent().await.1, Value::Null);
    let org = Org::refusing(403, "E0000069").await;
    let factors = org.client.factors();
    let answer = factors
        .start_push(&id("00u1"), &id("opf1"), PushRequest::default())
        .await;
    assert_eq!(answer.expect("an outcome").value, PushStart::Locked);
}

#[tokio::test]
async fn a_poll_tells_how_far_a_push_is() {
    let result = |result: &str| json!({ "factorResult": result });
    for (body, expected) in [
        (waiting(Some(72)), PushPoll::Waiting),
        (result("SUCCESS"), PushPoll::Approved),
        (result("REJECTED"), PushPoll::Rejected),
        (result("TIMEOUT"), PushPoll::TimedOut),
        (result("CANCELLED"), PushPoll::Cancelled),
    ] {
        let org = Org::with(200, body).await;
        let transaction = "v2mst.Gld-K_5".parse().expect("transaction");
        let factors = org.client.factors();
        let polled = factors
            .poll_push(&id("00u1"), &id("opf1"), &transaction)
            .await;
        assert_eq!(polled.expect("an outcome"), expected);
        let path = format!("GET {FACTORS}/opf1/transactions/v2mst.Gld-K_5");
        assert_eq!(org.sent().await.0, path);
    }
    let org = Org::with(200, json!({})).await;
    let transaction = "mst1".parse().expect("transaction");
    let factors = org.client.factors();
    let polled = factors
        .poll_push(&id("00u1"), &id("opf1"), &transaction)
        .await;
    assert!(polled.is_err(), "no result is no approval");
}

#[tokio::test]
async fn a_factor_is_removed() {
    let org = Org::answering(ResponseTemplate::new(204)).await;
    let removed = org
        .client
        .factors()
        .unenroll(&id("00u1"), &id("mbl1"))
        .await;
    assert_eq!(
        removed.expect("removes").request_id.as_deref(),
        Some("req-1")
    );
    assert_eq!(org.sent().await.0, format!("DELETE {FACTORS}/mbl1"));
}

#[tokio::test]
async fn refusals_that_are_none_of_a_factor_stay_errors() {
    let org = Org::refusing(403, "E0000006").await;
    let (user, mobile) = (id("00u1"), id("mbl1"));
    let factors = org.client.factors();
    let forbidden = |error: Error| error.is_forbidden();
    assert!(
        factors
            .send_code(&user, &mobile)
            .await
            .is_err_and(forbidden)
    );
    let checked = factors.check_code(&user, &mobile, &"1".into()).await;
    assert!(checked.is_err_and(forbidden));
    let pushed = factors
        .start_push(&user, &mobile, PushRequest::default())
        .await;
    assert!(pushed.is_err_and(forbidden));
}
