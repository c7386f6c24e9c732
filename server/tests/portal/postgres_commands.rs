//! The commands of an operator whose data is in PostgreSQL.

use crate::harness::on_postgres;
use std::{path::Path, process::Command};

const PASSWORD: &str = "Canary-database-9zq";

fn configuration(database: &str) -> String {
    format!(
        r#"public_url = "http://localhost:8080"
listen = "127.0.0.1:8080"
data_dir = "data"
database = "{database}"
database_password_file = "password"
portal.name = "Portal"
portal.desk.text = "Call us."
mail.from = "Portal <portal@example.com>"
mail.transport = "file"
mail.file.folder = "mail"

[connections.okta]
kind = "okta"
url = "https://example.okta.com"
api_token_file = "password"

[credential_stores.okta]
connection = "okta"

[[processes]]
alias = "employees"
name = "Employees"
credential_store = "okta"
offers = ["reset"]
"#
    )
}

/// Whether the command succeeded, and everything it said.
fn latchkey(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .args(arguments)
        .arg("--config")
        .arg(folder.join("latchkey.toml"))
        .output()
        .expect("the binary runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output.status.success(), said)
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn migrate_works_on_postgresql_and_no_command_says_the_password() {
    on_postgres(async |setup| {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("written");
        };
        write("password", PASSWORD);
        let database = setup.postgres.expect("a database");
        write("latchkey.toml", &configuration(&database));
        for arguments in [
            &["check-config"][..],
            &["migrate"],
            &["migrate"],
            &["audit", "verify"],
        ] {
            let (succeeded, said) = latchkey(folder.path(), arguments);
            assert!(
                succeeded && !said.contains(PASSWORD),
                "{arguments:?}: {said}"
            );
        }
        assert!(!folder.path().join("data").exists(), "no file is needed");

        write("latchkey.toml", &configuration(&format!("{database}_gone")));
        let (succeeded, said) = latchkey(folder.path(), &["migrate"]);
        assert!(!succeeded && said.contains("PostgreSQL"), "{said}");
        assert!(!said.contains(PASSWORD), "{said}");
    })
    .await;
}
