use crate::{
    Engine, EngineError,
    audit_entry::WithDetail,
    author::Author,
    eligibility::{self, Eligibility},
};
use jiff::Timestamp;
use latchkey_credential_stores::{CredentialStore, Person};
use latchkey_domain::{AuditKind, Digest, Process, Request, RequestState, Subject};
use latchkey_values::{EmailAddress, RequestId};

/// A request whose person has proven who they are, with the person as the directory knows them now.
pub(crate) struct Proven {
    pub(crate) request: Request,
    pub(crate) subject: Subject,
    pub(crate) process: Process,
    pub(crate) person: Person,
}

/// What somebody hears whose request cannot have an effect now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unproven {
    /// It had its effect already.
    Completed,
    /// It is having it.
    Executing,
    /// It was never proven, or has ended.
    Over,
    /// The account changed since the proof; the request was ended.
    AccountChanged,
    /// The directory cannot be read.
    Unreadable,
}

/// Whether a request can have an effect now.
pub(crate) fn is_proven(request: &Request, now: Timestamp) -> bool {
    request.state == RequestState::Verified && !request.is_overdue(now)
}

/// Whether the process, as it is configured now, lets a proven request have an effect: it may have
/// been switched off or ask for more since.
pub(crate) fn still_serves(process: &Process, request: &Request) -> bool {
    process.active && request.has_proven(&process.verifications)
}

/// Why a request that is not proven cannot have an effect.
fn why_not(request: &Request) -> Unproven {
    match request.state {
        RequestState::Completed => Unproven::Completed,
        RequestState::Executing => Unproven::Executing,
        _ => Unproven::Over,
    }
}

impl Engine {
    /// The proven person behind a request, without asking the directory.
    pub(crate) async fn subject(
        &self,
        id: RequestId,
    ) -> Result<Result<(Request, Subject, Process), Unproven>, EngineError> {
        let mut unit = self.read().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(Err(Unproven::Over));
        };
        let subject = request.subject.clone();
        let (true, Some(subject)) = (is_proven(&request, self.now()), subject) else {
            return Ok(Err(why_not(&request)));
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        if !still_serves(&process, &request) {
            return Ok(Err(Unproven::Over));
        }
        Ok(Ok((request, subject, process)))
    }

    /// The proven person as the directory knows them now: rights and status may have changed since
    /// the code was sent.
    pub(crate) async fn proven(
        &self,
        request: Request,
        subject: Subject,
        process: Process,
        by: impl Into<Author> + Send,
    ) -> Result<Result<Proven, Unproven>, EngineError> {
        let by = by.into();
        if self.is_stopped(&process).await? {
            return Ok(Err(Unproven::Unreadable));
        }
        let store = self.credential_store(&process).await?;
        match read_again(&*store, &process, &subject).await {
            Now::Served(person) if self.proof_rests_on(&process, &person) != subject.rests_on => {
                self.withdraw(request.id, &by).await.map(Err)
            }
            Now::Served(person) => Ok(Ok(Proven {
                request,
                subject,
                process,
                person: *person,
            })),
            Now::Unreadable => Ok(Err(Unproven::Unreadable)),
            Now::Changed => self.withdraw(request.id, &by).await.map(Err),
        }
    }

    /// Whether the service desk, and with it whoever it handed over to, may change nothing now.
    async fn is_stopped(&self, process: &Process) -> Result<bool, EngineError> {
        Ok(process.is_for_the_desk() && self.desk_freeze().await?.is_some())
    }

    /// What a code proves for a person as the directory knows them now. Another when the address it
    /// would go to is another, or the password changed: by another request, or elsewhere.
    pub(crate) fn proof_rests_on(&self, process: &Process, person: &Person) -> Digest {
        let address = eligibility::code_address(process, person).map(EmailAddress::as_str);
        self.counter_key(&format!("{address:?} {:?}", person.password_changed))
    }

    /// Ends a request whose account changed after the proof.
    async fn withdraw(&self, id: RequestId, by: &Author) -> Result<Unproven, EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(Unproven::Over);
        };
        // The same form, sent twice, may be what changed it.
        if !is_proven(&request, self.now()) || request.end(RequestState::Cancelled).is_err() {
            return Ok(why_not(&request));
        }
        unit.save_request(&request).await?;
        let event = by.event(AuditKind::RequestEnded, &request);
        self.audit(unit.as_mut(), event.with("end", "account-changed"))
            .await?;
        self.commit(unit).await?;
        Ok(Unproven::AccountChanged)
    }
}

enum Now {
    Served(Box<Person>),
    Changed,
    Unreadable,
}

async fn read_again(store: &dyn CredentialStore, process: &Process, subject: &Subject) -> Now {
    match store.person(&subject.id).await {
        Ok(Some(person)) if eligibility::judge(process, &person) == Eligibility::Served => {
            Now::Served(Box::new(person))
        }
        Ok(_) => Now::Changed,
        Err(failure) => {
            let error = &failure as &dyn std::error::Error;
            tracing::warn!(error, "cannot read the person before an effect");
            Now::Unreadable
        }
    }
}
