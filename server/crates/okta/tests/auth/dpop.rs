use crate::org::{Org, bearer, done, form, header, id, refusal, service_auth, token, verified};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{decode_header, jwk::Jwk};
use latchkey_okta::{Client, Error};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use wiremock::{Request, ResponseTemplate};

/// A proof's public key and claims, its signature checked with the key it names.
fn proof(request: &Request) -> (Jwk, Value) {
    let proof = header(request, "dpop");
    let public = decode_header(proof).expect("a proof").jwk.expect("a key");
    let (header, claims) = verified(proof, &public);
    assert_eq!(header.typ.as_deref(), Some("dpop+jwt"));
    assert_eq!(header.kid, None);
    let shown = serde_json::to_value(&public).expect("JSON");
    assert!(shown.get("d").is_none(), "the private key stays here");
    (public, claims)
}

fn bound(access_token: &str) -> ResponseTemplate {
    token("DPoP", access_token, &json!({}))
}

fn wants_nonce(nonce: &str) -> ResponseTemplate {
    let text = "Authorization server requires nonce in DPoP proof.";
    refusal(400, "use_dpop_nonce", text).insert_header("dpop-nonce", nonce)
}

/// The API's way to ask for another nonce (RFC 9449, section 9).
fn api_wants_nonce(nonce: &str) -> ResponseTemplate {
    ResponseTemplate::new(401)
        .insert_header("www-authenticate", "DPoP error=\"use_dpop_nonce\"")
        .insert_header("dpop-nonce", nonce)
}

async fn unlock(client: &Client) -> Result<(), Error> {
    client.lifecycle().unlock(&id()).await.map(drop)
}

#[tokio::test]
async fn the_first_token_takes_the_nonce_dance_and_new_proofs_throughout() {
    let tokens = [wants_nonce("n-1"), bound("at-1")];
    let org = Org::start(tokens, [done()]).await;
    unlock(&org.client(service_auth(true), 1))
        .await
        .expect("unlocked");

    let requests = org.token_requests().await;
    let (first, second) = (proof(&requests[0]), proof(&requests[1]));
    assert_eq!(first.0, second.0);
    for claims in [&first.1, &second.1] {
        assert_eq!(claims["htm"], "POST");
        assert_eq!(claims["htu"], org.token_url());
        assert_eq!(claims.get("ath"), None);
    }
    assert_eq!(first.1.get("nonce"), None);
    assert_eq!(second.1["nonce"], "n-1");
    assert_ne!(first.1["jti"], second.1["jti"]);
    // Okta takes an assertion once, whatever became of its request.
    assert_ne!(
        form(&requests[0])["client_assertion"],
        form(&requests[1])["client_assertion"]
    );

    let call = &org.calls().await[0];
    assert_eq!(header(call, "authorization"), "DPoP at-1");
    let (public, claims) = proof(call);
    assert_eq!(public, first.0);
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest("at-1"));
    assert_eq!(claims["ath"], hash);
    assert_eq!(claims["htm"], "POST");
    let url = format!("{}/api/v1/users/00u1/lifecycle/unlock", org.url());
    assert_eq!(claims["htu"], url);
    assert_eq!(claims.get("nonce"), None, "the token endpoint's own");
}

#[tokio::test]
async fn a_proof_names_the_address_without_its_query() {
    let org = Org::start(
        [bound("at-1")],
        [ResponseTemplate::new(200).set_body_json(json!([]))],
    )
    .await;
    org.client(service_auth(true), 1)
        .check_read()
        .await
        .expect("read");
    let call = &org.calls().await[0];
    assert_eq!(call.url.query(), Some("limit=1"));
    assert_eq!(proof(call).1["htu"], format!("{}/api/v1/users", org.url()));
}

#[tokio::test]
async fn a_nonce_is_kept_from_any_answer_for_the_next_request_to_the_same_place() {
    let tokens = [
        bound("at-1").insert_header("dpop-nonce", "t-1"),
        bound("at-2"),
    ];
    let calls = [done().insert_header("dpop-nonce", "a-1"), done()];
    let org = Org::start(tokens, calls).await;
    let client = org.client(service_auth(true), 1);
    unlock(&client).await.expect("unlocked");
    unlock(&client).await.expect("unlocked");
    client.check_token().await.expect("token");
    let calls = org.calls().await;
    assert_eq!(proof(&calls[0]).1.get("nonce"), None);
    assert_eq!(proof(&calls[1]).1["nonce"], "a-1");
    assert_eq!(proof(&org.token_requests().await[1]).1["nonce"], "t-1");
}

#[tokio::test]
async fn a_call_goes_out_once_more_when_the_api_wants_another_nonce() {
    let calls = [api_wants_nonce("a-1"), done()];
    let org = Org::start([bound("at-1")], calls).await;
    unlock(&org.client(service_auth(true), 1))
        .await
        .expect("unlocked");
    let calls = org.calls().await;
    assert_eq!(proof(&calls[1]).1["nonce"], "a-1");
    assert_ne!(proof(&calls[0]).1["jti"], proof(&calls[1]).1["jti"]);
    assert_eq!(org.token_requests().await.len(), 1, "the token is good");
}

#[tokio::test]
async fn a_server_that_always_wants_another_nonce_ends_the_call() {
    let calls = [api_wants_nonce("a-1"), api_wants_nonce("a-2"), done()];
    let org = Org::start([bound("at-1")], calls).await;
    let error = unlock(&org.client(service_auth(true), 1))
        .await
        .expect_err("refused");
    assert!(error.outcome_known());
    assert_eq!(org.calls().await.len(), 2);

    let tokens = [wants_nonce("n-1"), wants_nonce("n-2"), bound("at-1")];
    let org = Org::start(tokens, []).await;
    let error = unlock(&org.client(service_auth(true), 1))
        .await
        .expect_err("refused");
    assert!(matches!(error, Error::Token(refusal) if refusal.code == "use_dpop_nonce"));
    assert_eq!(org.token_requests().await.len(), 2);
}

#[tokio::test]
async fn each_client_has_a_key_of_its_own() {
    let org = Org::start([bound("at-1"), bound("at-2")], []).await;
    for seed in [1, 2] {
        let client = org.client(service_auth(true), seed);
        client.check_token().await.expect("token");
    }
    let requests = org.token_requests().await;
    let keys: BTreeSet<String> = requests
        .iter()
        .map(|request| serde_json::to_string(&proof(request).0).expect("JSON"))
        .collect();
    assert_eq!(keys.len(), 2);
}

#[tokio::test]
async fn a_token_of_the_other_type_is_not_used() {
    for (dpop, answer) in [(true, bearer("at-1")), (false, bound("at-1"))] {
        let org = Org::start([answer], [done()]).await;
        let error = unlock(&org.client(service_auth(dpop), 1)).await;
        let error = error.expect_err("of no use");
        assert!(matches!(&error, Error::Unreadable { path } if path == "token_type"));
        assert!(error.outcome_known());
        assert_eq!(org.calls().await.len(), 0);
    }
}
