//! Id tokens: who has signed in, for one client.

pub(crate) mod flaw;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use self::flaw::Draft;
use super::access_token::{Basis, LIFETIME};
use super::error::SERVER_ERROR;
use super::{base64_url, digest};
use crate::okta::error::Refusal;
use crate::okta::groups::Group;
use crate::okta::state::State;

/// The identity provider that every password sign-in comes through: the org itself.
const IDENTITY_PROVIDER: &str = "00ok2m4v7dExaMpLe5d7";

impl State {
    /// Makes an id token that goes with an access token. A flaw that was asked for is in it, and is then forgotten.
    pub(super) fn issue_id_token(
        &mut self,
        basis: &Basis,
        nonce: Option<&str>,
        access_token: &str,
    ) -> Result<String, Refusal> {
        let mut claims = self.identity(basis);
        claims.extend(self.frame(basis));
        claims.insert("at_hash".to_owned(), json!(at_hash(access_token)));
        if let Some(nonce) = nonce {
            claims.insert("nonce".to_owned(), json!(nonce));
        }
        let flaw = self.oauth.flaw.take().unwrap_or_default();
        if flaw.access_token_instead {
            return Ok(access_token.to_owned());
        }
        let keys = self.oauth.keys()?;
        let header = Map::from_iter([
            ("kid".to_owned(), json!(keys.active.kid)),
            ("alg".to_owned(), json!("RS256")),
        ]);
        let draft = Draft {
            header: raw(header),
            claims: raw(claims),
        };
        let token = flaw.sign(draft, keys);
        token.map_err(|_| Refusal::oauth(&SERVER_ERROR))
    }

    /// The claims that every id token has.
    fn frame(&mut self, basis: &Basis) -> Map<String, Value> {
        let now = self.now().as_second();
        let id = format!("ID.{}", self.randomness.url_safe(43));
        let claims = json!({
            "ver": 1,
            "iss": self.base_url(),
            "aud": basis.client_id,
            "sub": basis.user_id,
            "iat": now,
            "exp": now + LIFETIME.as_secs(),
            "jti": id,
            "amr": ["pwd"],
            "idp": IDENTITY_PROVIDER,
            "auth_time": basis.auth_time.map(Timestamp::as_second),
        });
        object(claims)
    }

    /// The claims that the scopes open.
    pub(super) fn identity(&self, basis: &Basis) -> Map<String, Value> {
        let mut claims = Map::new();
        let Some(user) = basis.user_id.as_ref().and_then(|id| self.users.get(id)) else {
            return claims;
        };
        let has = |name: &str| basis.scopes.iter().any(|scope| scope == name);
        if has("profile") {
            claims.insert("name".to_owned(), json!(user.display_name()));
            claims.insert("preferred_username".to_owned(), json!(user.login()));
        }
        if has("email") {
            claims.insert("email".to_owned(), json!(user.attribute("email")));
        }
        if has("groups")
            && let Some(groups) = self.groups_claim(basis, &user.id)
        {
            claims.insert("groups".to_owned(), json!(groups));
        }
        claims
    }

    /// Names of the user's groups that the app's filter lets through. `None`: the app has no filter.
    fn groups_claim(&self, basis: &Basis, user_id: &str) -> Option<Vec<String>> {
        let app = self.oauth.apps.get(&basis.client_id)?;
        let beginning = app.groups_claim.as_deref()?;
        let ids = self.group_ids_of(user_id).into_iter();
        let names = ids.filter_map(|id| self.groups.get(id)).map(Group::name);
        let wanted = names.filter(|name| name.starts_with(beginning));
        Some(wanted.map(str::to_owned).collect())
    }
}

/// OpenID Connect Core section 3.1.3.6: the left half of the hash.
fn at_hash(access_token: &str) -> String {
    base64_url(&digest(access_token)[..16])
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn raw(map: Map<String, Value>) -> BTreeMap<String, String> {
    map.into_iter()
        .map(|(name, value)| (name, value.to_string()))
        .collect()
}
