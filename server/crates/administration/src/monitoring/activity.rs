use crate::{Administration, AdministrationError};
use jiff::{SignedDuration, Timestamp};
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_domain::{AuditFilter, AuditPage, AuditRecord};

/// Records on a page.
const PAGE: u32 = 50;

/// A text is looked for in so many days at once, as no index helps to find it.
const TEXT_WITHIN: SignedDuration = SignedDuration::from_hours(31 * 24);

/// Some records of the audit trail, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditExcerpt {
    /// The records.
    pub records: Vec<AuditRecord>,
    /// Ask for the page before this number to go on; `None` when there is nothing older.
    pub older: Option<i64>,
    /// Ask for what comes after this number to hear of news.
    pub newest: i64,
    /// Only what happened from here on was looked through; `None` when everything was.
    pub from: Option<Timestamp>,
}

impl Administration {
    /// What happened, the newest first. With [`AuditPage::After`] what is new since then: at most a
    /// page, and what is left of it on the next call.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn activity(
        &self,
        _granted: &Granted<ViewMonitoring>,
        filter: AuditFilter,
        page: AuditPage,
    ) -> Result<AuditExcerpt, AdministrationError> {
        self.excerpt(filter, page).await
    }

    pub(crate) async fn excerpt(
        &self,
        filter: AuditFilter,
        page: AuditPage,
    ) -> Result<AuditExcerpt, AdministrationError> {
        let filter = bounded(filter, self.clock.now());
        let mut unit = self.store.read().await?;
        let head = unit.audit_head().await?.map_or(0, |head| head.sequence);
        let mut records = unit.find_audit(&filter, page, PAGE).await?;
        let is_full = records.len() >= PAGE as usize;
        let last = records.last().map(|record| record.sequence);
        let (older, newest) = match page {
            AuditPage::Newest | AuditPage::Before(_) => (last.filter(|_| is_full), head),
            AuditPage::After(_) if is_full => (None, last.unwrap_or(head)),
            AuditPage::After(_) => (None, head),
        };
        if matches!(page, AuditPage::After(_)) {
            records.reverse();
        }
        Ok(AuditExcerpt {
            records,
            older,
            newest,
            from: filter.from,
        })
    }
}

fn bounded(mut filter: AuditFilter, now: Timestamp) -> AuditFilter {
    if filter.text.as_ref().is_some_and(String::is_empty) {
        filter.text = None;
    }
    if filter.text.is_some() {
        let end = filter.until.unwrap_or(now).min(now);
        let earliest = end.checked_sub(TEXT_WITHIN).unwrap_or(Timestamp::MIN);
        filter.from = Some(filter.from.unwrap_or(earliest).max(earliest));
    }
    filter
}
