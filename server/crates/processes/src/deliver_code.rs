use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
    eligibility::{self, Eligibility},
    error::{job_error, mail_error, store_error},
    send_notice,
};
use async_trait::async_trait;
use latchkey_credential_stores::{CredentialStore, Failure, LookUp, Person};
use latchkey_domain::{
    AuditEvent, AuditKind, Challenge, Digest, Job, Process, Request, Subject, UnitOfWork,
};
use latchkey_jobs::{Handler, JobError};
use latchkey_mail::{Letter, NotServedReason, Wording};
use latchkey_values::{ChallengeId, Code, RequestId};
use serde::{Deserialize, Serialize};

/// Asks the directory who a request is about and, if it is somebody we serve, mails a fresh code.
///
/// The code is made here, not when it was asked for: nothing that opens an account lies in the
/// queue. A retry makes a new code, and that kills the one before.
pub(crate) struct DeliverCode(pub(crate) Engine);

#[derive(Serialize, Deserialize)]
struct Payload {
    request: RequestId,
    challenge: ChallengeId,
}

const KIND: &str = "deliver-code";

/// Queues the delivery of a challenge's code.
pub(crate) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    challenge: &Challenge,
) -> Result<(), EngineError> {
    let payload = serde_json::json!(Payload {
        request: challenge.request,
        challenge: challenge.id
    });
    engine.enqueue(unit, KIND, payload, engine.now()).await
}

/// Whom the directory's answer makes the request about.
enum Finding {
    Served(Box<Process>, Box<Person>),
    Told(Box<Person>, NotServedReason),
    Nobody(&'static str),
}

/// A request whose code is wanted.
struct Wanted {
    request: Request,
    /// The process it began with.
    entry: Process,
    /// Those that may serve the person.
    candidates: Vec<Process>,
    /// Whether the code is to be read out to an agent.
    is_read_out: bool,
}

/// One code about to be sent.
#[derive(Clone, Copy)]
struct Sending<'a> {
    payload: &'a Payload,
    attempt: u32,
    /// How long the code works.
    minutes: u32,
    /// How its mail is worded.
    wording: &'a Wording,
    /// Whether it is to be read out to an agent.
    is_read_out: bool,
}

#[async_trait]
impl Handler for DeliverCode {
    fn kind(&self) -> &'static str {
        KIND
    }

    /// Its request was ended, and then it sends nothing.
    fn outlives_restore(&self) -> bool {
        true
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        self.deliver(&payload, job.attempts).await
    }
}

impl DeliverCode {
    async fn deliver(&self, payload: &Payload, attempt: u32) -> Result<(), JobError> {
        let Some(wanted) = self.wanted(payload).await.map_err(job_error)? else {
            return Ok(());
        };
        let Wanted {
            request,
            entry,
            candidates,
            is_read_out,
        } = wanted;
        let store = self.0.credential_store(&entry).await;
        let store = store.map_err(job_error)?;
        let found = who(&*store, &request, &entry).await.map_err(store_error)?;
        match self.judge(candidates, found).await.map_err(job_error)? {
            Finding::Served(process, person) => {
                let wording = self.0.wording(&process, &person, &request);
                let policy = store.password_policy(&person).await.map_err(store_error)?;
                let subject = Subject {
                    id: person.id.clone(),
                    names: person.names.clone(),
                    status: person.status,
                    policy,
                    rests_on: self.0.proof_rests_on(&process, &person),
                    served_by: Some(process.alias.clone()),
                    passed: Vec::new(),
                };
                let sending = Sending {
                    payload,
                    attempt,
                    minutes: entry.code_minutes,
                    wording: &wording,
                    is_read_out,
                };
                self.send(sending, &process, &person, subject).await
            }
            Finding::Told(person, reason) => {
                self.tell(payload, &person, reason).await.map_err(job_error)
            }
            Finding::Nobody(why) => self.record_nobody(payload, why).await.map_err(job_error),
        }
    }

    /// Whom the directory's answer makes the request about, and whether they are blocked.
    async fn judge(&self, candidates: Vec<Process>, found: LookUp) -> Result<Finding, EngineError> {
        let finding = judge(candidates, found);
        let Finding::Served(process, person) = finding else {
            return Ok(finding);
        };
        let mut unit = self.0.read().await?;
        let is_blocked = self.0.person_is_blocked(unit.as_mut(), &person.id).await?;
        Ok(if is_blocked {
            Finding::Told(person, NotServedReason::TooManyWrongCodes)
        } else {
            Finding::Served(process, person)
        })
    }

    /// The request and the processes that may serve it, if this code is still wanted.
    async fn wanted(&self, payload: &Payload) -> Result<Option<Wanted>, EngineError> {
        let mut unit = self.0.read().await?;
        let Some(request) = current(&self.0, unit.as_mut(), payload)
            .await?
            .map(|(request, _)| request)
        else {
            return Ok(None);
        };
        let entry = self.0.process(unit.as_mut(), &request.process).await?;
        let candidates = if entry.is_for_the_desk() {
            Vec::from_iter(entry.active.then(|| entry.clone()))
        } else {
            let open = self.0.open_processes(unit.as_mut(), request.purpose);
            let mut open = open.await?;
            open.retain(|process| may_serve(process, &entry));
            open
        };
        Ok(Some(Wanted {
            is_read_out: unit.desk_case(request.id).await?.is_some(),
            request,
            entry,
            candidates,
        }))
    }

    async fn send(
        &self,
        Sending {
            payload,
            attempt,
            minutes,
            wording,
            is_read_out,
        }: Sending<'_>,
        process: &Process,
        person: &Person,
        subject: Subject,
    ) -> Result<(), JobError> {
        let code = Code::generate(self.0.entropy());
        let Some(purpose) = self
            .record_code(payload, subject, &code)
            .await
            .map_err(job_error)?
        else {
            return Ok(());
        };
        let Some(address) = eligibility::code_address(process, person) else {
            return Ok(());
        };
        let letter = if is_read_out {
            Letter::DeskCode { code, minutes }
        } else {
            Letter::Code {
                code,
                minutes,
                purpose,
            }
        };
        // Each try has a code of its own, so it is a mail of its own.
        let key = format!("{KIND}-{}-{attempt}", payload.challenge);
        self.0
            .mailer()
            .send_worded(address, &letter, wording, &key)
            .await
            .map_err(mail_error)?;
        self.record_sent(payload.request).await.map_err(job_error)
    }

    /// Commits the person and the code's hash before the mail leaves. `None` when the code is no
    /// longer wanted or the person has had enough mail for now.
    async fn record_code(
        &self,
        payload: &Payload,
        subject: Subject,
        code: &Code,
    ) -> Result<Option<latchkey_domain::Purpose>, EngineError> {
        let mut unit = self.0.begin().await?;
        let Some((mut request, mut challenge)) = current(&self.0, unit.as_mut(), payload).await?
        else {
            return Ok(None);
        };
        let limited = !self.0.count_mail(unit.as_mut(), &subject.id).await?;
        request.begin_verification(Some(subject))?;
        unit.save_request(&request).await?;
        let event = by_portal(AuditKind::PersonLookedUp, &request);
        if limited {
            self.0
                .audit(unit.as_mut(), event.with("result", "mail-limit"))
                .await?;
        } else {
            let digest = self.0.digests().code(&challenge.id.to_string(), code);
            challenge.digest = Some(Digest::from_hex(digest));
            unit.put_challenge(&challenge).await?;
            self.0
                .audit(unit.as_mut(), event.with("result", "found"))
                .await?;
        }
        self.0.commit(unit).await?;
        Ok((!limited).then_some(request.purpose))
    }

    async fn record_sent(&self, id: RequestId) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        if let Some(request) = unit.request(id).await? {
            self.0
                .audit(unit.as_mut(), by_portal(AuditKind::CodeSent, &request))
                .await?;
        }
        self.0.commit(unit).await
    }

    /// A known person we cannot serve: a decoy to whoever is asking, a mail to the person.
    async fn tell(
        &self,
        payload: &Payload,
        person: &Person,
        reason: NotServedReason,
    ) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let Some((mut request, _)) = current(&self.0, unit.as_mut(), payload).await? else {
            return Ok(());
        };
        request.begin_verification(None)?;
        unit.save_request(&request).await?;
        if self.0.count_mail(unit.as_mut(), &person.id).await? {
            send_notice::enqueue(&self.0, unit.as_mut(), request.id, &person.id, reason).await?;
        }
        let event = AuditEvent {
            subject: Some(person.id.clone()),
            ..by_portal(AuditKind::PersonLookedUp, &request)
                .with("result", serde_json::json!(reason))
        };
        self.0.audit(unit.as_mut(), event).await?;
        self.0.commit(unit).await
    }

    async fn record_nobody(&self, payload: &Payload, why: &'static str) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let Some((mut request, _)) = current(&self.0, unit.as_mut(), payload).await? else {
            return Ok(());
        };
        request.begin_verification(None)?;
        unit.save_request(&request).await?;
        self.0
            .audit(
                unit.as_mut(),
                by_portal(AuditKind::PersonLookedUp, &request).with("result", why),
            )
            .await?;
        self.0.commit(unit).await
    }
}

/// Whom a request means: at the service desk that is known, otherwise somebody typed it.
async fn who(
    store: &dyn CredentialStore,
    request: &Request,
    entry: &Process,
) -> Result<LookUp, Failure> {
    match &request.subject {
        Some(subject) if entry.is_for_the_desk() => {
            let person = store.person(&subject.id).await?;
            Ok(person.map_or(LookUp::Unknown, |person| LookUp::Found(Box::new(person))))
        }
        _ => store.look_up(&request.login).await,
    }
}

/// Whom the directory's answer means, and which process serves them. Nobody learns of that choice
/// before the proof: until then only the process shows that the request began with.
fn judge(candidates: Vec<Process>, found: LookUp) -> Finding {
    let person = match found {
        LookUp::Found(person) => person,
        LookUp::Unknown => return Finding::Nobody("unknown"),
        LookUp::Ambiguous => return Finding::Nobody("ambiguous"),
    };
    let Some((process, judged)) = eligibility::choose(candidates, &person) else {
        return Finding::Nobody("process-inactive");
    };
    match judged {
        Eligibility::Served => Finding::Served(Box::new(process), person),
        Eligibility::Told(reason) => Finding::Told(person, reason),
        Eligibility::Silent(why) => Finding::Nobody(why),
    }
}

/// Whether a process may serve somebody whose request began with `entry`: a page of its own is for
/// its process only, and a look-up asks one credential store.
fn may_serve(process: &Process, entry: &Process) -> bool {
    process.alias == entry.alias
        || entry.path().is_none() && process.credential_store == entry.credential_store
}

/// The request and challenge of a job, unless they are over or a newer code was asked for.
async fn current(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    payload: &Payload,
) -> Result<Option<(Request, Challenge)>, EngineError> {
    let now = engine.now();
    let Some(request) = unit.request(payload.request).await? else {
        return Ok(None);
    };
    let Some(challenge) = unit.challenge(payload.request).await? else {
        return Ok(None);
    };
    let wanted =
        request.awaits_code(now) && challenge.id == payload.challenge && !challenge.is_expired(now);
    Ok(wanted.then_some((request, challenge)))
}
