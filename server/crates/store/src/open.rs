use crate::{
    dialect::Dialect,
    error::{OpenError, connect_error, damaged, migrate_error, unavailable},
    folder_lock,
    pool::{PATIENCE, pool, try_connection},
    postgres, sqlite,
    transaction::SqlTransaction,
};
use async_trait::async_trait;
use latchkey_domain::{Store, StoreError, UnitOfWork};
use sqlx::{
    Any, AnyPool, Row as _, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers},
    migrate::Migrator,
};
use std::{
    fs::File,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// How to reach a database, and what it is.
pub(crate) struct Plan {
    pub(crate) options: AnyConnectOptions,
    pub(crate) writers: AnyPoolOptions,
    pub(crate) readers: AnyPoolOptions,
    pub(crate) dialect: &'static Dialect,
    pub(crate) migrations: &'static Migrator,
}

/// The database: connections that write (only one on SQLite) and connections that read.
#[derive(Clone, Debug)]
pub struct SqlStore {
    pub(crate) writers: AnyPool,
    pub(crate) readers: AnyPool,
    pub(crate) dialect: &'static Dialect,
    pub(crate) migrations: &'static Migrator,
    pub(crate) patience: Duration,
    pub(crate) commits: Arc<AtomicU64>,
    /// As long as it is held, no restore takes the file's place; `None` where there is no file.
    pub(crate) _presence: Option<Arc<File>>,
}

impl SqlStore {
    /// Opens the database at `url`. Run [`SqlStore::migrate`] before first use.
    ///
    /// - A file path or `sqlite:///path` is a SQLite file. If it does not exist it is created,
    ///   readable by its owner only.
    /// - `postgres://user:password@host/database` is PostgreSQL, with libpq's parameters for TLS
    ///   (`?sslmode=verify-full&sslrootcert=…`; the default `prefer` does not check who answers).
    ///   What is left out is taken from `PGPASSWORD` and its like, or `~/.pgpass`. A connection
    ///   pooler in between must give each connection a session of its own.
    ///
    /// # Errors
    /// [`OpenError`], except for [`OpenError::Migrate`]. The address, which may hold a password, is
    /// in none of them.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        if postgres::is_address(url) {
            return Self::connect_to(postgres::plan(url)?).await;
        }
        let path = sqlite::path_in(url)?;
        let presence = folder_lock::share(&path).map_err(|source| OpenError::File {
            path: path.clone(),
            source,
        })?;
        let presence = presence.ok_or(OpenError::Restoring)?;
        let store = Self::connect_to(sqlite::plan(&path).await?).await?;
        Ok(Self {
            _presence: Some(Arc::new(presence)),
            ..store
        })
    }

    /// Opens what is planned, whoever else has it open.
    pub(crate) async fn connect_to(plan: Plan) -> Result<Self, OpenError> {
        install_default_drivers();
        Self::connect(plan).await.map_err(connect_error)
    }

    async fn connect(plan: Plan) -> sqlx::Result<Self> {
        try_connection(&plan.options, plan.dialect).await?;
        Ok(Self {
            writers: plan.writers.connect_with(plan.options.clone()).await?,
            readers: plan.readers.connect_with(plan.options).await?,
            dialect: plan.dialect,
            migrations: plan.migrations,
            patience: PATIENCE,
            commits: Arc::default(),
            _presence: None,
        })
    }

    /// Creates the tables, or brings those of an earlier version up to date. A crash in between
    /// leaves a state from which the next run goes on. On PostgreSQL several nodes may do this at
    /// once: one does the work, the others wait for it, up to half a minute.
    ///
    /// # Errors
    /// [`OpenError::Migrate`]; also when a newer version of Latchkey made the tables.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        // A connection with more patience, whose end also ends its lock, whatever went wrong.
        let migrator = pool(self.dialect, self.dialect.migration_setup, 1)
            .connect_with(self.writers.connect_options().as_ref().clone())
            .await
            .map_err(migrate_error)?;
        let migrated = self.migrations.run(&migrator).await;
        migrator.close().await;
        migrated.map_err(migrate_error)
    }

    /// Whether the database can be read and written right now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when not.
    pub async fn check(&self) -> Result<(), StoreError> {
        let mut reader = self.start(&self.readers, self.dialect.begin_read).await?;
        let tables_are_there =
            sqlx::query("SELECT COUNT(*) FROM processes").fetch_one(&mut *reader);
        let answered = self.dialect.answer(tables_are_there).await;
        answered.map_err(unavailable)?;
        self.start(&self.writers, self.dialect.begin_write)
            .await
            .map(drop)
    }

    /// Looks for damage that the database itself can tell, such as a file whose bits have changed, in
    /// everything but the audit trail, which may be large, and whether what the database acknowledges
    /// outlives a power cut. PostgreSQL looks after itself.
    ///
    /// # Errors
    /// [`OpenError::Damaged`], [`OpenError::NotDurable`], and [`OpenError::Connect`] when not even that
    /// can be told.
    pub async fn check_integrity(&self) -> Result<(), OpenError> {
        self.look_over(self.dialect.integrity_check).await?;
        match self.write_mode().await? {
            Some(mode) if !mode.outlives_power_cuts() => Err(OpenError::NotDurable),
            _ => Ok(()),
        }
    }

    /// The same, in the audit trail. Takes about half a second for a million records.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] and [`OpenError::Connect`].
    pub async fn check_integrity_of_trail(&self) -> Result<(), OpenError> {
        self.look_over(self.dialect.integrity_check_of_trail).await
    }

    async fn look_over(&self, check: Option<&'static str>) -> Result<(), OpenError> {
        let Some(check) = check else {
            return Ok(());
        };
        let answered = sqlx::query(check).fetch_one(&self.readers).await;
        let row = answered.map_err(damaged)?;
        match row.try_get::<String, _>(0).map_err(connect_error)?.as_str() {
            "ok" => Ok(()),
            found => Err(OpenError::Damaged(found.into())),
        }
    }

    /// Waits for running transactions and closes the database. Later transactions fail.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }

    async fn start(
        &self,
        pool: &AnyPool,
        begin: &'static str,
    ) -> Result<Transaction<'static, Any>, StoreError> {
        // Giving up is safe: what was begun is rolled back, or its connection closed, before
        // anybody else gets it.
        tokio::time::timeout(self.patience, pool.begin_with(begin))
            .await
            .map_err(unavailable)?
            .map_err(unavailable)
    }
}

#[async_trait]
impl Store for SqlStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let transaction = self.start(&self.writers, self.dialect.begin_write).await?;
        Ok(Box::new(SqlTransaction::new(
            transaction,
            self.dialect,
            Some(Arc::clone(&self.commits)),
        )))
    }

    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let transaction = self.start(&self.readers, self.dialect.begin_read).await?;
        Ok(Box::new(SqlTransaction::new(
            transaction,
            self.dialect,
            None,
        )))
    }

    fn commits(&self) -> Option<u64> {
        Some(self.commits.load(Ordering::Acquire))
    }
}

#[cfg(test)]
mod tests {
    use crate::{postgres, sqlite};
    use sqlx::migrate::Migrator;

    #[test]
    fn every_database_has_the_same_migrations() {
        let names = |migrations: &'static Migrator| {
            migrations
                .iter()
                .map(|migration| (migration.version, &*migration.description))
                .collect::<Vec<_>>()
        };
        assert!(sqlite::MIGRATIONS.iter().next().is_some());
        assert_eq!(names(&sqlite::MIGRATIONS), names(&postgres::MIGRATIONS));
    }
}
