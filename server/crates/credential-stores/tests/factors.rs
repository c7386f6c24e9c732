//! Okta's factors as verifications, against the sandbox over HTTP.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

use jiff::SignedDuration;
use latchkey_connections::{OktaConnection, okta_client};
use latchkey_credential_stores::{
    AskingPush, CodeDelivery, CodeVerdict, CredentialStore, FactorKind, FactorReference,
    FactorStore as _, Failure, OktaCredentialStore, PushStart, PushState,
};
use latchkey_okta::{Auth, Client};
use latchkey_sandbox::okta::{Fault, FaultKind, PushAnswer, Target};
use latchkey_sandbox::{RateLimits, Sandbox, Settings};
use latchkey_values::{Clock, Entropy, OsEntropy, SystemClock};
use std::{sync::Arc, time::Duration};

const ALICE: &str = "alice.winter@example.com";
const PAUL: &str = "paul.adeyemi@example.com";

struct Org {
    sandbox: Sandbox,
    client: Client,
    store: OktaCredentialStore,
}

impl Org {
    async fn start() -> Self {
        let any = "127.0.0.1:0".parse().expect("an address");
        let settings = Settings {
            okta: any,
            pages: any,
            mail_folder: std::env::temp_dir(),
            portal_url: None,
            rate_limits: RateLimits::default(),
        };
        let sandbox = latchkey_sandbox::start(settings).await.expect("starts");
        let connection = OktaConnection {
            alias: "okta".parse().expect("valid"),
            url: sandbox.okta_url().parse().expect("a URL"),
            auth: Auth::ApiToken(sandbox.api_token().into()),
            proxy: None,
            allow_private_targets: true,
        };
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let entropy: Arc<dyn Entropy> = Arc::new(OsEntropy);
        let client = okta_client(connection, &clock, &entropy).expect("a client");
        Self {
            sandbox,
            store: OktaCredentialStore::new(client.clone()),
            client,
        }
    }

    fn id(&self, login: &str) -> String {
        self.sandbox.okta().user(login).expect("a person").id
    }

    async fn kinds(&self, login: &str) -> Vec<FactorKind> {
        let factors = self.store.usable_factors(&self.id(login)).await;
        let factors = factors.expect("reads").into_iter();
        factors.map(|usable| usable.factor.kind).collect()
    }

    async fn factor(&self, login: &str, kind: FactorKind) -> FactorReference {
        let factors = self.store.usable_factors(&self.id(login)).await;
        let mut factors = factors.expect("reads").into_iter();
        let found = factors.find(|usable| usable.factor.kind == kind);
        found.expect("has one").factor
    }

    async fn send(&self, login: &str, factor: &FactorReference) -> CodeDelivery {
        let sent = self.store.send_code(&self.id(login), factor).await;
        sent.expect("an outcome").outcome
    }

    async fn check(&self, login: &str, factor: &FactorReference, typed: &str) -> CodeVerdict {
        let (person, typed) = (self.id(login), typed.into());
        let checked = self.store.check_code(&person, factor, &typed).await;
        let answer = checked.expect("an outcome");
        assert!(answer.request_id.is_some_and(|id| !id.is_empty()));
        answer.outcome
    }

    /// The code in the newest message to a person.
    fn last_code(&self, login: &str) -> String {
        let messages = self.sandbox.okta().messages(login);
        messages.first().expect("a message").code.clone()
    }

    async fn start_push(&self, login: &str, factor: &FactorReference) -> AskingPush {
        let address = Some("203.0.113.7".parse().expect("an address"));
        let person = self.id(login);
        let started = self.store.start_push(&person, factor, address).await;
        match started.expect("an outcome").outcome {
            PushStart::Asking(push) => push,
            other => panic!("not asking: {other:?}"),
        }
    }

    async fn poll(&self, login: &str, factor: &FactorReference, push: &AskingPush) -> PushState {
        let (person, transaction) = (self.id(login), &push.transaction);
        let polled = self.store.poll_push(&person, factor, transaction).await;
        polled.expect("reads")
    }

    fn answer(&self, login: &str, push: &AskingPush, answer: PushAnswer) {
        let okta = self.sandbox.okta();
        okta.answer_push(login, &push.transaction, answer)
            .expect("is asked");
    }
}

#[tokio::test]
async fn the_store_says_which_factors_a_person_can_use_and_nothing_about_where_they_lead() {
    let org = Org::start().await;
    let app = [FactorKind::Push, FactorKind::Totp];
    assert_eq!(org.kinds("carol.reyes@example.com").await, app);
    assert_eq!(org.kinds("bob.stone@example.com").await, [FactorKind::Sms]);
    assert!(org.kinds("erin.lindqvist@example.com").await.is_empty());
    let factors = org
        .store
        .usable_factors(&org.id(ALICE))
        .await
        .expect("reads");
    assert!(!format!("{factors:?}").contains("555"));
    let store: &dyn CredentialStore = &org.store;
    assert!(store.factors().is_some());
}

#[tokio::test]
async fn nobody_is_no_person_without_factors() {
    let org = Org::start().await;
    for nobody in ["00uNobodyNobodyNobo", "../me"] {
        let read = org.store.usable_factors(nobody).await;
        assert!(matches!(read, Err(Failure::UnknownPerson)), "{nobody}");
    }
}

#[tokio::test]
async fn a_number_that_was_changed_an_hour_ago_is_told_from_an_old_one() {
    let org = Org::start().await;
    let day = SignedDuration::from_hours(24);
    let now = org.sandbox.okta().now();
    for (login, is_unchanged) in [
        ("bob.stone@example.com", true),
        ("quinn.fischer@example.com", false),
    ] {
        let factors = org
            .store
            .usable_factors(&org.id(login))
            .await
            .expect("reads");
        assert_eq!(
            factors[0].is_unchanged_for(day, now),
            is_unchanged,
            "{login}"
        );
    }
}

#[tokio::test]
async fn a_code_by_text_message_proves_a_person_once() {
    let org = Org::start().await;
    let sms = org.factor(PAUL, FactorKind::Sms).await;
    assert_eq!(org.send(PAUL, &sms).await, CodeDelivery::Sent);
    assert_eq!(org.send(PAUL, &sms).await, CodeDelivery::SentMomentsAgo);
    let code = org.last_code(PAUL);
    assert_eq!(org.check(PAUL, &sms, "no code").await, CodeVerdict::Wrong);
    assert_eq!(org.check(PAUL, &sms, &code).await, CodeVerdict::Right);
    assert_eq!(org.check(PAUL, &sms, &code).await, CodeVerdict::Wrong);
    org.sandbox.okta().advance_clock(Duration::from_secs(31));
    assert_eq!(org.send(PAUL, &sms).await, CodeDelivery::Sent);
}

#[tokio::test]
async fn calls_and_mails_carry_codes_as_well() {
    let org = Org::start().await;
    for (login, kind) in [
        ("rosa.jimenez@example.com", FactorKind::Call),
        ("samir.haddad@example.com", FactorKind::Email),
    ] {
        let factor = org.factor(login, kind).await;
        assert_eq!(org.send(login, &factor).await, CodeDelivery::Sent);
        let code = org.last_code(login);
        assert_eq!(org.check(login, &factor, &code).await, CodeVerdict::Right);
    }
}

#[tokio::test]
async fn an_apps_code_and_the_answer_to_a_question_need_nothing_sent() {
    let org = Org::start().await;
    let totp = org.factor(PAUL, FactorKind::Totp).await;
    let shown = org.sandbox.okta().authenticator_codes(PAUL).remove(0);
    assert_eq!(
        org.check(PAUL, &totp, &shown.code).await,
        CodeVerdict::Right
    );
    assert_eq!(
        org.check(PAUL, &totp, &shown.code).await,
        CodeVerdict::UsedBefore
    );
    let question = org.factor(PAUL, FactorKind::Question).await;
    assert_eq!(
        org.check(PAUL, &question, "waffles").await,
        CodeVerdict::Wrong
    );
    assert_eq!(
        org.check(PAUL, &question, "Pancakes").await,
        CodeVerdict::Right
    );
}

#[tokio::test]
async fn after_five_wrong_codes_none_counts_for_five_minutes() {
    let org = Org::start().await;
    let totp = org.factor(ALICE, FactorKind::Totp).await;
    for _ in 0..5 {
        assert_eq!(org.check(ALICE, &totp, "wrong").await, CodeVerdict::Wrong);
    }
    let shown = |org: &Org| org.sandbox.okta().authenticator_codes(ALICE).remove(0).code;
    assert_eq!(
        org.check(ALICE, &totp, &shown(&org)).await,
        CodeVerdict::Locked
    );
    let sms = org.factor(ALICE, FactorKind::Sms).await;
    assert_eq!(org.send(ALICE, &sms).await, CodeDelivery::Locked);
    org.sandbox.okta().advance_clock(Duration::from_mins(5));
    assert_eq!(
        org.check(ALICE, &totp, &shown(&org)).await,
        CodeVerdict::Right
    );
}

#[tokio::test]
async fn a_push_is_approved_by_the_number_that_was_shown() {
    let org = Org::start().await;
    let factor = org.factor(ALICE, FactorKind::Push).await;
    let push = org.start_push(ALICE, &factor).await;
    let number = push.number.expect("a number");
    assert!(push.expires_at.is_some());
    let asked = org.sandbox.okta().pending_pushes(ALICE).remove(0);
    assert_eq!(asked.address, "203.0.113.7");
    let number = u8::try_from(number).expect("two digits");
    assert!(asked.numbers.expect("three").contains(&number));
    assert_eq!(org.poll(ALICE, &factor, &push).await, PushState::Waiting);
    org.answer(ALICE, &push, PushAnswer::Choose(number));
    assert_eq!(org.poll(ALICE, &factor, &push).await, PushState::Approved);
}

#[tokio::test]
async fn a_wrong_number_a_refusal_and_silence_approve_nothing() {
    let org = Org::start().await;
    let factor = org.factor(ALICE, FactorKind::Push).await;
    let push = org.start_push(ALICE, &factor).await;
    let right = push.number.expect("a number");
    let offered = org.sandbox.okta().pending_pushes(ALICE).remove(0).numbers;
    let mut offered = offered.expect("three").into_iter();
    let wrong = offered.find(|number| u32::from(*number) != right);
    org.answer(ALICE, &push, PushAnswer::Choose(wrong.expect("another")));
    assert_eq!(org.poll(ALICE, &factor, &push).await, PushState::Rejected);

    let push = org.start_push(ALICE, &factor).await;
    org.answer(ALICE, &push, PushAnswer::Deny);
    assert_eq!(org.poll(ALICE, &factor, &push).await, PushState::Rejected);

    let push = org.start_push(ALICE, &factor).await;
    org.sandbox.okta().advance_clock(Duration::from_mins(6));
    assert_eq!(org.poll(ALICE, &factor, &push).await, PushState::TimedOut);
}

#[tokio::test]
async fn a_factor_that_was_removed_meanwhile_is_gone() {
    let org = Org::start().await;
    let sms = org.factor(ALICE, FactorKind::Sms).await;
    let push = org.factor(ALICE, FactorKind::Push).await;
    let asking = org.start_push(ALICE, &push).await;
    let alice = org.id(ALICE).parse().expect("an id");
    let reset = org.client.lifecycle().reset_factors(&alice).await;
    reset.expect("resets");
    assert_eq!(org.send(ALICE, &sms).await, CodeDelivery::Gone);
    assert_eq!(org.check(ALICE, &sms, "123456").await, CodeVerdict::Gone);
    assert_eq!(org.poll(ALICE, &push, &asking).await, PushState::Gone);
    let started = org.store.start_push(&org.id(ALICE), &push, None).await;
    assert_eq!(started.expect("an outcome").outcome, PushStart::Gone);
}

#[tokio::test]
async fn a_lost_answer_to_a_text_message_is_unclear_and_the_message_is_sent_once() {
    let org = Org::start().await;
    let sms = org.factor(ALICE, FactorKind::Sms).await;
    let verify = Target::path("/api/v1/users/{id}/factors/{factor}/verify");
    let fault = Fault::new(FaultKind::DroppedAfterEffect).on(verify);
    org.sandbox.okta().set_fault(fault);
    let sent = org.store.send_code(&org.id(ALICE), &sms).await;
    assert!(matches!(sent, Err(Failure::Unclear(_))), "{sent:?}");
    assert_eq!(org.sandbox.okta().messages(ALICE).len(), 1);
}

#[tokio::test]
async fn an_administrator_the_token_may_not_manage_is_a_refusal() {
    let org = Org::start().await;
    let maria = "maria.silva@example.com";
    let sms = org.factor(maria, FactorKind::Sms).await;
    let sent = org.store.send_code(&org.id(maria), &sms).await;
    assert!(matches!(sent, Err(Failure::Refused(_))), "{sent:?}");
    assert!(org.sandbox.okta().messages(maria).is_empty());
}
