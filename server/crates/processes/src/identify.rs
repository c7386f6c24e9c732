use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_visitor},
    deliver_code,
    proof_of_work::asks_for_work,
    start_limits::{Start, StartOf},
};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{
    AuditKind, Challenge, Digest, Limit, Process, Purpose, Request, UnitOfWork, Visitor,
};
use latchkey_values::{Alias, ChallengeId, Language, Login, RequestId};

/// What somebody sends to begin a request.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// What they want.
    pub purpose: Purpose,
    /// The process whose page `/p/<path>` they used; `None` when it was the portal's first page.
    pub path: Option<Alias>,
    /// Who they say they are.
    pub login: Login,
    /// The mark of the form, by which one that is sent twice is known; empty when it had none.
    pub form: String,
    /// The work the browser did; empty when it did none.
    pub work: String,
    /// The language of the page.
    pub language: Language,
}

/// What came of saying who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// A request exists; if somebody is known by that login, a code will be mailed.
    Started(RequestId),
    /// Too many starts; the next one counts from `until` on.
    Limited {
        /// When the limit starts anew.
        until: Timestamp,
    },
    /// So many starts that the browser has to do some work for the next one.
    NeedsWork {
        /// From when on none is needed any more.
        until: Timestamp,
    },
    /// No process offers this.
    NotOffered,
}

/// A form that came.
enum Form {
    /// One that began a request a moment ago.
    Again(RequestId),
    /// Another; `None` when nobody could know it again.
    New(Option<Digest>),
}

/// A form sent twice is a double click, a reload or a retry of the browser, and soon after the first.
const FORMS: Limit = Limit {
    name: "form",
    most: 1,
    window: SignedDuration::from_mins(5),
};

impl Engine {
    /// Begins a request. Answers before the directory is asked, in the same way for everybody. The
    /// same form sent twice begins one request.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was begun.
    pub async fn identify(
        &self,
        beginning: Beginning,
        visitor: &Visitor,
    ) -> Result<Identified, EngineError> {
        if let Some(until) = self.start_is_blocked(&beginning, visitor).await? {
            return Ok(Identified::Limited { until });
        }
        let work = self.work_done(&beginning.work);
        let mut unit = self.begin().await?;
        let Some(process) = self.entry(unit.as_mut(), &beginning).await? else {
            return Ok(Identified::NotOffered);
        };
        let form = match self.seen_before(unit.as_mut(), &beginning).await? {
            Form::Again(id) => return Ok(Identified::Started(id)),
            Form::New(form) => form,
        };
        let worked = match &work {
            Some(work) => self.spend_work(unit.as_mut(), work).await?,
            None => false,
        };
        let start = StartOf {
            process: &process,
            login: &beginning.login,
            visitor,
        };
        let needs_work = asks_for_work(&process) && !worked;
        match self.count_start(unit.as_mut(), start, needs_work).await? {
            Start::Free => {}
            // Nothing is counted: the try that comes with the work is.
            Start::AfterWork(until) => return Ok(Identified::NeedsWork { until }),
            Start::Blocked(until) => {
                self.commit(unit).await?;
                return Ok(Identified::Limited { until });
            }
        }
        let id = self
            .start(unit.as_mut(), beginning, &process, form.as_ref(), visitor)
            .await?;
        self.commit(unit).await?;
        Ok(Identified::Started(id))
    }

    /// The process that a request begins with.
    pub(crate) async fn entry(
        &self,
        unit: &mut dyn UnitOfWork,
        beginning: &Beginning,
    ) -> Result<Option<Process>, EngineError> {
        self.process_for(unit, beginning.purpose, beginning.path.as_ref())
            .await
    }

    async fn start(
        &self,
        unit: &mut dyn UnitOfWork,
        beginning: Beginning,
        process: &Process,
        form: Option<&Digest>,
        visitor: &Visitor,
    ) -> Result<RequestId, EngineError> {
        let Beginning {
            purpose,
            login,
            language,
            ..
        } = beginning;
        let id = RequestId::new(self.clock(), self.entropy());
        let request = Request {
            language,
            ..Request::new(id, process, purpose, login, self.now())
        };
        let challenge = Challenge::new(
            ChallengeId::new(self.clock(), self.entropy()),
            id,
            process,
            self.now(),
        );
        unit.insert_request(&request, form).await?;
        unit.put_challenge(&challenge).await?;
        deliver_code::enqueue(self, unit, &challenge).await?;
        let event = by_visitor(AuditKind::RequestStarted, &request, visitor.network)
            .with("login", request.login.as_str());
        self.audit(unit, event).await?;
        Ok(id)
    }

    /// Whether the same form began a request a moment ago, which still asks for the code. Whoever
    /// sends the form at the same time is waited for.
    async fn seen_before(
        &self,
        unit: &mut dyn UnitOfWork,
        beginning: &Beginning,
    ) -> Result<Form, EngineError> {
        let Some(form) = self.form_of(beginning) else {
            return Ok(Form::New(None));
        };
        let now = self.now();
        // The first to send it holds this row until its request exists.
        unit.count(FORMS.name, &form, FORMS.window_end(now)).await?;
        Ok(match unit.request_of_form(&form).await? {
            None => Form::New(Some(form)),
            Some(begun) if begun.awaits_code(now) && now < begun.created_at + FORMS.window => {
                Form::Again(begun.id)
            }
            Some(_) => Form::New(None),
        })
    }

    /// The digest of a form: of its mark, and of what was filled in. `None` when it had no mark.
    fn form_of(&self, beginning: &Beginning) -> Option<Digest> {
        let Beginning {
            purpose,
            path,
            login,
            form,
            ..
        } = beginning;
        let filled = format!("{form} {purpose:?} {path:?} {}", login.as_str());
        (!form.is_empty()).then(|| self.counter_key(&filled))
    }
}
