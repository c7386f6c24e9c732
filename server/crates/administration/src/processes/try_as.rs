use crate::{Administration, AdministrationError};
use latchkey_auth::access::{Granted, TryProcesses};
use latchkey_domain::AuditKind;
use latchkey_processes::{Trial, Verdict};
use latchkey_values::Login;
use serde_json::json;

impl Administration {
    /// What the processes would do for whoever `login` means. The directory is only read, nothing is
    /// sent, and nothing is stored but that somebody looked.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn try_as(
        &self,
        by: &Granted<TryProcesses>,
        login: &Login,
    ) -> Result<Trial, AdministrationError> {
        let trial = self.engine.try_as(login).await?;
        let served = trial
            .processes
            .iter()
            .find_map(|process| match &process.verdict {
                Verdict::Serves(serving) => Some((&process.alias, serving)),
                _ => None,
            });
        let mut event = by.event(
            AuditKind::ProcessTried,
            [
                ("login", json!(login.as_str())),
                ("served_by", json!(served.map(|(alias, _)| alias))),
            ],
        );
        event.subject = served.map(|(_, serving)| serving.person.clone());
        let mut unit = self.store.begin().await?;
        unit.append_audit(self.clock.now(), event).await?;
        unit.commit().await?;
        Ok(trial)
    }
}
