use super::{OktaCredentialStore, is_locked, person};
use crate::{
    Advice, Check, CheckFailure, CheckLine, CheckResult, CredentialStore as _, Failure, LookUp,
};
use latchkey_okta::{
    CredentialProblem, Error, OktaId, RateHeadroom, TokenCheck, resources::users::UserQuery,
};
use latchkey_values::Login;
use std::time::Duration;
use tokio::time::Instant;

/// All checks in their order; those after a failed one are skipped.
const CHECKS: [Check; 6] = [
    Check::Reachability,
    Check::Authentication,
    Check::Scopes,
    Check::ReadUser,
    Check::LockState,
    Check::RateHeadroom,
];

/// Runs the checks. Every call only reads.
pub(super) async fn check_setup(
    store: &OktaCredentialStore,
    typed: Option<&Login>,
) -> Vec<CheckLine> {
    let mut run = Run {
        store,
        typed,
        somebody: None,
        first_answer: None,
    };
    let mut lines = Vec::new();
    let mut failed = false;
    for check in CHECKS {
        let result = if failed {
            CheckResult::Skipped
        } else {
            run.check(check).await
        };
        failed = failed || matches!(result, CheckResult::Failed(_));
        lines.push(CheckLine { check, result });
    }
    lines
}

struct Run<'a> {
    store: &'a OktaCredentialStore,
    typed: Option<&'a Login>,
    /// Whose account is read.
    somebody: Option<OktaId>,
    /// What the first call came to, and how long it took: it tells about reachability and credential.
    first_answer: Option<(Result<TokenCheck, Error>, Duration)>,
}

impl Run<'_> {
    async fn check(&mut self, check: Check) -> CheckResult {
        match check {
            Check::Reachability => self.reachability().await,
            Check::Authentication => self.authentication(),
            Check::Scopes => self.scopes().await,
            Check::ReadUser => self.read_user().await,
            Check::LockState => self.lock_state().await,
            Check::RateHeadroom => self.rate_headroom(),
        }
    }

    /// Whatever Okta says, it was reached.
    async fn reachability(&mut self) -> CheckResult {
        let started = Instant::now();
        let answer = self.first_call().await;
        let took = started.elapsed();
        let result = match &answer {
            Err(error) if !is_oktas(error) => failed(error),
            _ => passed(took),
        };
        self.first_answer = Some((answer, took));
        result
    }

    /// An access token where one is needed, and whoever Okta lists first.
    async fn first_call(&mut self) -> Result<TokenCheck, Error> {
        let okta = &self.store.okta;
        let token = okta.check_token().await?;
        let people = okta.users().list(UserQuery::all().limit(1)).first().await?;
        self.somebody = people.items.into_iter().next().map(|user| user.id);
        Ok(token)
    }

    fn authentication(&self) -> CheckResult {
        match &self.first_answer {
            Some((Err(error), _)) if is_refused(error) => failed(error),
            // Missing rights are the next check's.
            Some((_, took)) => passed(*took),
            None => CheckResult::Skipped,
        }
    }

    async fn scopes(&self) -> CheckResult {
        match &self.first_answer {
            Some((Err(error), _)) => return failed(error),
            Some((Ok(TokenCheck::Granted { missing, .. }), _)) if !missing.is_empty() => {
                let failure = CheckFailure::of_ours("missing-scopes", Advice::GrantRights);
                return CheckResult::Failed(failure.about(missing));
            }
            _ => {}
        }
        let started = Instant::now();
        match self.store.okta.policies().list_password().await {
            Ok(_) => passed(started.elapsed()),
            Err(error) => failed(&error),
        }
    }

    async fn read_user(&mut self) -> CheckResult {
        let started = Instant::now();
        let nobody = || {
            let failure = CheckFailure::of_ours("nobody", Advice::NameSomebodyElse);
            CheckResult::Failed(failure)
        };
        let read = match (self.typed, &self.somebody) {
            (Some(typed), _) => self.store.look_up(typed).await.map(|found| match found {
                LookUp::Found(person) => Some(*person),
                LookUp::Unknown | LookUp::Ambiguous => None,
            }),
            (None, Some(id)) => person::read(&self.store.okta, id).await,
            (None, None) => return CheckResult::Skipped,
        };
        match read {
            Ok(Some(person)) => {
                self.somebody = person.id.parse().ok();
                passed(started.elapsed())
            }
            Ok(None) => nobody(),
            Err(failure) => of_failure(&failure),
        }
    }

    async fn lock_state(&self) -> CheckResult {
        let Some(id) = &self.somebody else {
            return CheckResult::Skipped;
        };
        let started = Instant::now();
        match is_locked::is_locked(&self.store.okta, id).await {
            Ok(_) => passed(started.elapsed()),
            Err(failure) => of_failure(&failure),
        }
    }

    /// Fails when less than a tenth of some limit is left.
    fn rate_headroom(&self) -> CheckResult {
        let limits = self.store.okta.rate_headroom();
        let share = |limit: &RateHeadroom| {
            u64::from(limit.remaining) * 1_000 / u64::from(limit.limit.max(1))
        };
        match limits.into_iter().min_by_key(share) {
            None => CheckResult::Skipped,
            Some(least) if share(&least) < 100 => {
                let failure = CheckFailure::of_ours("rate-limit", Advice::WaitForRateLimit);
                CheckResult::Failed(failure)
            }
            Some(least) => CheckResult::Passed {
                milliseconds: None,
                headroom: Some((least.remaining, least.limit)),
            },
        }
    }
}

/// Whether it is Okta that answered, if only to refuse.
fn is_oktas(error: &Error) -> bool {
    match error {
        Error::Okta(api) => !api.code.is_empty() || api.oauth_code().is_some(),
        Error::Token(refusal) => !refusal.code.is_empty(),
        Error::GrantEnded(_) | Error::RateLimited { .. } => true,
        _ => false,
    }
}

fn is_refused(error: &Error) -> bool {
    matches!(
        error.credential_problem(),
        Some(CredentialProblem::Refused | CredentialProblem::SignInEnded)
    )
}

fn passed(took: Duration) -> CheckResult {
    CheckResult::Passed {
        milliseconds: u64::try_from(took.as_millis()).ok(),
        headroom: None,
    }
}

fn failed(error: &Error) -> CheckResult {
    CheckResult::Failed(CheckFailure::of(error))
}

fn of_failure(failure: &Failure) -> CheckResult {
    CheckResult::Failed(match failure {
        Failure::Refused(error) | Failure::Unavailable(error) | Failure::Unclear(error) => {
            CheckFailure::of(error)
        }
        Failure::Password(_) | Failure::UnknownPerson | Failure::AnotherPerson { .. } => {
            CheckFailure::of_ours("another-person", Advice::TryAgainLater)
        }
    })
}
