use crate::form_state::FoundProblem;
use latchkey_administration::connections::ConnectionInput;
use latchkey_domain::{Connection, Credential, SecretField};
use latchkey_ui::Typed;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of a connection's form.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ConnectionForm {
    pub(crate) alias: String,
    pub(crate) version: String,
    pub(crate) name: String,
    pub(crate) environment: String,
    pub(crate) url: String,
    pub(crate) credential: String,
    pub(crate) client_id: String,
    pub(crate) scopes: String,
    pub(crate) dpop: String,
    pub(crate) secret: Typed,
}

/// Every field that has a place on the page.
pub(super) const FIELDS: &[&str] = &[
    "alias",
    "name",
    "environment",
    "url",
    "credential",
    "client_id",
    "scopes",
    "dpop",
    "secret",
];

/// What is asked of Okta unless an admin says otherwise: what the portal's own work takes.
const SCOPES: [&str; 4] = [
    "okta.users.manage",
    "okta.groups.read",
    "okta.policies.read",
    "okta.roles.read",
];

impl ConnectionForm {
    /// The form of a connection that is there; without its secrets.
    pub(super) fn of(connection: &Connection, version: u32) -> Self {
        let (client_id, scopes, dpop) = match &connection.credential {
            Credential::ApiToken => ("", &[][..], false),
            Credential::OAuthService {
                client_id,
                scopes,
                dpop,
                ..
            } => (client_id.as_str(), &scopes[..], *dpop),
            Credential::OAuthWeb { client_id, scopes } => (client_id.as_str(), &scopes[..], false),
        };
        Self {
            alias: connection.alias.to_string(),
            version: version.to_string(),
            name: connection.name.clone(),
            environment: connection.environment.clone(),
            url: connection.url().to_string(),
            credential: connection.credential.kind().to_owned(),
            client_id: client_id.to_owned(),
            scopes: scopes.join("\n"),
            dpop: if dpop { "on".to_owned() } else { String::new() },
            secret: Typed::default(),
        }
    }

    /// The form of a new connection.
    pub(super) fn new() -> Self {
        Self {
            credential: Credential::ApiToken.kind().to_owned(),
            scopes: SCOPES.join("\n"),
            ..Self::default()
        }
    }

    /// What was entered, as the use case takes it.
    pub(super) fn input(&self, key_id: Option<String>) -> Result<ConnectionInput, FoundProblem> {
        let alias = self.alias.trim().parse();
        let alias = alias.map_err(|_| {
            FoundProblem::of(
                "alias",
                "Use 1 to 40 lower-case letters, digits and hyphens.",
            )
        })?;
        let (credential, field) = self.credential(key_id)?;
        let secret = self.secret.expose().trim();
        let entered = (!secret.is_empty()).then(|| (field, SecretString::from(secret.to_owned())));
        Ok(ConnectionInput {
            alias,
            name: self.name.trim().to_owned(),
            environment: self.environment.trim().to_owned(),
            url: self.url.trim().to_owned(),
            credential,
            secrets: entered.into_iter().collect(),
            proxy_of: None,
            replaces: self.version.parse().ok(),
        })
    }

    /// The credential, and the secret that can be typed for it.
    fn credential(
        &self,
        key_id: Option<String>,
    ) -> Result<(Credential, SecretField), FoundProblem> {
        let client_id = self.client_id.trim().to_owned();
        let scopes = self.scopes.split_whitespace().map(str::to_owned).collect();
        Ok(match self.credential.as_str() {
            "api-token" => (Credential::ApiToken, SecretField::ApiToken),
            "oauth-service" => {
                let dpop = !self.dpop.is_empty();
                (
                    Credential::OAuthService {
                        client_id,
                        scopes,
                        key_id,
                        dpop,
                    },
                    SecretField::PrivateKey,
                )
            }
            "oauth-web" => (
                Credential::OAuthWeb { client_id, scopes },
                SecretField::ClientSecret,
            ),
            _ => return Err(FoundProblem::of("credential", "Choose one.")),
        })
    }

    /// What may be shown again when something is wrong: everything but the secret.
    pub(super) fn values(&self) -> BTreeMap<String, String> {
        let fields = [
            ("alias", &self.alias),
            ("name", &self.name),
            ("environment", &self.environment),
            ("url", &self.url),
            ("credential", &self.credential),
            ("client_id", &self.client_id),
            ("scopes", &self.scopes),
            ("dpop", &self.dpop),
        ];
        let set = fields.into_iter().filter(|(_, value)| !value.is_empty());
        set.map(|(name, value)| (name.to_owned(), value.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_the_one_of_the_chosen_credential_and_is_never_shown_again() {
        let secret: Typed = serde_json::from_str("\"canary\"").expect("read");
        let form = ConnectionForm {
            alias: "okta".into(),
            secret,
            ..ConnectionForm::new()
        };
        let input = form.input(None).expect("valid");
        assert_eq!(
            input.secrets.keys().collect::<Vec<_>>(),
            [&SecretField::ApiToken]
        );
        assert!(!format!("{:?}", form.values()).contains("canary"));
    }

    #[test]
    fn an_empty_secret_leaves_the_one_that_is_set() {
        let form = ConnectionForm {
            alias: "okta".into(),
            ..ConnectionForm::new()
        };
        assert!(form.input(None).expect("valid").secrets.is_empty());
    }

    #[test]
    fn a_wrong_alias_is_told_beside_its_field() {
        let form = ConnectionForm {
            alias: "Not good".into(),
            ..ConnectionForm::new()
        };
        assert_eq!(form.input(None).expect_err("refused").field, "alias");
    }
}
