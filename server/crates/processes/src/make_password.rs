use crate::{
    Engine, EngineError, PasswordOutcome,
    carry_out::{Kept, SealedPassword},
    proven::Proven,
};
use jiff::SignedDuration;
use latchkey_credential_stores::CredentialStore;
use latchkey_domain::{Digest, Network, OperationKind, PasswordSource, Process};
use latchkey_password_screening::generate;
use latchkey_secrets::Place;
use latchkey_values::{NewPassword, RequestId};

/// Passwords made before giving up. One may happen to hold a name of the company, or one that was in
/// use; several in a row show that something is wrong.
const TRIES: usize = 5;

impl Engine {
    /// Makes a new password for a proven person and sets it. `link` is the digest of the mailed link's
    /// token; `None` in the browser that proved who the person is. The password waits, sealed, to be
    /// shown once.
    ///
    /// Runs in a task of its own, like choosing one.
    ///
    /// # Errors
    /// [`EngineError::Store`] before the directory was called, [`EngineError::NoPassword`] when the rules
    /// leave none; after the call an unclear outcome is told as such and settled by a job.
    pub async fn make_password(
        &self,
        id: RequestId,
        link: Option<Digest>,
        network: Network,
    ) -> Result<PasswordOutcome, EngineError> {
        let engine = self.clone();
        let step = tokio::spawn(async move { engine.check_and_make(id, link, network).await });
        step.await.map_err(|_| EngineError::Interrupted)?
    }

    async fn check_and_make(
        &self,
        id: RequestId,
        link: Option<Digest>,
        network: Network,
    ) -> Result<PasswordOutcome, EngineError> {
        let (request, subject, process) = match self.subject(id).await? {
            Ok(subject) => subject,
            Err(unproven) => return Ok(unproven.into()),
        };
        if !process.offers.reset || !process.reset.makes_password() {
            return Ok(PasswordOutcome::NotPossible);
        }
        if !self.may_make(id, &process, link.as_ref()).await? {
            return Ok(PasswordOutcome::Over);
        }
        let proven = match self.proven(request, subject, process, network).await? {
            Ok(proven) => proven,
            Err(unproven) => return Ok(unproven.into()),
        };
        let store = self.credential_store(&proven.process).await?;
        let password = self.generate_for(&proven, &*store).await?;
        let kept = Kept {
            hash: self.hash_to_remember(&*store, &password).await,
            made: Some(self.sealed(&proven, &password, link)),
        };
        let call = store.reset(
            &proven.person.id,
            &password,
            proven.process.enforces_history,
        );
        let effect = self
            .carry_out(&proven, OperationKind::SetPassword, network, kept, call)
            .await?;
        Ok(effect.into())
    }

    /// Whether this is the side on which the process has the password made.
    async fn may_make(
        &self,
        id: RequestId,
        process: &Process,
        link: Option<&Digest>,
    ) -> Result<bool, EngineError> {
        Ok(match (process.reset.password, link) {
            (PasswordSource::ShownOnce, None) => true,
            (PasswordSource::MailedLink, Some(digest)) => {
                let link = self.read().await?.password_link_of(digest).await?;
                link.is_some_and(|link| link.request == id && link.works(self.now()))
            }
            _ => false,
        })
    }

    /// A password that keeps the rules and that would not be refused if the person had chosen it.
    async fn generate_for(
        &self,
        proven: &Proven,
        store: &dyn CredentialStore,
    ) -> Result<NewPassword, EngineError> {
        let subject = &proven.subject;
        let rules = subject.policy.rules_for(&subject.names);
        for _ in 0..TRIES {
            let made = generate(self.entropy(), &rules, store.generator());
            let password = made.ok_or(EngineError::NoPassword)?;
            let is_strong = self.screen().judge(&password, &subject.names).await.is_ok();
            if is_strong
                && self.was_in_use(&proven.process, subject, &password).await? == Some(false)
            {
                return Ok(password);
            }
        }
        Err(EngineError::NoPassword)
    }

    fn sealed(
        &self,
        proven: &Proven,
        password: &NewPassword,
        link: Option<Digest>,
    ) -> SealedPassword {
        let minutes = SignedDuration::from_mins(i64::from(proven.process.reset.minutes));
        let row = proven.request.id.to_string();
        let key = self.digests().short_lived_key();
        SealedPassword {
            sealed: key.seal(place(&row), &password.expose().into(), self.entropy()),
            link,
            expires_at: self.now() + minutes,
        }
    }
}

/// Where the made password of a request stands.
pub(crate) fn place(request: &str) -> Place<'_> {
    Place {
        table: "made_passwords",
        row: request,
        field: "sealed",
    }
}
