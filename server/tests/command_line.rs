//! The commands an operator runs before and beside `serve`.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use latchkey_store::SqlStore;
use std::{
    path::Path,
    process::{Command, Output},
};

const CONFIGURATION: &str = r#"public_url = "http://localhost:8080"
listen = "127.0.0.1:8080"
data_dir = "data"
portal.name = "Portal"
portal.desk.text = "Call us."
mail.from = "Portal <portal@example.com>"
mail.transport = "file"
mail.file.folder = "mail"

[connections.okta]
kind = "okta"
url = "https://example.okta.com"
api_token_file = "okta-token"

[credential_stores.okta]
connection = "okta"

[[processes]]
alias = "employees"
name = "Employees"
credential_store = "okta"
offers = ["reset"]
"#;

fn folder(configuration: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("okta-token"), "00secret\n").expect("written");
    std::fs::write(folder.path().join("latchkey.toml"), configuration).expect("written");
    folder
}

fn latchkey(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
    command
        .args(arguments)
        .arg("--config")
        .arg(folder.join("latchkey.toml"));
    command.output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn check_config_says_ok_and_touches_nothing() {
    let folder = folder(CONFIGURATION);
    let output = latchkey(folder.path(), &["check-config"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout)
            .trim_end()
            .ends_with("latchkey.toml: ok")
    );
    assert!(!folder.path().join("data").exists());
}

#[test]
fn check_config_names_file_and_line_of_every_mistake() {
    let wrong = CONFIGURATION
        .replace("[\"reset\"]", "[]")
        .replace("127.0.0.1:8080", "0.0.0.0:80");
    let folder = folder(&wrong);
    let output = latchkey(folder.path(), &["check-config"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.contains("latchkey.toml:2: listen") && said.contains("latchkey.toml:22: offers"),
        "{said}"
    );
    assert!(!said.contains("00secret"), "{said}");
}

#[test]
fn no_command_runs_with_a_wrong_configuration() {
    let folder = folder("listen = 1");
    for arguments in [&["serve"][..], &["migrate"], &["audit", "verify"]] {
        let output = latchkey(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(
            text(&output.stderr).contains("latchkey.toml:1: "),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
    }
}

#[test]
fn migrate_makes_a_private_database_and_may_run_again() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(CONFIGURATION);
    for _ in 0..2 {
        let output = latchkey(folder.path(), &["migrate"]);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    let mode = |path: &str| {
        let metadata = std::fs::metadata(folder.path().join(path)).expect("it exists");
        metadata.permissions().mode() & 0o777
    };
    assert_eq!((mode("data"), mode("data/latchkey.db")), (0o700, 0o600));
}

#[test]
fn audit_verify_says_that_an_empty_trail_is_empty() {
    let folder = folder(CONFIGURATION);
    let output = latchkey(folder.path(), &["audit", "verify"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("empty"));
}

#[tokio::test]
async fn f41_a_damaged_database_is_refused_at_the_start() {
    let folder =
        folder(&CONFIGURATION.replace("listen = \"127.0.0.1:8080\"", "listen = \"127.0.0.1:0\""));
    std::fs::create_dir(folder.path().join("data")).expect("made");
    let path = folder.path().join("data/latchkey.db");
    let store = SqlStore::open(path.to_str().expect("UTF-8"))
        .await
        .expect("opens");
    store.migrate().await.expect("migrates");
    store.close().await;
    let mut file = std::fs::read(&path).expect("readable");
    let page = usize::from(u16::from_be_bytes([file[16], file[17]]));
    // The number of cells on a page with an empty table or index.
    file[10 * page + 4] ^= 1;
    std::fs::write(&path, file).expect("written");
    let output = latchkey(folder.path(), &["serve"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("When the database is damaged"), "{said}");
}

#[test]
fn plan_shows_a_difference_and_apply_removes_it() {
    let folder = folder(CONFIGURATION);
    let run = |arguments: &[&str]| run(folder.path(), arguments);
    let (code, said) = run(&["config", "plan"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("process employees is created"), "{said}");
    let (code, said) = run(&["config", "apply"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(&["config", "plan"]);
    assert_eq!(code, Some(0), "{said}");

    let changed = CONFIGURATION.replace(
        "offers = [\"reset\"]",
        "offers = [\"reset\"]\ncode_sends = 2",
    );
    std::fs::write(folder.path().join("latchkey.toml"), changed).expect("written");
    let (code, said) = run(&["config", "plan"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("code_sends: 3 → 2"), "{said}");
    assert_eq!(run(&["config", "apply"]).0, Some(0));
    let (_, exported) = run(&["config", "export"]);
    assert!(exported.contains("code_sends = 2"), "{exported}");
    assert!(!exported.contains("00secret"));
    let (_, verified) = run(&["audit", "verify"]);
    assert!(
        verified.contains("5 records, the chain holds"),
        "{verified}"
    );
}

/// Runs a command, and returns its exit code and everything it said.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = latchkey(folder, arguments);
    let said = text(&output.stdout) + &text(&output.stderr);
    (output.status.code(), said)
}

/// The configuration with everything below the mail settings replaced.
fn with_sections(sections: &str) -> String {
    let (head, _) = CONFIGURATION
        .split_once("[connections.okta]")
        .expect("a section");
    format!("{head}{sections}")
}

const ELSEWHERE: &str = r#"
[connections.preview]
kind = "okta"
name = "Preview"
environment = "test"
url = "https://example.oktapreview.com"
oauth_web = { client_id = "0oa2", scopes = ["okta.users.read"], client_secret_file = "okta-token" }

[credential_stores.people]
connection = "preview"
look_up = { email = false }
stricter = { length = 12 }

[[processes]]
alias = "contractors"
name = "Contractors"
path = "contractors"
credential_store = "people"
offers = ["unlock"]
"#;

#[test]
fn an_export_applied_to_another_database_makes_the_same_configuration() {
    let one = folder(&format!("{CONFIGURATION}{ELSEWHERE}"));
    let (code, said) = run(one.path(), &["config", "apply"]);
    assert_eq!(code, Some(0), "{said}");
    let output = latchkey(one.path(), &["config", "export"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let exported = text(&output.stdout);
    assert!(!exported.contains("00secret"), "{exported}");
    let other = folder(&with_sections(&exported));
    let (code, said) = run(other.path(), &["config", "apply"]);
    assert_eq!(code, Some(0), "{said}\n{exported}");
    let again = latchkey(other.path(), &["config", "export"]);
    assert_eq!(text(&again.stdout), exported);
    for folder in [one.path(), other.path()] {
        let (code, said) = run(folder, &["config", "plan"]);
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn plan_names_what_becomes_weaker_and_which_secrets_are_set_without_showing_them() {
    let folder = folder(CONFIGURATION);
    assert_eq!(run(folder.path(), &["config", "apply"]).0, Some(0));
    let changed = CONFIGURATION
        .replace(
            "url = \"https://example.okta.com\"",
            "url = \"https://other.okta.com\"",
        )
        .replace(
            "connection = \"okta\"",
            "connection = \"okta\"\nname = \"People\"",
        )
        .replace("[\"reset\"]", "[\"reset\", \"unlock\"]");
    std::fs::write(folder.path().join("latchkey.toml"), changed).expect("written");
    std::fs::write(folder.path().join("okta-token"), "00another\n").expect("written");
    let (code, said) = run(folder.path(), &["config", "plan"]);
    assert_eq!(code, Some(2), "{said}");
    for line in [
        "connection okta is changed",
        "  url: \"https://example.okta.com/\" → \"https://other.okta.com/\"",
        "  weaker: It leads to https://other.okta.com instead of https://example.okta.com.",
        "  secret api-token: set from where the file says",
        "credential store okta is changed",
        "  weaker: Unlocking accounts becomes possible.",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("00another"), "{said}");
}

#[test]
fn a_file_that_cannot_be_applied_changes_nothing() {
    let folder = folder(CONFIGURATION);
    assert_eq!(run(folder.path(), &["config", "apply"]).0, Some(0));
    let (_, before) = run(folder.path(), &["audit", "head"]);
    let key = "oauth_service = { client_id = \"0oa1\", scopes = [\"okta.users.manage\"], \
               private_key_file = \"okta-token\" }";
    for (right, wrong, reason) in [
        (
            "api_token_file = \"okta-token\"",
            key,
            "connection okta cannot be used",
        ),
        (
            "offers = [\"reset\"]",
            "offers = [\"reset\"]\nlimits.starts_per_network_per_hour = 1000000",
            "has no effect",
        ),
        ("kind = \"okta\"", "kind = \"other\"", "latchkey.toml:11"),
    ] {
        let changed = CONFIGURATION.replace(right, wrong);
        std::fs::write(folder.path().join("latchkey.toml"), changed).expect("written");
        let (code, said) = run(folder.path(), &["config", "apply"]);
        assert_eq!(code, Some(1), "{wrong}: {said}");
        assert!(
            said.contains(reason) && !said.contains("00secret"),
            "{wrong}: {said}"
        );
        let (code, said) = run(folder.path(), &["config", "plan"]);
        assert_eq!(code, Some(1), "{wrong}: {said}");
    }
    std::fs::write(folder.path().join("latchkey.toml"), CONFIGURATION).expect("written");
    assert_eq!(run(folder.path(), &["audit", "head"]).1, before);
}

#[test]
fn commands_about_backups_need_no_secret_but_the_databases() {
    let folder = folder(CONFIGURATION);
    let backup = folder.path().join("backup.db").display().to_string();
    let (code, said) = run(folder.path(), &["backup", &backup]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("there is no database"), "{said}");
    assert_eq!(run(folder.path(), &["config", "apply"]).0, Some(0));
    // A service manager hands out secrets only while the portal runs.
    std::fs::remove_file(folder.path().join("okta-token")).expect("removed");
    let (code, said) = run(folder.path(), &["backup", &backup]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("the key is not in it"), "{said}");
    let bytes = std::fs::read(&backup).expect("a backup");
    assert!(
        !text(&bytes).contains("00secret"),
        "sealed, as in the database"
    );
    std::fs::rename(
        folder.path().join("data/latchkey.key"),
        folder.path().join("key"),
    )
    .expect("moved");
    let (code, said) = run(folder.path(), &["restore", &backup]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("put the key of the time of the backup into"),
        "{said}"
    );
    assert_eq!(run(folder.path(), &["restored"]).0, Some(0));
}
