//! The throw-away PostgreSQL server of these tests; `LATCHKEY_TEST_POSTGRES` is the address of its
//! superuser, for example `postgres://postgres@127.0.0.1:5432/postgres`.

use crate::database::Database;
use sqlx::{
    AnyConnection, AssertSqlSafe, Connection as _,
    any::{AnyConnectOptions, install_default_drivers},
};
use std::{
    panic::resume_unwind,
    process,
    sync::atomic::{AtomicU32, Ordering},
};

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Runs `test` with a database of its own, which is gone afterwards however the test ends.
pub(crate) async fn with_database<F>(test: impl FnOnce(Database) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let server = std::env::var("LATCHKEY_TEST_POSTGRES").expect("the address of a server");
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("latchkey_test_{}_{number}", process::id());
    // An order in which hyphens count little: the store must not depend on the database's.
    let create = format!(
        "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' \
         LOCALE_PROVIDER icu ICU_LOCALE 'en-US-u-ka-shifted'"
    );
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");

    run(&server, create).await;
    let mut url = server
        .parse::<AnyConnectOptions>()
        .expect("an address")
        .database_url;
    url.set_path(&name);
    let database = Database::postgres(url.into()).await;
    let ended = tokio::spawn(test(database)).await;
    run(&server, drop).await;
    if let Err(error) = ended {
        resume_unwind(error.into_panic());
    }
}

async fn run(server: &str, statement: String) {
    install_default_drivers();
    let mut connection = AnyConnection::connect(server).await.expect("a server");
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .expect("done");
    connection.close().await.expect("closes");
}
