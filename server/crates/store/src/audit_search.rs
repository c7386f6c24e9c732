use crate::{
    audit::{COLUMNS, TABLE, read},
    conditions::{Conditions, anywhere},
    row::{json_of, name_of},
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use latchkey_domain::{AuditFilter, AuditPage, AuditRecord, AuditSearch, StoreError};
use sqlx::AssertSqlSafe;

#[async_trait]
impl AuditSearch for SqlTransaction {
    async fn find_audit(
        &mut self,
        filter: &AuditFilter,
        page: AuditPage,
        most: u32,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        let mut conditions = self.audit_conditions(filter)?;
        let order = match page {
            AuditPage::Newest => "DESC",
            AuditPage::Before(sequence) => {
                conditions.add("sequence < ?", sequence);
                "DESC"
            }
            AuditPage::After(sequence) => {
                conditions.add("sequence > ?", sequence);
                "ASC"
            }
        };
        let wanted = conditions.text();
        let most = conditions.place(i64::from(most));
        let text =
            format!("SELECT {COLUMNS} FROM audit {wanted} ORDER BY sequence {order} LIMIT {most}");
        let statement = conditions.bind(sql(AssertSqlSafe(text)));
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(read)
            .collect()
    }
}

impl SqlTransaction {
    fn audit_conditions(&self, filter: &AuditFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        let kinds = filter.kinds.iter();
        let kinds: Result<Vec<_>, _> = kinds.map(|kind| name_of(TABLE, "kind", kind)).collect();
        conditions.among("kind", kinds?);
        if let Some(actor) = &filter.actor {
            conditions.add("actor = ?", name_of(TABLE, "actor", actor)?);
        }
        if let Some(person) = &filter.person {
            let condition = format!(
                "(subject = ? OR request_id IN (SELECT id FROM requests WHERE {}))",
                self.about_person()
            );
            conditions.add(&condition, person.as_str());
        }
        if let Some(request) = filter.request {
            conditions.add("request_id = ?", request.to_string());
        }
        if let Some(network) = &filter.network {
            conditions.add("network = ?", network.as_str());
        }
        if let Some(process) = &filter.process {
            let condition = "request_id IN (SELECT id FROM requests WHERE process = ?)";
            conditions.add(condition, process.as_str());
        }
        if let Some(text) = &filter.text {
            let written = json_of(TABLE, "details", text)?;
            let condition = format!("{} LIKE ? ESCAPE '\\'", (self.dialect().lower)("details"));
            conditions.add(&condition, anywhere(written.trim_matches('"')));
        }
        if let Some(from) = filter.from {
            conditions.add("recorded_at >= ?", from.as_millisecond());
        }
        if let Some(until) = filter.until {
            conditions.add("recorded_at < ?", until.as_millisecond());
        }
        Ok(conditions)
    }

    /// That a row of `requests` is about the person `?`: by id, or by what was typed.
    pub(crate) fn about_person(&self) -> String {
        let lower = self.dialect().lower;
        format!("(subject_id = ? OR {} = {})", lower("login"), lower("?"))
    }
}
