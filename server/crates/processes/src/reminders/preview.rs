use super::{due, within};
use crate::{Engine, EngineError};
use latchkey_credential_stores::Failure;
use latchkey_domain::Process;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Who would be reminded now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReminderPreview {
    /// People who were looked at.
    pub people: u32,
    /// Those of them who would get a mail, because one is due that was not queued yet.
    pub reminded: u32,
    /// Whether everybody was looked at.
    pub is_complete: bool,
}

/// So long somebody waits at a browser. A page of people that takes longer is not counted.
const PATIENCE: Duration = Duration::from_secs(5);

impl Engine {
    /// Counts, among as many people of its credential store as can be looked at in a few seconds, whom a
    /// process would remind now that their password ends. Sends and stores nothing.
    ///
    /// # Errors
    /// [`EngineError`]; the inner one when the credential store cannot be asked.
    pub async fn preview_reminders(
        &self,
        process: &Process,
    ) -> Result<Result<ReminderPreview, Failure>, EngineError> {
        let store = self.credential_store(process).await?;
        let (now, deadline) = (self.now(), Instant::now() + PATIENCE);
        let (mut mark, mut found) = (None::<String>, ReminderPreview::default());
        while !found.is_complete {
            let page = store.password_ends(within(process, now), mark.as_deref());
            let page = match timeout_at(deadline, page).await {
                Ok(Ok(page)) => page,
                Ok(Err(failure)) => return Ok(Err(failure)),
                Err(_too_late) => break,
            };
            let mut unit = self.read().await?;
            for reminder in due(process, &page, now) {
                found.reminded += u32::from(!unit.is_reminded(&reminder).await?);
            }
            found.people += page.looked_at;
            found.is_complete = page.next.is_none();
            mark = page.next;
        }
        Ok(Ok(found))
    }
}
