use super::{
    problem::{Bounds, Problems},
    public_url::is_bare,
    secret::Reference,
};
use latchkey_administration::FileConnection;
use latchkey_auth::sign_in::RoleMap;
use latchkey_domain::Role;
use latchkey_values::Alias;
use secrecy::SecretString;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
};
use toml::Spanned;
use url::Url;

/// How staff sign in at the directory. `Debug` does not show the secret.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The connection to the org that knows who is in which group.
    pub connection: Alias,
    /// Who issues identity tokens; `None` is the connection's org itself.
    pub issuer: Option<String>,
    /// The portal's client id there.
    pub client_id: String,
    /// Its secret; `None` for a public client.
    pub client_secret: Option<SecretString>,
    /// Kinds of proof of which one is asked for, as in the claim `amr`; empty asks nothing.
    pub require_amr: Vec<String>,
    /// Minutes for which roles stay while the org does not answer.
    pub roles_outlast_minutes: u32,
    /// Which groups give which roles.
    pub roles: RoleMap,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignInSection {
    connection: Spanned<String>,
    issuer: Option<Spanned<String>>,
    client_id: Spanned<String>,
    client_secret_file: Option<Spanned<PathBuf>>,
    client_secret_env: Option<Spanned<String>>,
    #[serde(default)]
    require_amr: Vec<Spanned<String>>,
    roles_outlast_minutes: Option<Spanned<u32>>,
    roles: Spanned<BTreeMap<Spanned<String>, Spanned<Vec<String>>>>,
}

impl SignInSection {
    /// `connections` holds every connection the file names; `None` for one that is wrong itself.
    pub(super) fn check(
        &self,
        folder: &Path,
        section: Range<usize>,
        connections: &BTreeMap<Alias, Option<FileConnection>>,
        problems: &mut Problems<'_>,
    ) -> Option<SignIn> {
        let connection = self.connection(connections, problems);
        let issuer = self.issuer.as_ref();
        let issuer = issuer.map(|issuer| checked_issuer(issuer, problems));
        let client_id = one_word("sign_in.client_id", &self.client_id, problems);
        let secret = self.client_secret();
        let client_secret = secret
            .is_given()
            .then(|| secret.read(folder, section, problems));
        let require_amr: Vec<_> = self
            .require_amr
            .iter()
            .filter_map(|amr| one_word("sign_in.require_amr", amr, problems))
            .collect();
        let minutes = Bounds {
            least: 1,
            most: 15,
            default: 5,
        };
        let outlast = self.roles_outlast_minutes.as_ref();
        let roles_outlast_minutes =
            problems.within("sign_in.roles_outlast_minutes", outlast, minutes);
        let roles = self.role_map(problems);
        Some(SignIn {
            connection: connection?,
            // What is given and wrong was recorded, so `None` is never taken for "not given".
            issuer: issuer.flatten(),
            client_id: client_id?,
            client_secret: client_secret.flatten(),
            require_amr,
            roles_outlast_minutes,
            roles,
        })
    }

    fn client_secret(&self) -> Reference<'_> {
        Reference {
            key: "client_secret",
            file: self.client_secret_file.as_ref(),
            env: self.client_secret_env.as_ref(),
        }
    }

    fn connection(
        &self,
        connections: &BTreeMap<Alias, Option<FileConnection>>,
        problems: &mut Problems<'_>,
    ) -> Option<Alias> {
        let name = self.connection.get_ref();
        let alias = name.parse().ok();
        let alias = alias.filter(|alias| connections.contains_key(alias));
        if alias.is_none() {
            problems.add(
                self.connection.span(),
                format_args!("connection = {name:?}: there is no section [connections.{name}]"),
            );
        }
        alias
    }

    fn role_map(&self, problems: &mut Problems<'_>) -> RoleMap {
        let mut roles: BTreeMap<Role, Vec<String>> = BTreeMap::new();
        for (name, groups) in self.roles.get_ref() {
            if groups.get_ref().iter().any(|group| group.trim().is_empty()) {
                problems.add(
                    groups.span(),
                    format_args!("sign_in.roles.{}: a group without a name", name.get_ref()),
                );
            }
            match name.get_ref().parse::<Role>() {
                Ok(role) => drop(roles.insert(role, groups.get_ref().clone())),
                Err(_) => problems.add(
                    name.span(),
                    format_args!(
                        "sign_in.roles: {:?} is no role; there are {}",
                        name.get_ref(),
                        Role::ALL.map(Role::name).join(", ")
                    ),
                ),
            }
        }
        if self
            .roles
            .get_ref()
            .values()
            .all(|groups| groups.get_ref().is_empty())
        {
            problems.add(
                self.roles.span(),
                "sign_in.roles: nobody could do anything; name the groups of at least one role",
            );
        }
        RoleMap::new(roles)
    }
}

/// The issuer to the letter, as it stands in tokens: adding or taking a slash makes another one.
fn checked_issuer(issuer: &Spanned<String>, problems: &mut Problems<'_>) -> Option<String> {
    let text = issuer.get_ref();
    let url = Url::parse(text).ok().filter(|url| {
        let without_path = url.join("/").ok();
        matches!(url.scheme(), "https" | "http")
            && url.query().is_none()
            && without_path.is_some_and(|url| is_bare(&url))
            && !text.ends_with('/')
    });
    if url.is_none() {
        problems.add(
            issuer.span(),
            format_args!(
                "sign_in.issuer = {text:?}: write it as the authorization server calls itself, such as \
                 https://example.okta.com/oauth2/default, without a slash at the end"
            ),
        );
    }
    url.map(|_| text.clone())
}

fn one_word(key: &str, text: &Spanned<String>, problems: &mut Problems<'_>) -> Option<String> {
    let word = text.get_ref();
    if word.is_empty() || !word.chars().all(|c| c.is_ascii_graphic()) {
        problems.add(
            text.span(),
            format_args!("{key} = {word:?}: write one word"),
        );
        return None;
    }
    Some(word.clone())
}
