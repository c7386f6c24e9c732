use crate::{Engine, EngineError, proven::still_serves, resend_code::seconds_until_resend};
use jiff::Timestamp;
use latchkey_domain::{
    Challenge, Offers, Operation, OperationKind, OperationState, PasswordLink, Process,
    ProcessMessages, Purpose, Request, RequestState, ResetOptions,
};
use latchkey_values::{Alias, Login, RequestId, Rule, UserStatus};

/// What a page may know about a request. Nothing about the person before the proof.
#[derive(Clone, Debug)]
pub struct RequestView {
    /// Its id.
    pub id: RequestId,
    /// What the person wants.
    pub purpose: Purpose,
    /// What they typed.
    pub login: Login,
    /// The process whose page `/p/<path>` they came by; `None` when it was the portal's first page.
    pub path: Option<Alias>,
    /// Where they stand.
    pub step: Step,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// Codes that can still be asked for.
    pub codes_left: u32,
    /// Seconds until the next code can be asked for; 0 when now.
    pub resend_in_seconds: u32,
    /// Tries left with the current code.
    pub tries_left: u32,
    /// Rules for the new password; empty before the proof.
    pub rules: Vec<Rule>,
    /// What else the directory asks of a password; empty before the proof.
    pub notes: PolicyNotes,
    /// The account's status; `None` before the proof.
    pub status: Option<UserStatus>,
    /// What the process offers, for going on with something else after the proof.
    pub offers: Offers,
    /// Whether a new password signs the person out everywhere.
    pub revokes_sessions: bool,
    /// How a reset gives the password; as usual before the proof.
    pub reset: ResetOptions,
    /// The link behind which the password is made; `None` when none was mailed, or it has ended.
    pub link: Option<MailedLink>,
    /// What became of the last try to do what the person wants.
    pub last_try: LastTry,
    /// Whether the account was unlocked.
    pub unlocked: bool,
    /// Whether the person was signed out everywhere.
    pub sessions_revoked: bool,
    /// Where the last page leads; `None` before the proof, and where the portal's own address is meant.
    pub redirect_url: Option<String>,
    /// What the process says in the admins' own words.
    pub messages: ProcessMessages,
}

/// A link that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailedLink {
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Policy that only the directory can check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyNotes {
    /// How many earlier passwords are remembered; 0 means none.
    pub history: u32,
    /// Minutes a password must be kept; 0 means none.
    pub min_age_minutes: u32,
    /// Whether commonly used passwords are refused.
    pub excludes_common: bool,
}

/// What became of a try whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastTry {
    /// There was none, or its answer was not lost.
    Told,
    /// It turned out not to have happened.
    NotDone,
}

impl LastTry {
    fn of(last: Option<&Operation>, purpose: Purpose) -> Self {
        let wanted = match purpose {
            Purpose::Reset => OperationKind::SetPassword,
            Purpose::Unlock => OperationKind::Unlock,
            Purpose::Change => OperationKind::ChangePassword,
        };
        match last {
            Some(last) if last.kind == wanted && last.state == OperationState::NotSent => {
                Self::NotDone
            }
            _ => Self::Told,
        }
    }
}

/// Where a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A code is awaited.
    Code,
    /// A new password is awaited.
    Password,
    /// The directory is being asked.
    Working,
    /// Nobody could find out whether it worked; the service desk has to look.
    Unclear,
    /// Done.
    Done,
    /// Over without success.
    Ended(RequestState),
}

impl Engine {
    /// A request as pages show it. `None` when there is no such request.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn view(&self, id: RequestId) -> Result<Option<RequestView>, EngineError> {
        let mut unit = self.read().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(None);
        };
        let entry = self.process(unit.as_mut(), &request.process).await?;
        let serving = self.serving_process(unit.as_mut(), &request).await?;
        let kept = Kept {
            challenge: unit.challenge(id).await?,
            link: unit.password_link(id).await?,
            operations: unit.operations(id).await?,
        };
        let processes = Processes { entry, serving };
        Ok(Some(view(request, &processes, &kept, self.now())))
    }
}

/// The processes of a request.
struct Processes {
    /// The one it began with: all that shows before the proof.
    entry: Process,
    /// The one that serves the person.
    serving: Process,
}

/// What is kept of a request beside it.
struct Kept {
    challenge: Option<Challenge>,
    link: Option<PasswordLink>,
    operations: Vec<Operation>,
}

fn view(
    request: Request,
    Processes { entry, serving }: &Processes,
    kept: &Kept,
    now: Timestamp,
) -> RequestView {
    let (challenge, operations) = (kept.challenge.as_ref(), kept.operations.as_slice());
    let step = step(&request, serving, operations, now);
    let proven = matches!(
        step,
        Step::Password | Step::Working | Step::Unclear | Step::Done
    );
    let subject = request.subject.as_ref().filter(|_| proven);
    let policy = subject.map(|subject| &subject.policy);
    let done = |kind| {
        operations
            .iter()
            .any(|o| o.kind == kind && o.state == OperationState::Done)
    };
    let process = if proven { serving } else { entry };
    let left = entry.code_sends.saturating_sub(request.codes_sent);
    RequestView {
        id: request.id,
        purpose: request.purpose,
        path: entry.path().cloned(),
        step,
        expires_at: request.expires_at,
        codes_left: left,
        resend_in_seconds: challenge.map_or(0, |challenge| seconds_until_resend(challenge, now)),
        tries_left: challenge.map_or(0, |challenge| challenge.attempts_left),
        rules: subject
            .map(|subject| subject.policy.rules_for(&subject.names))
            .unwrap_or_default(),
        notes: PolicyNotes {
            history: policy.map_or(0, |policy| policy.history),
            min_age_minutes: policy.map_or(0, |policy| policy.min_age_minutes),
            excludes_common: policy.is_some_and(|policy| policy.excludes_common),
        },
        status: subject.map(|subject| subject.status),
        offers: process.offers,
        revokes_sessions: process.revokes_sessions,
        reset: subject.map(|_| serving.reset).unwrap_or_default(),
        link: subject.and_then(|_| mailed(kept.link.as_ref()?, now)),
        last_try: LastTry::of(operations.last(), request.purpose),
        unlocked: done(OperationKind::Unlock),
        sessions_revoked: done(OperationKind::RevokeSessions),
        redirect_url: process.redirect_url.clone().filter(|_| proven),
        messages: process.messages.clone(),
        login: request.login,
    }
}

fn mailed(link: &PasswordLink, now: Timestamp) -> Option<MailedLink> {
    let expires_at = link.expires_at;
    (now < expires_at).then_some(MailedLink { expires_at })
}

fn step(request: &Request, serving: &Process, operations: &[Operation], now: Timestamp) -> Step {
    if request.is_overdue(now) {
        return Step::Ended(RequestState::Expired);
    }
    match request.state {
        RequestState::Identified | RequestState::Verifying => Step::Code,
        RequestState::Verified if still_serves(serving, request) => Step::Password,
        RequestState::Verified => Step::Ended(RequestState::Cancelled),
        RequestState::Executing
            if operations
                .iter()
                .any(|o| o.state == OperationState::Unknown) =>
        {
            Step::Unclear
        }
        RequestState::Executing => Step::Working,
        RequestState::Completed => Step::Done,
        ended @ (RequestState::Expired | RequestState::Blocked | RequestState::Cancelled) => {
            Step::Ended(ended)
        }
    }
}
