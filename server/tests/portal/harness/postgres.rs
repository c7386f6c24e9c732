//! A database on the throw-away PostgreSQL server of the tests; `LATCHKEY_TEST_POSTGRES` is the
//! address of its superuser, for example `postgres://postgres@127.0.0.1:5432/postgres`.

use super::Setup;
use sqlx::{
    AnyConnection, AssertSqlSafe, Connection as _,
    any::{AnyConnectOptions, install_default_drivers},
};
use std::{
    panic::resume_unwind,
    process,
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::task::LocalSet;

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Runs `test` with a database of its own, which is gone afterwards however the test ends.
pub(crate) async fn on_postgres(test: impl AsyncFnOnce(Setup) + 'static) {
    let server = std::env::var("LATCHKEY_TEST_POSTGRES").expect("the address of a server");
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("latchkey_portal_{}_{number}", process::id());
    let mut url = server
        .parse::<AnyConnectOptions>()
        .expect("an address")
        .database_url;
    url.set_path(&name);
    let setup = Setup {
        postgres: Some(url.into()),
        ..Setup::default()
    };

    run(&server, format!("CREATE DATABASE {name}")).await;
    let tasks = LocalSet::new();
    let ended = tasks.run_until(tasks.spawn_local(async move { test(setup).await }));
    let ended = ended.await;
    run(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
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
