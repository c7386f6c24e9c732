use crate::{
    dialect::Dialect,
    error::{failed, unavailable},
    row::Row,
};
use async_trait::async_trait;
use latchkey_domain::{StoreError, UnitOfWork};
use sqlx::{Any, SqlSafeStr, Transaction, any::AnyArguments, query::Query};

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
    writes: bool,
    broken: bool,
}

impl SqlTransaction {
    pub(crate) fn new(
        transaction: Transaction<'static, Any>,
        dialect: &'static Dialect,
        writes: bool,
    ) -> Self {
        Self {
            transaction,
            dialect,
            writes,
            broken: false,
        }
    }

    /// What this database says differently from the others.
    pub(crate) fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// The end of a `SELECT` of rows that this transaction is about to change.
    pub(crate) fn hold_row(&self) -> &'static str {
        if self.writes {
            self.dialect.hold_row
        } else {
            ""
        }
    }

    /// The end of a `SELECT` of rows that no other transaction is about to change.
    pub(crate) fn hold_free_row(&self) -> &'static str {
        if self.writes {
            self.dialect.hold_free_row
        } else {
            ""
        }
    }

    /// Waits until no other transaction is about to append to the audit trail; later ones wait for
    /// the end of this one.
    pub(crate) async fn hold_trail(&mut self, table: &'static str) -> Result<(), StoreError> {
        match self.dialect.hold_trail {
            Some(text) if self.writes => self.execute(table, sql(text)).await.map(drop),
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
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.require_whole()?;
        let committed = self.dialect.answer(self.transaction.commit()).await;
        committed.map_err(unavailable)
    }
}
