use latchkey_okta::{Error, Failure as Seen, Scope};

/// The checks of "Save and test", in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Something answers at the address.
    Reachability,
    /// It takes the credential.
    Authentication,
    /// The credential has the rights the portal needs to read.
    Scopes,
    /// A person can be read, with groups and roles.
    ReadUser,
    /// Whether a person is locked can be read.
    LockState,
    /// Enough calls are left before the rate limit.
    RateHeadroom,
}

/// What one check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    /// Which one.
    pub check: Check,
    /// What it came to.
    pub result: CheckResult,
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckResult {
    /// All is well.
    Passed {
        /// How long the calls took; `None` when it made none.
        milliseconds: Option<u64>,
        /// The least that is left of a rate limit, as (calls left, calls a minute); only with
        /// [`Check::RateHeadroom`].
        headroom: Option<(u32, u32)>,
    },
    /// Something is wrong. No time is told: it would tell more than the portal should about an
    /// address that is not Okta's.
    Failed(CheckFailure),
    /// An earlier check failed, or there was nothing to check.
    Skipped,
}

/// What is wrong, in fields that hold nothing but Okta's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckFailure {
    /// Okta's error code, such as `E0000011`; otherwise a word of ours, such as `no-connection`.
    pub code: String,
    /// Okta's exact words, or the scopes that are missing; `None` when there are none.
    pub words: Option<String>,
    /// `X-Okta-Request-Id`, for Okta's support.
    pub request_id: Option<String>,
    /// What to do.
    pub advice: Advice,
}

/// What to do about a failed check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Advice {
    /// The address is wrong, or the network is in the way.
    #[error("check the address, and whether the portal may reach it")]
    CheckAddress,
    /// The address is not allowed.
    #[error("the address leads where the portal may not go")]
    ChooseOtherAddress,
    /// The egress proxy refuses.
    #[error("check the egress proxy")]
    CheckProxy,
    /// Okta does not take the credential.
    #[error("make a new credential in Okta and set it here")]
    RenewCredential,
    /// The sign-in at Okta has ended.
    #[error("press \"Get token\" and sign in at Okta again")]
    GetTokenAgain,
    /// A role or scope is missing.
    #[error("give the credential's owner the missing role, or the app the missing scope")]
    GrantRights,
    /// Nobody was found.
    #[error("name somebody whom the look-up rule finds")]
    NameSomebodyElse,
    /// Too many calls.
    #[error("wait until the rate limit is over, or raise it in Okta")]
    WaitForRateLimit,
    /// Okta has trouble.
    #[error("try again later; if it stays, see status.okta.com")]
    TryAgainLater,
}

impl CheckFailure {
    /// A failure of ours to describe.
    pub(crate) fn of_ours(code: &str, advice: Advice) -> Self {
        Self {
            code: code.to_owned(),
            words: None,
            request_id: None,
            advice,
        }
    }

    /// The same, naming scopes.
    pub(crate) fn about(self, scopes: &[Scope]) -> Self {
        let names: Vec<&str> = scopes.iter().map(Scope::as_str).collect();
        Self {
            words: Some(names.join(" ")),
            ..self
        }
    }

    /// What an error of Okta's client means.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        let (ours, advice) = classify(error);
        Self {
            code: oktas_code(error).unwrap_or(ours).to_owned(),
            // Without a code of Okta's, the words are somebody else's.
            words: oktas_code(error).and(error.okta_words()).map(str::to_owned),
            request_id: error.request_id().map(str::to_owned),
            advice,
        }
    }
}

/// The code Okta gave; `None` when it gave none.
fn oktas_code(error: &Error) -> Option<&str> {
    let code = match error {
        Error::Okta(api) if api.code.is_empty() => api.oauth_code().unwrap_or_default(),
        Error::Okta(api) => &api.code,
        Error::Token(refusal) | Error::GrantEnded(refusal) => &refusal.code,
        _ => "",
    };
    (!code.is_empty()).then_some(code)
}

fn classify(error: &Error) -> (&'static str, Advice) {
    use latchkey_okta::NotSent;
    match error {
        Error::NotSent(NotSent::RefusedTarget) => ("forbidden-address", Advice::ChooseOtherAddress),
        Error::NotSent(NotSent::Dns) => ("unknown-host", Advice::CheckAddress),
        Error::NotSent(NotSent::Tls(_)) => ("certificate", Advice::CheckAddress),
        Error::NotSent(NotSent::ProxyRefused) => ("proxy", Advice::CheckProxy),
        Error::NotSent(_) => ("no-connection", Advice::CheckAddress),
        Error::Token(refusal) if refusal.status >= 500 => ("unavailable", Advice::TryAgainLater),
        Error::Token(refusal) if refusal.code.is_empty() => ("not-okta", Advice::CheckAddress),
        Error::Token(refusal) if refusal.code == "invalid_scope" => {
            ("forbidden", Advice::GrantRights)
        }
        Error::Token(_) => ("refused", Advice::RenewCredential),
        Error::GrantEnded(_) => ("sign-in-ended", Advice::GetTokenAgain),
        Error::RateLimited { .. } => ("rate-limit", Advice::WaitForRateLimit),
        Error::TokenStore(_) | Error::CircuitOpen { .. } => ("unavailable", Advice::TryAgainLater),
        Error::Okta(api) if api.status == 401 => ("refused", Advice::RenewCredential),
        Error::Okta(api) if api.status == 403 => ("forbidden", Advice::GrantRights),
        Error::Okta(api) if api.status >= 500 => ("unavailable", Advice::TryAgainLater),
        Error::Okta(_) | Error::Unreadable { .. } | Error::InvalidPageLink => {
            ("not-okta", Advice::CheckAddress)
        }
        Error::NoAnswer { failure, .. } | Error::Unclear { failure, .. } => match failure {
            Seen::Transport(_) => ("no-answer", Advice::CheckAddress),
            Seen::Status(500..) => ("unavailable", Advice::TryAgainLater),
            Seen::Status(_) | Seen::Unreadable(_) => ("not-okta", Advice::CheckAddress),
        },
    }
}
