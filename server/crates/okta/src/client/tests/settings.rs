//! Which settings make a client.

use super::*;
use crate::{ServiceApp, SigningKey};

#[test]
fn only_an_orgs_own_address_makes_a_client() {
    for (url, expected) in [
        ("https://acme.example.com", None),
        ("https://acme.example.com:8443/", None),
        (
            "https://acme-admin.example.com",
            Some(InvalidSettings::AdminHost),
        ),
        (
            "https://acme.example.com/api/v1",
            Some(InvalidSettings::Url),
        ),
        ("https://acme.example.com/?a=b", Some(InvalidSettings::Url)),
        ("https://acme.example.com/#a", Some(InvalidSettings::Url)),
        ("https://user@acme.example.com/", Some(InvalidSettings::Url)),
        (
            "https://:secret@acme.example.com/",
            Some(InvalidSettings::Url),
        ),
        ("ftp://acme.example.com/", Some(InvalidSettings::Url)),
    ] {
        assert_eq!(Client::new(settings(url)).err(), expected, "{url}");
    }
    let empty = ClientSettings {
        auth: Auth::ApiToken("".into()),
        ..settings("https://acme.example.com")
    };
    assert!(matches!(
        Client::new(empty).err(),
        Some(InvalidSettings::Token(_))
    ));
}

#[test]
fn a_service_app_must_ask_for_something() {
    let app = ServiceApp {
        client_id: "0oa1".parse().expect("client id"),
        key: SigningKey::generate(&SeededEntropy::new(1)).expect("key"),
        scopes: Vec::new(),
        dpop: false,
    };
    let settings = ClientSettings {
        auth: Auth::ServiceApp(app),
        ..settings("https://acme.example.com")
    };
    assert_eq!(Client::new(settings).err(), Some(InvalidSettings::NoScope));
}
