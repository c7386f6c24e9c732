//! Okta as a credential store, against the sandbox over HTTP.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

use jiff::{SignedDuration, Timestamp};
use latchkey_connections::{OktaConnection, okta_client};
use latchkey_credential_stores::{
    CredentialStore as _, Failure, LookUp, ManagedBy, OktaCredentialStore, PasswordRefusal, Person,
};
use latchkey_domain::{CredentialStoreRecord, LookUpRule, Minimums};
use latchkey_okta::{Auth, Client, resources::users::UserQuery};
use latchkey_sandbox::{
    RateLimits, Sandbox, Settings,
    okta::{PolicyChange, SignInOutcome},
};
use latchkey_values::{
    Clock, Entropy, Generator, GeneratorStyle, OsEntropy, SystemClock, UserStatus,
};
use std::{ops::Range, sync::Arc};

const ALICE: &str = "alice.winter@example.com";
const GOOD: &str = "Quiet-harbour-lights-7";

struct Org {
    sandbox: Sandbox,
    client: Client,
    store: OktaCredentialStore,
}

async fn org_with_token(token: Option<&str>) -> Org {
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
        auth: Auth::ApiToken(token.unwrap_or(sandbox.api_token()).into()),
        proxy: None,
        allow_private_targets: true,
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let entropy: Arc<dyn Entropy> = Arc::new(OsEntropy);
    let client = okta_client(connection, &clock, &entropy).expect("a client");
    let store = OktaCredentialStore::new(client.clone());
    Org {
        sandbox,
        client,
        store,
    }
}

async fn org() -> Org {
    org_with_token(None).await
}

impl Org {
    /// The same org as an admin configured it.
    fn configured(mut self, change: impl FnOnce(&mut CredentialStoreRecord)) -> Self {
        let alias = "people".parse().expect("valid");
        let mut record = CredentialStoreRecord::new(alias, "People".into(), None);
        change(&mut record);
        self.store = OktaCredentialStore::configured(self.client.clone(), &record);
        self
    }

    async fn is_found(&self, typed: &str) -> bool {
        matches!(self.look_up(typed).await, LookUp::Found(_))
    }

    async fn look_up(&self, login: &str) -> LookUp {
        let login = login.parse().expect("a login");
        self.store.look_up(&login).await.expect("answers")
    }

    async fn find(&self, login: &str) -> Person {
        match self.look_up(login).await {
            LookUp::Found(person) => *person,
            other => panic!("{login}: {other:?}"),
        }
    }

    async fn reset(&self, login: &str, password: &str) -> Result<Option<String>, Failure> {
        let person = self.find(login).await;
        let password = password.parse().expect("a password");
        self.store.reset(&person.id, &password, true).await
    }
}

fn refusal(result: &Result<Option<String>, Failure>) -> PasswordRefusal {
    match result {
        Err(Failure::Password(refusal)) => *refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_person_comes_with_addresses_groups_and_who_keeps_the_password() {
    let org = org().await;
    let alice = org.find("Alice.Winter@example.com").await;
    assert_eq!(alice.status, UserStatus::Active);
    let recovery = alice.recovery.expect("an address");
    assert_eq!(recovery.as_str(), "alice.private@example.com");
    assert!(alice.groups.iter().any(|group| group.name == "Employees"));
    assert!(!alice.is_administrator);
    assert_eq!(alice.managed_by, ManagedBy::Store);
    assert!(org.find("maria.silva@example.com").await.is_administrator);
    for elsewhere in ["jack.novak@example.com", "karen.olsen@example.com"] {
        let person = org.find(elsewhere).await;
        assert_eq!(person.managed_by, ManagedBy::Elsewhere, "{elsewhere}");
    }
}

#[tokio::test]
async fn a_login_means_one_person_or_nobody() {
    let org = org().await;
    let alice = org.find("alice.winter").await;
    assert_eq!(alice.names.login, ALICE, "a short name is enough");
    let odd = "x\" or status pr or \"";
    for nobody in [
        "nobody@example.com",
        &alice.id,
        "me",
        odd,
        "../../logs",
        "noah.bennett@",
    ] {
        assert!(
            matches!(org.look_up(nobody).await, LookUp::Unknown),
            "{nobody}"
        );
    }
    let shared = org.look_up("family.bennett@example.com").await;
    assert!(matches!(shared, LookUp::Ambiguous));
}

#[tokio::test]
async fn the_policy_of_the_persons_group_applies() {
    let org = org().await;
    let alice = org.find(ALICE).await;
    let policy = org.store.password_policy(&alice).await.expect("reads");
    assert_eq!((policy.min_length, policy.history), (12, 4));
    assert!(policy.number && !policy.symbol);
    assert!(policy.excludes_username && policy.excludes_common);
}

#[tokio::test]
async fn a_new_password_works_and_okta_says_which_call_it_was() {
    let org = org().await;
    let answer = org.reset(ALICE, GOOD).await.expect("sets");
    assert!(answer.is_some_and(|id| !id.is_empty()));
    assert!(org.sandbox.okta().accepts_password(ALICE, GOOD));
}

#[tokio::test]
async fn refused_passwords_are_told_apart() {
    let org = org().await;
    org.reset(ALICE, GOOD).await.expect("sets");
    let again = org.reset(ALICE, GOOD).await;
    assert_eq!(refusal(&again), PasswordRefusal::RecentlyUsed);
    let plain = org.reset(ALICE, "short1A").await;
    assert_eq!(refusal(&plain), PasswordRefusal::Policy);
}

#[tokio::test]
async fn a_locked_account_is_unlocked_and_unlocking_again_is_no_error() {
    let org = org().await;
    let carol = org.find("carol.reyes@example.com").await.id;
    let is_locked = async || org.store.is_locked(&carol).await.expect("reads");
    assert_eq!(is_locked().await, Some(true));
    org.store.unlock(&carol).await.expect("unlocks");
    assert_eq!(is_locked().await, Some(false));
    org.store.unlock(&carol).await.expect("stays unlocked");
}

#[tokio::test]
async fn a_change_needs_the_current_password() {
    let org = org().await;
    let bob = org.find("bob.stone@example.com").await;
    org.reset(&bob.names.login, GOOD).await.expect("sets");
    let new = "Seven-loud-foghorns-9".parse().expect("a password");
    let wrong = org.store.change(&bob.id, &"not it".into(), &new).await;
    assert_eq!(refusal(&wrong), PasswordRefusal::OldPasswordWrong);
    let right = org.store.change(&bob.id, &GOOD.into(), &new).await;
    right.expect("changes");
    let okta = org.sandbox.okta();
    assert!(okta.accepts_password(&bob.names.login, new.expose()));
}

#[tokio::test]
async fn an_expired_password_signs_in_to_a_change_and_no_further() {
    let org = org().await;
    let bob = org.find("bob.stone@example.com").await;
    org.reset(&bob.names.login, GOOD).await.expect("sets");
    for _ in 0..2 {
        let expired = org.store.expire_password(&bob.id).await;
        expired.expect("expires, as often as it is asked");
    }
    assert_eq!(
        org.find(&bob.names.login).await.status,
        UserStatus::PasswordExpired
    );
    let okta = org.sandbox.okta();
    let outcome = okta.sign_in(&bob.names.login, GOOD);
    assert_eq!(outcome, SignInOutcome::MustChangePassword);
    let carol = org.find("carol.reyes@example.com").await.id;
    let locked = org.store.expire_password(&carol).await;
    assert!(matches!(locked, Err(Failure::Refused(_))), "{locked:?}");
}

#[tokio::test]
async fn a_store_says_how_passwords_are_made_and_what_it_remembers() {
    let generator = Generator {
        style: GeneratorStyle::Characters,
        length: 20,
    };
    let org = org().await.configured(|record| {
        record.generator = generator;
        record.history = 7;
    });
    assert_eq!((org.store.generator(), org.store.history()), (generator, 7));
    let alice = org.find(ALICE).await;
    let policy = org.store.password_policy(&alice).await.expect("reads");
    assert_eq!(policy.history, 7, "of the two the longer one is told");
}

#[tokio::test]
async fn signing_out_everywhere_reaches_okta() {
    let org = org().await;
    let alice = org.find(ALICE).await;
    org.store.revoke_sessions(&alice.id).await.expect("revokes");
    let user = org.sandbox.okta().user(ALICE).expect("exists");
    assert_eq!(user.sessions_revoked, 1);
}

#[tokio::test]
async fn an_administrator_the_token_may_not_manage_is_a_refusal_not_a_bad_password() {
    let org = org().await;
    let result = org.reset("maria.silva@example.com", GOOD).await;
    assert!(matches!(result, Err(Failure::Refused(_))), "{result:?}");
}

#[tokio::test]
async fn a_bad_token_is_our_trouble_not_the_persons() {
    let org = org_with_token(Some("00wrongwrongwrongwrongwrongwrongwrongwrong")).await;
    let tested = org.store.test_connection().await;
    assert!(matches!(tested, Err(Failure::Unavailable(_))));
    let login = ALICE.parse().expect("a login");
    let found = org.store.look_up(&login).await;
    assert!(matches!(found, Err(Failure::Unavailable(_))));
}

/// Nothing is allowed.
fn nothing() -> LookUpRule {
    LookUpRule {
        login: false,
        short_name: false,
        short_name_domains: Vec::new(),
        email: false,
        attribute: None,
    }
}

#[tokio::test]
async fn only_what_the_rule_allows_finds_somebody() {
    let whole_login = LookUpRule {
        login: true,
        ..nothing()
    };
    let org = org()
        .await
        .configured(|record| record.look_up = whole_login);
    assert!(org.is_found("Alice.Winter@example.com").await);
    assert!(!org.is_found("alice.winter").await, "a short name");
    let short = LookUpRule {
        short_name: true,
        ..nothing()
    };
    let org = org.configured(|record| record.look_up = short);
    assert!(org.is_found("alice.winter").await);
    assert!(!org.is_found(ALICE).await, "the whole login");
    let org = org.configured(|record| record.look_up = nothing());
    assert!(!org.is_found(ALICE).await && !org.is_found("alice.winter").await);
}

#[tokio::test]
async fn a_short_name_may_belong_to_the_named_domains_only() {
    let of = |domains: &[&str]| LookUpRule {
        short_name: true,
        short_name_domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
        ..nothing()
    };
    let org = org()
        .await
        .configured(|record| record.look_up = of(&["example.org", "example.com"]));
    assert!(org.is_found("alice.winter").await);
    let org = org.configured(|record| record.look_up = of(&["example.org"]));
    assert!(!org.is_found("alice.winter").await);
}

#[tokio::test]
async fn an_attribute_finds_the_one_person_who_has_it() {
    let by_name = LookUpRule {
        attribute: Some("lastName".into()),
        ..nothing()
    };
    let org = org().await.configured(|record| record.look_up = by_name);
    assert_eq!(org.find("Winter").await.names.login, ALICE);
    assert!(matches!(org.look_up("Nobody").await, LookUp::Unknown));
    assert!(matches!(org.look_up("Bennett").await, LookUp::Ambiguous));
}

#[tokio::test]
async fn a_stricter_policy_stands_on_top_of_the_orgs() {
    let stricter = Minimums {
        length: 20,
        symbol: true,
        ..Minimums::default()
    };
    let org = org().await.configured(|record| record.stricter = stricter);
    let alice = org.find(ALICE).await;
    let policy = org.store.password_policy(&alice).await.expect("reads");
    assert_eq!((policy.min_length, policy.history), (20, 4));
    assert!(policy.symbol && policy.number);
}

/// From now on, for so many days.
fn next_days(days: i64) -> Range<Timestamp> {
    let now = SystemClock.now();
    now..now + SignedDuration::from_hours(24 * days)
}

#[tokio::test]
async fn passwords_that_end_are_found_with_their_people_and_no_others() {
    let org = org().await;
    let okta = org.sandbox.okta();
    let change = PolicyChange {
        max_age_days: Some(100),
        ..PolicyChange::default()
    };
    assert!(okta.change_password_policy("Employees", change));
    for login in [ALICE, "bob.stone@example.com", "henry.kowalski@example.com"] {
        okta.age_password(login, 95).expect("aged");
    }
    okta.deactivate("bob.stone@example.com")
        .expect("deactivated");
    let found = org.store.password_ends(next_days(10), None).await;
    let found = found.expect("readable");
    let mut ends: Vec<_> = found
        .people
        .iter()
        .map(|(person, end)| {
            (
                person.names.login.as_str(),
                end.days_left(SystemClock.now()),
            )
        })
        .collect();
    ends.sort_unstable();
    // Henry is suspended, Bob deactivated; Zoe's policy is another.
    assert_eq!(ends, [(ALICE, 4), ("zoe.martin@example.com", 6)]);
    assert!(found.looked_at > 20, "{}", found.looked_at);
    assert_eq!(found.next, None);
    let (alice, end) = &found.people[0];
    let same = org
        .store
        .password_expiration(alice)
        .await
        .expect("readable");
    assert_eq!(same.as_ref(), Some(end));
}

#[tokio::test]
async fn a_marked_page_of_people_goes_on_where_it_was_and_a_wrong_mark_is_refused() {
    let org = org().await;
    let pages = org.client.users().list(UserQuery::all().limit(10));
    let first = pages.first().await.expect("a page");
    let mark = first.next.as_ref().expect("more").mark();
    let next = pages.going_on_at(&mark).expect("a mark");
    let second = pages.after(&next).await.expect("a page");
    let again = pages.after(first.next.as_ref().expect("more")).await;
    assert_eq!(second.items, again.expect("a page").items);
    let forgotten = mark.replace("after=", "after=x");
    let refused = org
        .store
        .password_ends(next_days(10), Some(&forgotten))
        .await;
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
}
