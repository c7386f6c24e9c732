//! What any library writes to the log, at every level, while the client authenticates.

use crate::{
    org::{Org, client_id, done, form, header, id, refusal, service_auth, token},
    support,
};
use latchkey_okta::{
    AppRegistration, Auth, AuthorizationCode, AuthorizedApp, KeepFailed, RefreshTokenKeeper,
    exchange_code,
};
use secrecy::SecretString;
use serde_json::json;
use std::{
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// Keeps every field of every span and event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn text(&self) -> String {
        self.0.lock().expect("lock").clone()
    }
}

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0.lock().expect("lock"), "{field}={value:?}").expect("text");
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Forgetful;

#[async_trait::async_trait]
impl RefreshTokenKeeper for Forgetful {
    async fn keep(&self, _: &SecretString) -> Result<(), KeepFailed> {
        Ok(())
    }
}

fn app() -> AppRegistration {
    AppRegistration {
        client_id: client_id(),
        client_secret: Some("canary-client-secret".into()),
    }
}

async fn exchange(org: &Org) {
    let code = AuthorizationCode {
        code: "canary-code".into(),
        redirect_uri: "https://portal.example.com/return".parse().expect("url"),
        verifier: Some("canary-verifier".into()),
    };
    let url = org.url().parse().expect("url");
    let tokens = exchange_code(&support::http(), &url, &app(), &code).await;
    tokens.expect("tokens");
}

#[tokio::test]
async fn no_secret_gets_into_a_log() {
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let more = json!({"refresh_token": "canary-rotated"});
    let tokens = [
        token("DPoP", "canary-bound", &json!({})),
        token("Bearer", "canary-first", &more),
        token("Bearer", "canary-bearer", &more),
        refusal(400, "invalid_grant", "canary-description"),
    ];
    let org = Org::start(tokens, [done(), done()]).await;
    let client = org.client(service_auth(true), 1);
    client.lifecycle().unlock(&id()).await.expect("unlocked");
    exchange(&org).await;
    let auth = Auth::AuthorizedApp(AuthorizedApp {
        app: app(),
        refresh_token: "canary-refresh".into(),
        keeper: Arc::new(Forgetful),
    });
    let client = org.client(auth, 2);
    client.lifecycle().unlock(&id()).await.expect("unlocked");
    client.check_token().await.expect_err("ended");
    drop(guard);

    let text = log.text();
    assert!(
        text.contains("/oauth2/v1/token"),
        "the log was read: {text}"
    );
    assert!(text.contains("refuses the credential"), "{text}");
    assert!(!text.contains("canary"), "{text}");
    let requests = org.token_requests().await;
    assert!(!text.contains(&form(&requests[0])["client_assertion"]));
    assert!(!text.contains(header(&requests[0], "dpop")));
    assert!(!text.contains(header(&requests[1], "authorization")));
}
