use crate::dialect::Dialect;
use sqlx::{
    AnyConnection, ConnectOptions as _, Connection as _,
    any::{AnyConnectOptions, AnyPoolOptions},
};
use std::time::Duration;

/// How long a transaction waits for its turn. A page that waits longer is better answered with "try
/// again".
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// At most `connections` at a time, each prepared by `setup`.
pub(crate) fn pool(
    dialect: &'static Dialect,
    setup: &'static str,
    connections: u32,
) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            Box::pin(async move { sqlx::raw_sql(setup).execute(connection).await.map(drop) })
        })
        .after_release(move |connection, _| Box::pin(is_reusable(connection, dialect)))
}

/// Connects once. A pool would try a broken database for long, and then not say what was wrong.
pub(crate) async fn try_connection(
    options: &AnyConnectOptions,
    dialect: &'static Dialect,
) -> sqlx::Result<()> {
    let connected = async {
        let mut connection = options.connect().await?;
        sqlx::raw_sql(dialect.writer_setup)
            .execute(&mut connection)
            .await?;
        connection.close().await
    };
    dialect.answer(connected).await
}

/// Whether a connection has no transaction open, neither in sqlx's books nor in the database. If it
/// has, the next user would continue it, so the connection is closed instead:
///
/// - A full disk can end SQLite's transaction behind sqlx's back. Its rollback then fails.
/// - When the beginning of a transaction is given up halfway, sqlx does not roll it back on
///   PostgreSQL.
pub(crate) async fn is_reusable(
    connection: &mut AnyConnection,
    dialect: &'static Dialect,
) -> sqlx::Result<bool> {
    let idle = sqlx::raw_sql(dialect.is_idle).fetch_optional(&mut *connection);
    let idle = dialect.answer(idle).await?.is_some();
    Ok(idle && !connection.is_in_transaction())
}
