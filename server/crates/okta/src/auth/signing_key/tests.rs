use super::*;
use jsonwebtoken::{DecodingKey, Validation, decode};
use latchkey_testkit::SeededEntropy;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

/// The example key of RFC 7517, appendix A.2, with its prime factors.
const RSA: &str = include_str!("../../../tests/keys/rfc7517-rsa.json");
/// The example key of RFC 7515, appendix A.3.
const EC: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;

fn import(text: &str) -> Result<SigningKey, InvalidKey> {
    SigningKey::import(&text.into())
}

fn generate(seed: u64) -> SigningKey {
    SigningKey::generate(&SeededEntropy::new(seed)).expect("key")
}

/// Checks a token against the public half that Okta would be given.
fn verify(key: &SigningKey, token: &str) -> Value {
    let set: JwkSet = serde_json::from_str(&key.public_jwks()).expect("JWKS");
    let public = set.find(key.id()).expect("the key under its id");
    let mut validation = Validation::new(key.0.algorithm);
    validation.validate_exp = false;
    validation.required_spec_claims.clear();
    let public = DecodingKey::from_jwk(public).expect("public key");
    decode::<Value>(token, &public, &validation)
        .expect("valid")
        .claims
}

#[test]
fn what_any_kind_of_key_signs_is_verified_by_its_public_half() {
    for (key, algorithm) in [
        (generate(1), "ES256"),
        (import(EC).expect("EC"), "ES256"),
        (import(RSA).expect("RSA"), "RS256"),
    ] {
        let claims = json!({"sub": "somebody"});
        let token = key.sign(&key.header(), &claims).expect("signed");
        assert_eq!(verify(&key, &token), claims);
        let set: Value = serde_json::from_str(&key.public_jwks()).expect("JSON");
        assert_eq!(set["keys"][0]["alg"], algorithm);
        assert_eq!(set["keys"][0]["use"], "sig");
        for private in ["d", "p", "q", "dp", "dq", "qi"] {
            assert_eq!(set["keys"][0].get(private), None, "{private}");
        }
    }
}

#[test]
fn the_id_is_the_thumbprint_of_rfc_7638_unless_the_key_has_one() {
    let without_id = RSA.replace("kid", "unused");
    let rsa = import(&without_id).expect("RSA");
    assert_eq!(rsa.id(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    let ec = import(EC).expect("EC");
    assert_eq!(ec.id(), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
    assert_eq!(import(RSA).expect("RSA").id(), "2011-04-29");
    assert_eq!(rsa.with_id("okta-1").id(), "okta-1");
    assert!(rsa.with_id("okta-1").public_jwks().contains(r#""okta-1""#));
}

#[test]
fn a_key_survives_export_and_import() {
    for key in [
        generate(1),
        import(EC).expect("EC"),
        import(RSA).expect("RSA"),
    ] {
        let pem = key.to_pkcs8_pem().expose_secret();
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
        assert!(pem.ends_with("\n-----END PRIVATE KEY-----\n"));
        assert!(pem.lines().all(|line| line.len() <= 64));
        let again = import(pem).expect("own export");
        assert_eq!(again.public_key(), key.public_key());
    }
}

#[test]
fn an_rsa_key_may_come_as_pkcs1() {
    let key = import(RSA).expect("RSA");
    let body = STANDARD.encode(key.0.encoding.as_bytes());
    let pem = format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END RSA PRIVATE KEY-----\n");
    assert_eq!(import(&pem).expect("PKCS#1").public_key(), key.public_key());
}

#[test]
fn a_generated_key_comes_from_the_given_randomness() {
    assert_eq!(generate(1).id(), generate(1).id());
    assert_ne!(generate(1).id(), generate(2).id());
}

#[test]
fn randomness_that_is_none_makes_no_key() {
    struct Zeros;
    impl Entropy for Zeros {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }
    assert_eq!(
        SigningKey::generate(&Zeros).err(),
        Some(InvalidKey::NotMade)
    );
}

#[test]
fn what_is_no_usable_private_key_is_refused_with_the_reason() {
    let public = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
    let secret = r#"{"kty":"oct","k":"c2VjcmV0"}"#;
    let other_curve = EC.replace("P-256", "P-384");
    let mismatched = EC.replace("jpsQnn", "AAAAAA");
    for (text, expected) in [
        ("", InvalidKey::Format),
        ("{}", InvalidKey::Format),
        ("{\"kty\":1}", InvalidKey::Format),
        (public, InvalidKey::Format),
        (&RSA.replace("\"d\"", "\"_\""), InvalidKey::Format),
        (secret, InvalidKey::Unsupported),
        (&other_curve, InvalidKey::Unsupported),
        (&mismatched, InvalidKey::Unsupported),
    ] {
        assert_eq!(import(text).err(), Some(expected), "{text}");
    }
}

#[test]
fn debug_shows_the_id_only() {
    let key = import(EC).expect("EC");
    assert_eq!(
        format!("{key:?}"),
        format!("SigningKey {{ id: {:?}, .. }}", key.id())
    );
}
