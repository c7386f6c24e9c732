use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{
    Actor, ApiVersion, AuditEvent, AuditKind, ChangedBy, Connection, Credential,
    CredentialStoreRecord, Digest, NewJob, Offers, Principal, Process, Purpose, Request, Subject,
    System, Versioned,
};
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{
    Clock as _, JobId, Language, PasswordPolicy, PersonNames, RequestId, UserStatus,
};
use serde_json::{Map, json};

pub(crate) fn now() -> Timestamp {
    TestClock::default().now()
}

pub(crate) fn after(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

/// A source of ids: the same `seed` gives the same ids.
pub(crate) struct Ids {
    pub(crate) clock: TestClock,
    pub(crate) entropy: SeededEntropy,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            clock: TestClock::default(),
            entropy: SeededEntropy::new(seed),
        }
    }

    pub(crate) fn request(&self) -> RequestId {
        RequestId::new(&self.clock, &self.entropy)
    }

    pub(crate) fn job(&self) -> JobId {
        JobId::new(&self.clock, &self.entropy)
    }
}

pub(crate) fn process(alias: &str) -> Process {
    Process {
        excluded_groups: vec!["Service accounts".into()],
        ..Process::new(
            alias.parse().expect("valid"),
            "Employees".into(),
            "okta".parse().expect("valid"),
            Offers::ALL,
        )
    }
}

pub(crate) fn request(ids: &Ids) -> Request {
    let login = "alice@example.com".parse().expect("valid");
    Request {
        language: Language::Arabic,
        ..Request::new(
            ids.request(),
            &process("employees"),
            Purpose::Reset,
            login,
            now(),
        )
    }
}

pub(crate) fn subject() -> Subject {
    Subject {
        id: "00u1".into(),
        names: PersonNames {
            login: "alice@example.com".into(),
            first: "Alice".into(),
            last: "O'Hara \"✓\"".into(),
        },
        status: UserStatus::LockedOut,
        policy: PasswordPolicy {
            min_length: 12,
            max_consecutive: Some(2),
            ..PasswordPolicy::default()
        },
        rests_on: Digest::from_hex("00".into()),
        served_by: None,
        passed: Vec::new(),
    }
}

pub(crate) fn event(number: i64) -> AuditEvent {
    AuditEvent {
        kind: AuditKind::RequestStarted,
        actor: Actor::Visitor,
        subject: None,
        request: None,
        network: Some("203.0.113.7".into()),
        details: Map::from_iter([("number".to_owned(), number.into())]),
    }
}

pub(crate) fn job(ids: &Ids, kind: &'static str, run_at: Timestamp) -> NewJob {
    NewJob {
        id: ids.job(),
        kind,
        payload: json!({ "request": "r1" }),
        run_at,
    }
}

pub(crate) fn connection(alias: &str) -> Versioned<Connection> {
    let definition = Connection {
        alias: alias.parse().expect("valid"),
        name: "Okta of \"Example\" ✓".into(),
        environment: "test".into(),
        system: System::Okta {
            url: "https://example.okta.com".parse().expect("valid"),
            api_version: ApiVersion::V1,
        },
        proxy: None,
        allow_private_targets: false,
        credential: Credential::OAuthService {
            client_id: "0oa1".into(),
            scopes: vec!["okta.users.read".into()],
            key_id: None,
            dpop: true,
        },
    };
    let principal = Principal {
        issuer: Principal::LOCAL.into(),
        subject: "admin".into(),
    };
    let by = ChangedBy::Staff {
        principal,
        name: "Administrator".into(),
    };
    Versioned::first(definition, now(), by)
}

pub(crate) fn credential_store(
    alias: &str,
    connection: Option<&str>,
) -> Versioned<CredentialStoreRecord> {
    let definition = CredentialStoreRecord::new(
        alias.parse().expect("valid"),
        "Employees".into(),
        connection.map(|alias| alias.parse().expect("valid")),
    );
    Versioned::first(definition, now(), ChangedBy::Portal)
}
