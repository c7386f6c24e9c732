use super::{Connection, Credential};

impl Connection {
    /// What is weaker than in `before`, in words. Empty when nothing is.
    #[must_use]
    pub fn weaker_than(&self, before: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if self.allow_private_targets && !before.allow_private_targets {
            found.push("Private addresses, and addresses without TLS, may be called.".to_owned());
        }
        if self.origin() != before.origin() {
            let (now, was) = (self.origin(), before.origin());
            found.push(format!("It leads to {now} instead of {was}."));
        }
        if let Some(proxy) = &self.proxy
            && self.proxy != before.proxy
        {
            found.push(format!("Everything goes through {proxy}."));
        }
        found.extend(self.credential.weaker_than(&before.credential));
        found
    }
}

impl Credential {
    fn weaker_than(&self, before: &Self) -> Vec<String> {
        let mut found = Vec::new();
        let was_bound = matches!(before, Self::OAuthService { dpop: true, .. });
        if was_bound && !matches!(self, Self::OAuthService { dpop: true, .. }) {
            found.push("Tokens are not bound to a key any more.".to_owned());
        }
        if let (Self::ApiToken, Some(_)) = (self, before.scopes()) {
            found.push("An API token may do whatever its user may, without scopes.".to_owned());
        }
        if let (Some(now), Some(was)) = (self.scopes(), before.scopes()) {
            let new = now.iter().filter(|scope| !was.contains(scope));
            found.extend(new.map(|scope| format!("It asks for {scope} as well.")));
        }
        found
    }

    /// What it asks for; `None` when it has everything its user has.
    fn scopes(&self) -> Option<&[String]> {
        match self {
            Self::ApiToken => None,
            Self::OAuthService { scopes, .. } | Self::OAuthWeb { scopes, .. } => Some(scopes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ApiVersion, System};

    fn strict() -> Connection {
        Connection {
            alias: "okta".parse().expect("valid"),
            name: "Okta".into(),
            environment: String::new(),
            system: System::Okta {
                url: "https://example.okta.com".parse().expect("valid"),
                api_version: ApiVersion::V1,
            },
            proxy: None,
            allow_private_targets: false,
            credential: service(&["okta.users.read"], true),
        }
    }

    fn service(scopes: &[&str], dpop: bool) -> Credential {
        Credential::OAuthService {
            client_id: "0oa1".into(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            key_id: None,
            dpop,
        }
    }

    type Change = fn(&mut Connection);

    #[test]
    fn each_weaker_setting_is_named() {
        let changes: [(&str, Change); 6] = [
            ("Private addresses", |c| c.allow_private_targets = true),
            ("It leads to https://other.okta.com", |c| {
                c.system = System::Okta {
                    url: "https://other.okta.com".parse().expect("valid"),
                    api_version: ApiVersion::V1,
                };
            }),
            ("through http://proxy.example.com", |c| {
                c.proxy = Some("http://proxy.example.com".parse().expect("valid"));
            }),
            ("not bound", |c| {
                c.credential = service(&["okta.users.read"], false);
            }),
            ("okta.users.manage as well", |c| {
                c.credential = service(&["okta.users.read", "okta.users.manage"], true);
            }),
            ("whatever its user may", |c| {
                c.credential = Credential::ApiToken;
            }),
        ];
        for (words, weaken) in changes {
            let mut after = strict();
            weaken(&mut after);
            let found = after.weaker_than(&strict());
            assert!(found.iter().any(|found| found.contains(words)), "{found:?}");
        }
    }

    #[test]
    fn the_same_or_less_is_not_weaker() {
        let mut loose = strict();
        loose.allow_private_targets = true;
        loose.credential = service(&["okta.users.read", "okta.users.manage"], false);
        assert_eq!(strict().weaker_than(&loose), [""; 0]);
        assert_eq!(strict().weaker_than(&strict()), [""; 0]);
    }
}
