use crate::{
    dialect::Dialect,
    error::{failed, unavailable},
    row::Row,
};
use async_trait::async_trait;
use latchkey_domain::{ChainHash, StoreError, UnitOfWork};
use sqlx::{Any, SqlSafeStr, Transaction, any::AnyArguments, query::Query};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A statement with its values.
pub(crate) type Statement<'q> = Query<'q, Any, AnyArguments>;

/// Makes a statement of `text`.
pub(crate) fn sql<'q>(text: impl SqlSafeStr) -> Statement<'q> {
    sqlx::query(text)
}

/// One transaction. Dropping it undoes it.
///
/// After a failed or abandoned statement it can only be dropped: some errors (a full disk) end the
/// transaction in the database, and whatever came after would be committed on its own.
pub(crate) struct SqlTransaction {
    transaction: Transaction<'static, Any>,
    dialect: &'static Dialect,
    /// The count of commits; `None` for a transaction that only reads.
    commits: Option<Arc<AtomicU64>>,
    broken: bool,
    holds_trail: bool,
    /// The last record of the trail, once this transaction has appended to it.
    pub(crate) appended: Option<(i64, ChainHash)>,
}

impl SqlTransaction {
    pub(crate) fn new(
        transaction: Transaction<'static, Any>,
        dialect: &'static Dialect,
        commits: Option<Arc<AtomicU64>>,
    ) -> Self {
        Self {
            transaction,
            dialect,
            commits,
            broken: false,
            holds_trail: false,
            appended: None,
        }
    }

    /// What this database says differently from the others.
    pub(crate) fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// The end of a `SELECT` of rows that this transaction is about to change.
    pub(crate) fn hold_row(&self) -> &'static str {
        if self.commits.is_some() {
            self.dialect.hold_row
        } else {
            ""
        }
    }

    /// The end of a `SELECT` of rows that no other transaction is about to change.
    pub(crate) fn hold_free_row(&self) -> &'static str {
        if self.commits.is_some() {
            self.dialect.hold_free_row
        } else {
            ""
        }
    }

    /// Waits until no other transaction is about to append to the audit trail; later ones wait for
    /// the end of this one.
    pub(crate) async fn hold_trail(&mut self, table: &'static str) -> Result<(), StoreError> {
        match self.dialect.hold_trail {
            Some(text) if self.commits.is_some() && !self.holds_trail => {
                self.execute(table, sql(text)).await?;
                self.holds_trail = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Commits so far that the next writer can append to the trail; the commit proper then waits
    /// until that is durable.
    pub(crate) async fn pass_trail_on(&mut self) -> Result<(), StoreError> {
        match self.dialect.pass_trail_on {
            Some(text) if self.holds_trail => {
                let committed = sqlx::raw_sql(text).execute(&mut *self.transaction);
                let committed = self.dialect.answer(committed).await;
                committed.map_err(unavailable)?;
                self.holds_trail = false;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Runs a statement and returns how many rows it changed.
    pub(crate) async fn execute(
        &mut self,
        table: &'static str,
        statement: Statement<'_>,
    ) -> Result<u64, StoreError> {
        self.start_statement()?;
        let done = statement.execute(&mut *self.transaction);
        let done = self.dialect.answer(done).await;
        let done = done.map_err(|error| failed(table, error))?;
        self.broken = false;
        Ok(done.rows_affected())
    }

    /// All rows of a statement.
    pub(crate) async fn rows(
        &mut self,
        table: &'static str,
        statement: Statement<'_>,
    ) -> Result<Vec<Row>, StoreError> {
        self.start_statement()?;
        let rows = statement.fetch_all(&mut *self.transaction);
        let rows = self.dialect.answer(rows).await;
        let rows = rows.map_err(|error| failed(table, error))?;
        self.broken = false;
        Ok(rows.into_iter().map(|row| Row::new(table, row)).collect())
    }

    /// The row of a statement that has one row or none.
    pub(crate) async fn row(
        &mut self,
        table: &'static str,
        statement: Statement<'_>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(table, statement).await?.pop())
    }

    fn start_statement(&mut self) -> Result<(), StoreError> {
        self.require_whole()?;
        self.broken = true;
        Ok(())
    }

    fn require_whole(&self) -> Result<(), StoreError> {
        if self.broken {
            Err(unavailable(
                "an earlier statement of this transaction failed",
            ))
        } else {
            Ok(())
        }
    }
}

#[async_trait]
impl UnitOfWork for SqlTransaction {
    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.require_whole()?;
        self.pass_trail_on().await?;
        let committed = self.dialect.answer(self.transaction.commit()).await;
        if let Some(commits) = self.commits {
            commits.fetch_add(1, Ordering::Release);
        }
        committed.map_err(unavailable)
    }
}
