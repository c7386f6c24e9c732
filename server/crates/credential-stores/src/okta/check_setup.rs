use super::{OktaCredentialStore, is_locked, person};
use crate::{
    Advice, Check, CheckFailure, CheckLine, CheckResult, CredentialStore as _, Failure, LookUp,
};
use latchkey_okta::{Error, OktaId, resources::users::UserQuery};
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
pub(super) async fn check_setup(store: &OktaCredentialStore, typed: Option<&Login>) -> Vec<CheckLine> {
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
    first_answer: Option<(Result<(), Error>, Duration)>,
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
        let users = self.store.okta.users();
        let page = users.list(UserQuery::all().limit(1)).first().await;
        let took = started.elapsed();
        let answer = page.map(|page| {
            self.somebody = page.items.into_iter().next().map(|user| user.id);
        });
        let result = match &answer {
            Ok(()) => passed(took),
            Err(error @ Error::Okta(api)) if api.code.is_empty() => failed(error),
            Err(Error::Okta(_) | Error::RateLimited { .. }) => passed(took),
            Err(error) => failed(error),
        };
        self.first_answer = Some((answer, took));
        result
    }

    fn authentication(&mut self) -> CheckResult {
        match self.first_answer.take() {
            Some((Err(error), _)) if is_refused(&error) => failed(&error),
            // Missing rights are the next check's.
            Some((_, took)) => passed(took),
            None => CheckResult::Skipped,
        }
    }

    async fn scopes(&self) -> CheckResult {
        let started = Instant::now();
        let okta = &self.store.okta;
        if let Err(error) = okta.policies().list_password().await {
            return failed(&error);
        }
        let people = okta.users().list(UserQuery::all().limit(1)).first().await;
        people.map_or_else(|error| failed(&error), |_| passed(started.elapsed()))
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

    fn rate_headroom(&self) -> CheckResult {
        CheckResult::Skipped
    }
}

/// Whether the credential was not taken. Okta answers 403 for missing rights, and 401 with E0000015 for
/// a missing feature.
fn is_refused(error: &Error) -> bool {
    error.is_invalid_token()
        || error
            .api()
            .is_some_and(|api| api.status == 401 && api.code != "E0000015")
}

fn passed(took: Duration) -> CheckResult {
    CheckResult::Passed {
        milliseconds: u64::try_from(took.as_millis()).ok(),
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
        Failure::Password(_) | Failure::UnknownPerson => {
            CheckFailure::of_ours("another-person", Advice::TryAgainLater)
        }
    })
}
