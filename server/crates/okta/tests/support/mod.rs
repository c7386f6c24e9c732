use latchkey_http::Settings;
use latchkey_okta::{Auth, Client, ClientSettings};
use latchkey_testkit::{SeededEntropy, TestClock};
use std::sync::Arc;

/// A way to servers of the test.
pub(crate) fn http() -> latchkey_http::Client {
    let settings = Settings {
        allow_private_targets: true,
        ..Settings::default()
    };
    latchkey_http::Client::new(settings).expect("http client")
}

/// A client of the server at `url`, with the token `00token` and a fresh rate budget.
pub(crate) fn client(http: &latchkey_http::Client, url: &str) -> Client {
    let settings = ClientSettings::new(
        url.parse().expect("url"),
        Auth::ApiToken("00token".into()),
        http.clone(),
        Arc::new(TestClock::default()),
        Arc::new(SeededEntropy::new(1)),
    );
    Client::new(settings).expect("client")
}
