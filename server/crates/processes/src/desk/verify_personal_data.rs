use super::verify_email_code::{PROOF_LASTS, asks_for, has_passed};
use crate::{Engine, EngineError, audit_entry::WithDetail, author::Author};
use jiff::SignedDuration;
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_credential_stores::Person;
use latchkey_domain::{AuditKind, Limit, Process, Request, RequestState, UnitOfWork, Verification};
use latchkey_values::{Login, RequestId};
use std::collections::BTreeMap;

/// What came of comparing what a caller said about themselves. Never which part of it was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalDataOutcome {
    /// All of it is as the directory has it.
    Match,
    /// Not all of it.
    NoMatch {
        /// Tries left in this case.
        tries_left: u32,
    },
    /// Too many were wrong; the case is over.
    NoTriesLeft,
    /// The directory cannot be asked now; no try was taken.
    Unreachable,
    /// The service desk is stopped.
    Frozen,
    /// The case is not this agent's, or does not ask for it (any more).
    Over,
}

const IN_A_CASE: Limit = Limit {
    name: "personal-data-in-case",
    most: 3,
    window: SignedDuration::from_hours(24),
};

const OF_A_PERSON: Limit = Limit {
    name: "personal-data-of-person",
    most: 10,
    window: SignedDuration::from_hours(24),
};

impl Engine {
    /// Compares what a caller says about themselves, by attribute, with what the directory has.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then no try was taken and no answer given.
    pub async fn check_personal_data(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
        said: &BTreeMap<String, String>,
    ) -> Result<PersonalDataOutcome, EngineError> {
        let mut unit = self.read().await?;
        let Some((request, process)) = self.wanting(unit.as_mut(), agent, id).await? else {
            return Ok(PersonalDataOutcome::Over);
        };
        if unit.desk_freeze().await?.is_some() {
            return Ok(PersonalDataOutcome::Frozen);
        }
        drop(unit);
        let Ok(store) = self.credential_store(&process).await else {
            return Ok(PersonalDataOutcome::Unreachable);
        };
        let subject = request.subject.as_ref().map_or("", |subject| &subject.id);
        let person = match store.person(subject).await {
            Ok(Some(person)) => person,
            Ok(None) => return Ok(PersonalDataOutcome::Over),
            Err(failure) => {
                let error = &failure as &dyn std::error::Error;
                tracing::warn!(error, "personal data cannot be compared");
                return Ok(PersonalDataOutcome::Unreachable);
            }
        };
        let fits = self.fits_person(id, &process, &person, said);
        self.note_personal_data(agent, id, fits).await
    }

    /// The request of a case that still asks for personal data, and its process.
    async fn wanting(
        &self,
        unit: &mut dyn UnitOfWork,
        agent: &Granted<HelpCallers>,
        id: RequestId,
    ) -> Result<Option<(Request, Process)>, EngineError> {
        let Some((request, _)) = self.own_case(unit, agent, id).await? else {
            return Ok(None);
        };
        let process = self.serving_process(unit, &request).await?;
        let wanted = request.awaits_code(self.now())
            && request.subject.is_some()
            && asks_for(&process, Verification::PersonalData)
            && !has_passed(&request, Verification::PersonalData);
        Ok(wanted.then_some((request, process)))
    }

    /// Whether every attribute is as it was said. All are compared, in a time that does not tell which
    /// differs.
    fn fits_person(
        &self,
        id: RequestId,
        process: &Process,
        person: &Person,
        said: &BTreeMap<String, String>,
    ) -> bool {
        let digest = |text: &str| {
            let plain = normalised(text)?;
            Some(self.digests().personal_data(&id.to_string(), &plain))
        };
        let fits = |attribute: &String| {
            let said = said.get(attribute).and_then(|text| digest(text));
            let known = person.attributes.texts(attribute);
            let known = known.iter().filter_map(|text| digest(text));
            known.fold(false, |found, known| {
                found | latchkey_secrets::matches(&known, said.as_deref().unwrap_or_default())
            })
        };
        let attributes = &process.desk.personal_data;
        !attributes.is_empty() & attributes.iter().fold(true, |all, one| all & fits(one))
    }

    async fn note_personal_data(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
        fits: bool,
    ) -> Result<PersonalDataOutcome, EngineError> {
        let mut unit = self.begin().await?;
        let Some((mut request, process)) = self.wanting(unit.as_mut(), agent, id).await? else {
            return Ok(PersonalDataOutcome::Over);
        };
        let author = Author::from(agent);
        let Some(tries_left) = self.take_try(unit.as_mut(), &request).await? else {
            self.block_case(unit, request, &author).await?;
            return Ok(PersonalDataOutcome::NoTriesLeft);
        };
        if fits {
            let is_enough = request.pass(Verification::PersonalData, &process.verifications)?;
            if is_enough {
                request.limit_proof(self.now() + PROOF_LASTS);
                unit.delete_challenge(id).await?;
            }
            unit.save_request(&request).await?;
            let event = author
                .event(AuditKind::PersonVerified, &request)
                .with(
                    "verification",
                    serde_json::json!(Verification::PersonalData),
                )
                .with("enough", is_enough);
            self.audit(unit.as_mut(), event).await?;
            self.commit(unit).await?;
            return Ok(PersonalDataOutcome::Match);
        }
        let event = author
            .event(AuditKind::PersonalDataRefused, &request)
            .with("tries-left", tries_left);
        self.audit(unit.as_mut(), event).await?;
        if tries_left == 0 {
            self.block_case(unit, request, &author).await?;
            return Ok(PersonalDataOutcome::NoTriesLeft);
        }
        self.commit(unit).await?;
        Ok(PersonalDataOutcome::NoMatch { tries_left })
    }

    /// Takes a try before its answer is used. `None` when there was none left; otherwise how many are.
    async fn take_try(
        &self,
        unit: &mut dyn UnitOfWork,
        request: &Request,
    ) -> Result<Option<u32>, EngineError> {
        let person = request.subject.as_ref().map_or("", |subject| &subject.id);
        let of_case = self.counted(IN_A_CASE, &request.id.to_string(), request.login.as_str());
        let of_person = self.counted(OF_A_PERSON, person, person);
        let case = self.hit(unit, of_case, None).await?;
        let person = self.hit(unit, of_person, None).await?;
        Ok(match (case, person) {
            (Ok(count), Ok(_)) => Some(IN_A_CASE.left(count)),
            _ => None,
        })
    }

    async fn block_case(
        &self,
        mut unit: Box<dyn UnitOfWork>,
        mut request: Request,
        author: &Author,
    ) -> Result<(), EngineError> {
        request.end(RequestState::Blocked)?;
        unit.save_request(&request).await?;
        unit.delete_challenge(request.id).await?;
        let event = author
            .event(AuditKind::RequestEnded, &request)
            .with("end", "blocked");
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await
    }
}

/// What was said, without what people say differently: letter case, blanks, punctuation, the form of
/// letters. `None` when nothing is left.
fn normalised(text: &str) -> Option<String> {
    let key = text.parse::<Login>().ok()?.key();
    let plain: String = key
        .as_str()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    (!plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_counts_and_not_how_it_is_written() {
        let plain = normalised("E-104 22b");
        assert_eq!(plain.as_deref(), Some("e10422b"));
        assert_eq!(normalised(" e10422B. "), plain);
        for nothing in ["", " ", "---", &"x".repeat(101)] {
            assert_eq!(normalised(nothing), None, "{nothing}");
        }
    }
}
