use crate::{Engine, EngineError};
use latchkey_credential_stores::CredentialStore;
use latchkey_domain::{
    CredentialStoreRecord, Operation, OperationState, PasswordHash, Process, Subject, UnitOfWork,
};
use latchkey_values::NewPassword;

impl Engine {
    /// The hash by which a credential store remembers a new password; `None` where it remembers none.
    pub(crate) async fn hash_to_remember(
        &self,
        store: &dyn CredentialStore,
        password: &NewPassword,
    ) -> Option<PasswordHash> {
        if store.history() == 0 {
            return None;
        }
        let hash = self
            .earlier_passwords()
            .hash(password, self.entropy())
            .await;
        if hash.is_none() {
            tracing::error!("a password cannot be remembered");
        }
        hash.map(PasswordHash::from_phc)
    }

    /// Whether a password is one of the person's last ones, as far as the credential store remembers.
    /// `None` when that cannot be found out.
    pub(crate) async fn was_in_use(
        &self,
        process: &Process,
        subject: &Subject,
        password: &NewPassword,
    ) -> Result<Option<bool>, EngineError> {
        let most = self.credential_store(process).await?.history();
        if most == 0 {
            return Ok(Some(false));
        }
        let mut unit = self.read().await?;
        let earlier = unit.earlier_passwords(&process.credential_store, &subject.id, most);
        let earlier = earlier.await?;
        drop(unit);
        let hashes = earlier.iter().map(|hash| hash.as_phc().to_owned());
        let hashes = hashes.collect();
        Ok(self.earlier_passwords().hold(password, hashes).await)
    }

    /// Does with what was kept for an effect what its outcome asks for: a password that was not set is
    /// neither remembered nor shown.
    pub(crate) async fn keep_or_forget(
        &self,
        unit: &mut dyn UnitOfWork,
        operation: &Operation,
    ) -> Result<(), EngineError> {
        match operation.state {
            OperationState::Done => {
                let most = CredentialStoreRecord::MOST_HISTORY;
                unit.confirm_password(operation.id, most).await?;
            }
            OperationState::Refused | OperationState::NotSent => {
                unit.forget_password(operation.id).await?;
                let made = unit.made_password(operation.request).await?;
                if made.is_some_and(|made| made.operation == operation.id) {
                    unit.forget_made_password(operation.request).await?;
                }
            }
            OperationState::Intended | OperationState::Unknown => {}
        }
        Ok(())
    }
}
