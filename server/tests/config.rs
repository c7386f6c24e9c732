//! The configuration file: the example works, and every mistake is named with its line.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use latchkey::config::{
    Config, Database, MailTransport, SecretSource, StoredConnection, write_connections,
    write_credential_stores, write_processes,
};
use latchkey_domain::{PasswordSource, ResetOptions, Role, SecretField};
use latchkey_values::{Alias, Generator, GeneratorStyle, Language};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use secrecy::ExposeSecret as _;
use std::path::Path;
use url::Url;

/// The shortest useful configuration. Cargo sets the variable it names.
const SHORT: &str = r#"public_url = "http://localhost:8080"
listen = "127.0.0.1:8080"
data_dir = "data"

[portal]
name = "Portal"
desk.text = "Call us."

[mail]
from = "Portal <portal@example.com>"
transport = "file"
file.folder = "mail"

[connections.okta]
kind = "okta"
url = "https://example.okta.com"
api_token_env = "CARGO_MANIFEST_DIR"

[credential_stores.okta]
connection = "okta"

[[processes]]
alias = "employees"
name = "Employees"
credential_store = "okta"
offers = ["reset"]
"#;

fn problems(source: &str) -> Vec<String> {
    let found =
        Config::parse(source, Path::new("/etc/latchkey")).expect_err("a mistake to be found");
    found
        .into_iter()
        .map(|problem| format!("{}: {}", problem.line, problem.message))
        .collect()
}

/// The only problem of the short configuration with `right` replaced by `wrong`.
fn problem(right: &str, wrong: &str) -> String {
    assert!(SHORT.contains(right), "{right}");
    let found = problems(&SHORT.replacen(right, wrong, 1));
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().unwrap_or_default()
}

#[test]
fn what_is_not_said_has_a_sensible_value() {
    let config = Config::parse(SHORT, Path::new("/etc/latchkey")).expect("valid");
    let process = &config.processes[0];
    assert_eq!(
        (
            process.code_minutes,
            process.code_attempts,
            process.request_minutes
        ),
        (10, 5, 15)
    );
    assert!(process.enforces_history && process.revokes_sessions && !process.serves_administrators);
    assert_eq!(config.data_dir, Path::new("/etc/latchkey/data"));
    assert!(
        matches!(&config.mail.transport, MailTransport::File(folder) if folder == Path::new("/etc/latchkey/mail"))
    );
}

#[test]
fn the_example_is_valid() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("secrets")).expect("a folder");
    for secret in ["smtp-password", "okta-token", "sign-in"] {
        std::fs::write(folder.path().join("secrets").join(secret), "secret\n").expect("a file");
    }
    let path = folder.path().join("latchkey.toml");
    std::fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/docs/latchkey.example.toml"),
        &path,
    )
    .expect("copied");
    let config = Config::load(&path).unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<_> = config
        .processes
        .iter()
        .map(|process| (process.name.as_str(), process.active))
        .collect();
    let expected = [
        ("Employee Self-Service Process for Okta", true),
        ("Service-Desk Process for Okta", true),
    ];
    assert_eq!(names, expected);
}

#[test]
fn processes_come_back_from_what_is_written_of_them() {
    let said = format!(
        r#"{SHORT}
[[processes]]
alias = "staff"
name = "Staff"
description = "For people with a desk."
owners = ["owner@example.com"]
path = "staff"
credential_store = "okta"
offers = ["reset", "change"]
conditions = [{{ attribute = "department", operator = "is-not", value = "Board" }}]
verifications = [{{ verification = "email-code", requirement = "optional" }}]
redirect_url = "https://intranet.example.com/"
limits.starts_per_hour = 7
reminders.password_end = {{ on = true, days_before = [21, 2], hour = 6, utc_offset = "-05:30" }}
reset = {{ password = "mailed-link", must_change = true, minutes = 20 }}
messages.en.start = "Welcome to {{portal}}."
messages.de.mail_greeting = "Hallo {{first_name}},\nschön, dass Sie da sind."

[[processes]]
alias = "desk"
name = "Desk"
kind = "service-desk"
active = false
credential_store = "okta"
offers = ["unlock"]
groups = ["Staff"]
desk.asks_for = "ticket"
desk.protected_groups = ["Board"]
"#
    );
    let folder = Path::new("/etc/latchkey");
    let config = Config::parse(&said, folder).expect("valid");
    assert_eq!(config.processes[1].limits.starts_per_hour, Some(7));
    let reset = ResetOptions {
        password: PasswordSource::MailedLink,
        must_change: true,
        minutes: 20,
    };
    assert_eq!(config.processes[1].reset, reset);
    let greeting = config.processes[1]
        .messages
        .of(Language::German)
        .mail_greeting;
    assert_eq!(greeting, "Hallo {first_name},\nschön, dass Sie da sind.");
    let written = write_processes(&config.processes).expect("written");
    let (head, _) = SHORT.split_once("[[processes]]").expect("a section");
    let again = Config::parse(&format!("{head}{written}"), folder).expect("valid");
    assert_eq!(again.processes, config.processes);
}

fn alias(text: &str) -> Alias {
    text.parse().expect("valid")
}

/// Connections of every kind, and credential stores with and without one.
const OBJECTS: &str = r#"
[connections.inside]
kind = "okta"
name = "Okta \"inside\""
environment = "test"
url = "http://127.0.0.1:8080"
proxy = "http://proxy.example.com:3128"
proxy_login_file = "proxy-login"
allow_private_targets = true
oauth_service = { client_id = "0oa1", scopes = ["okta.users.manage"], key_id = "k1", dpop = true }

[connections.web]
kind = "okta"
url = "https://example.oktapreview.com"
oauth_web = { client_id = "0oa2", scopes = ["okta.users.read"], client_secret_env = "CARGO_MANIFEST_DIR" }

[credential_stores.people]
connection = "web"
look_up = { login = false, short_name_domains = ["example.com"], attribute = "employeeNumber" }
stricter = { length = 14, symbol = true }

[credential_stores.waiting]
name = "Not in use"
"#;

/// What an export of a database that holds just what the file says would be.
fn exported(config: &Config) -> String {
    let stored = config.connections.values().map(|object| {
        let sealed = object.secrets.keys().copied();
        let made_in_the_portal = object.definition.credential.needs().iter().copied();
        StoredConnection {
            definition: object.definition.clone(),
            sealed: sealed.chain(made_in_the_portal).collect(),
            sources: config.secret_sources[&object.definition.alias].clone(),
        }
    });
    let stored: Vec<_> = stored.collect();
    let records: Vec<_> = config.credential_stores.values().cloned().collect();
    write_connections(&stored).expect("written")
        + &write_credential_stores(&records).expect("written")
}

#[test]
fn connections_and_credential_stores_come_back_from_what_is_written_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("proxy-login"), "portal:hunter2\n").expect("written");
    let parse = |text: &str| {
        Config::parse(text, folder.path()).unwrap_or_else(|found| panic!("{found:#?}\n{text}"))
    };
    let config = parse(&format!("{SHORT}{OBJECTS}"));
    let secrets = &config.connections[&alias("inside")].secrets;
    assert_eq!(
        secrets[&SecretField::Proxy].expose_secret(),
        "portal:hunter2"
    );
    let proxy = &config.secret_sources[&alias("inside")][&SecretField::Proxy];
    assert_eq!(*proxy, SecretSource::File("proxy-login".into()));
    let written = exported(&config);
    assert!(!written.contains("hunter2") && !written.contains(env!("CARGO_MANIFEST_DIR")));
    for comment in [
        "# Not in here: the private key, which was made in the portal",
        "# Not in here: client_secret, which the database holds sealed",
        "# Not in here: the token that an administrator fetched",
    ] {
        assert!(written.contains(comment), "{written}");
    }
    let (head, rest) = SHORT.split_once("[connections.okta]").expect("a section");
    let (_, processes) = rest.split_once("[[processes]]").expect("a section");
    let again = parse(&format!("{head}{written}[[processes]]{processes}"));
    let definitions = |config: &Config| {
        let all = config.connections.values();
        all.map(|object| object.definition.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(definitions(&again), definitions(&config));
    assert_eq!(again.credential_stores, config.credential_stores);
    assert_eq!(exported(&again), written);
}

#[test]
fn a_secret_that_no_file_names_gets_a_place_to_be_filled() {
    let config = Config::parse(SHORT, Path::new("")).expect("valid");
    let written = write_connections(&[StoredConnection {
        definition: config.connections[&alias("okta")].definition.clone(),
        sealed: vec![SecretField::ApiToken],
        sources: latchkey::config::SecretSources::new(),
    }]);
    let written = written.expect("written");
    assert!(
        written.contains("api_token_file = \"secrets/okta-api-token\""),
        "{written}"
    );
}

#[test]
fn what_a_connection_or_credential_store_cannot_be_is_named() {
    for (right, wrong, reason) in [
        (
            "api_token_env",
            "proxy_login_env = \"CARGO_MANIFEST_DIR\"\napi_token_env",
            "there is no proxy",
        ),
        (
            "api_token_env",
            "proxy = \"http://a:b@proxy.example.com\"\nproxy_login_env = \"CARGO_MANIFEST_DIR\"\napi_token_env",
            "only once",
        ),
        (
            "connection = \"okta\"\n",
            "name = \"Waiting\"\n",
            "it has no connection",
        ),
    ] {
        let found = problem(right, wrong);
        assert!(found.contains(reason), "{wrong}: {found}");
    }
}

#[test]
fn what_a_process_cannot_be_is_named() {
    for (line, reason) in [
        ("minimum_verifications = 2", "nobody would get through"),
        ("verifications = []", "add a verification"),
        ("person_chooses = true", "nothing to choose from"),
        ("groups = []", "Name at least one group"),
        (
            "desk.protected_groups = [\"Board\"]",
            "no effect on a public",
        ),
        (
            "verifications = [{ verification = \"personal-data\", requirement = \"mandatory\" }]",
            "public process cannot ask",
        ),
        ("redirect_url = \"http://example.com\"", "https://"),
        ("path = \"Not a path\"", "path = \"Not a path\""),
        ("path = \"reset\"", "a word of the portal's own addresses"),
        (
            "reminders.password_end = { on = true, days_before = [] }",
            "how many days before the end",
        ),
        (
            "reminders.password_end = { utc_offset = \"Vienna\" }",
            "like +01:00",
        ),
        ("reminders.password_end = { hours = 8 }", "unknown field"),
        ("owners = [\"nobody\"]", "owners = \"nobody\""),
        ("limits.starts_per_hour = 0", "would serve nobody"),
        ("limits.starts_per_hours = 1", "unknown field"),
        ("reset.must_change = true", "nothing to change"),
        (
            "reset = { password = \"shown-once\", minutes = 61 }",
            "use 1 to 60",
        ),
        ("reset.password = \"mailed\"", "unknown variant"),
        (
            "messages.en.start = \"{login}\"",
            "English start: {login} is not known",
        ),
        ("messages.en.end = \"x\"", "unknown field"),
        ("messages.zh.start = \"x\"", "unknown variant"),
    ] {
        let found = problem(
            "offers = [\"reset\"]",
            &format!("offers = [\"reset\"]\n{line}"),
        );
        assert!(found.contains(reason), "{line}: {found}");
    }
}

#[test]
fn a_credential_store_says_how_passwords_are_made_and_which_are_remembered() {
    let store = "[credential_stores.okta]\nconnection = \"okta\"";
    let with = |lines: &str| SHORT.replacen(store, &format!("{store}\n{lines}"), 1);
    let lines = "history = 5\ngenerator = { style = \"characters\", length = 20 }";
    let config = Config::parse(&with(lines), Path::new("/etc/latchkey")).expect("valid");
    let record = config.credential_stores.values().next().expect("one");
    let generator = Generator {
        style: GeneratorStyle::Characters,
        length: 20,
    };
    assert_eq!((record.generator, record.history), (generator, 5));
    for (line, reason) in [
        ("generator.length = 11", "use 12 to 40"),
        ("history = 11", "use 0 to 10"),
        ("generator.words = 4", "unknown field"),
    ] {
        let found = problems(&with(line));
        assert!(
            found.iter().any(|found| found.contains(reason)),
            "{line}: {found:?}"
        );
    }
}

#[test]
fn unknown_keys_are_refused_wherever_they_stand() {
    for (line, after) in [
        ("1", "data_dir = \"data\"\n"),
        ("2", "name = \"Portal\"\n"),
        ("3", "transport = \"file\"\n"),
        ("4", "kind = \"okta\"\n"),
        ("5", "connection = \"okta\"\n"),
        ("6", "alias = \"employees\"\n"),
    ] {
        let found = problem(after, &format!("{after}surprise = {line}\n"));
        assert!(found.contains("unknown field `surprise`"), "{found}");
        let expected = SHORT[..SHORT.find(after).unwrap()].matches('\n').count() + 2;
        assert!(
            found.starts_with(&format!("{expected}: ")),
            "{found}, expected line {expected}"
        );
    }
    // A secret does not belong into the file, and so is no known key.
    let inline = problem(
        "api_token_env = \"CARGO_MANIFEST_DIR\"",
        "api_token = \"00secret\"",
    );
    assert!(
        inline.contains("unknown field `api_token`") && !inline.contains("00secret"),
        "{inline}"
    );
}

/// What is replaced, by what, where the problem is and what the advice holds.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "\"http://localhost:8080\"",
        "\"http://password.example.com\"",
        "1: public_url",
        "https://",
    ),
    (
        "\"127.0.0.1:8080\"",
        "\"0.0.0.0:8080\"",
        "2: listen",
        "trusted_proxies",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\nmetrics_listen = \"9090\"",
        "4: metrics_listen",
        "127.0.0.1:9090",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\nmetrics_listen = \"127.0.0.1:8080\"",
        "4: metrics_listen",
        "visitors",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\ndatabase = \"latchkey.db\"",
        "4: database: ",
        "postgres://latchkey@db.example.com",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\ndatabase_file = \"missing\"",
        "4: database_file: ",
        "/etc/latchkey/missing",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\ndatabase_password_env = \"HOME\"",
        "4: database_password: ",
        "database = \"postgres://",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\ndatabase = \"postgres://db/l\"\ndatabase_file = \"x\"",
        "5: name only one",
        "database_file",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\ntls.certificate_file = \"c.pem\"\ntls.key_file = \"k.pem\"",
        "1: public_url",
        "https://",
    ),
    (
        "\"127.0.0.1:8080\"",
        "\"8080\"",
        "2: listen",
        "127.0.0.1:8080",
    ),
    (
        "data_dir = \"data\"",
        "data_dir = \"data\"\ntrusted_proxies = [\"proxy\"]",
        "4: trusted_proxies",
        "10.0.0.0/8",
    ),
    (
        "\"Call us.\"",
        "\"\"",
        "7: portal.desk.text",
        "line of text",
    ),
    (
        "name = \"Portal\"",
        "name = \"Portal\"\nsign_in_url = \"javascript:alert(1)\"",
        "7: portal.sign_in_url",
        "https://",
    ),
    (
        "name = \"Portal\"",
        "name = \"Portal\"\ndesk.email = \"desk\"",
        "7: portal.desk.email",
        "desk@example.com",
    ),
    (
        "\"Portal <portal@example.com>\"",
        "\"Portal\"",
        "10: mail.from",
        "portal@example.com",
    ),
    ("\"file\"", "\"smtp\"", "11: mail.transport", "[mail.smtp]"),
    (
        "\"https://example.okta.com\"",
        "\"http://example.okta.com\"",
        "16: url",
        "https://",
    ),
    (
        "\"https://example.okta.com\"",
        "\"https://example.okta.com/admin\"",
        "16: url",
        "without a path",
    ),
    (
        "\"https://example.okta.com\"",
        "\"https://example-admin.okta.com\"",
        "16: url",
        "-admin",
    ),
    (
        "\"CARGO_MANIFEST_DIR\"",
        "\"NO_SUCH_VARIABLE\"",
        "17: api_token_env",
        "not set",
    ),
    (
        "api_token_env = \"CARGO_MANIFEST_DIR\"",
        "api_token_file = \"missing\"",
        "17: api_token_file",
        "/etc/latchkey/missing",
    ),
    (
        "api_token_env = \"CARGO_MANIFEST_DIR\"\n",
        "",
        "14: ",
        "api_token_file",
    ),
    (
        "connection = \"okta\"",
        "connection = \"octa\"",
        "20: connection",
        "[connections.octa]",
    ),
    (
        "[credential_stores.okta]",
        "[credential_stores.Okta]",
        "19: alias",
        "lower-case",
    ),
    (
        "\"employees\"",
        "\"The employees\"",
        "23: alias",
        "lower-case",
    ),
    (
        "credential_store = \"okta\"",
        "credential_store = \"ldap\"",
        "25: credential_store",
        "[credential_stores.ldap]",
    ),
    ("[\"reset\"]", "[]", "26: offers", "[\"reset\", "),
    (
        "[\"reset\"]",
        "[\"restet\"]",
        "26: ",
        "expected one of `reset`",
    ),
    (
        "[\"reset\"]",
        "[\"reset\"]\ncode_minutes = 11",
        "27: code_minutes = 11",
        "1 to 10",
    ),
    (
        "[\"reset\"]",
        "[\"reset\"]\ncode_attempts = 0",
        "27: code_attempts = 0",
        "1 to 5",
    ),
    (
        "[\"reset\"]",
        "[\"reset\"]\ncode_sends = 6",
        "27: code_sends = 6",
        "1 to 5",
    ),
    (
        "[\"reset\"]",
        "[\"reset\"]\nrequest_minutes = 4",
        "27: request_minutes = 4",
        "5 to 60",
    ),
    (
        "[[processes]]",
        "[limits]\nstarts_per_account_per_hour = 0\n[[processes]]",
        "23: limits.starts_per_account_per_hour",
        "1 to",
    ),
    (
        "[[processes]]",
        "[requests]\nkeep_days = 3\n[[processes]]",
        "23: requests.keep_days = 3",
        "7 to",
    ),
    (
        "[[processes]]",
        "[audit]\nkeep_days = 60\n[[processes]]",
        "23: audit.keep_days = 60",
        "90 to",
    ),
    (
        "[[processes]]",
        "[alerts]\nmail_to = [\"desk\"]\n[[processes]]",
        "23: alerts.mail_to",
        "desk@example.com",
    ),
];

#[test]
fn each_mistake_is_named_with_its_line_and_a_way_out() {
    for (right, wrong, place, advice) in MISTAKES {
        // A renamed store is also missed by the process that names it.
        let found = problems(&SHORT.replacen(right, wrong, 1));
        let first = &found[0];
        assert!(
            first.starts_with(place) && first.contains(advice),
            "{wrong}: {found:#?}"
        );
    }
}

#[test]
fn a_database_password_comes_from_elsewhere_and_is_never_repeated() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("password"), "a%40b c&d\n").expect("written");
    let whole = "postgres://latchkey:hunter2@db.example.com/latchkey";
    std::fs::write(folder.path().join("address"), whole).expect("written");
    std::fs::write(folder.path().join("nonsense"), "mysql://u:hunter2@h/l").expect("written");
    let parse = |lines: &str| {
        let source = SHORT.replacen("[portal]", &format!("{lines}\n[portal]"), 1);
        Config::parse(&source, folder.path())
    };
    let address = |lines: &str| {
        let config = parse(lines).unwrap_or_else(|found| panic!("{lines}: {found:#?}"));
        assert!(!format!("{config:?}").contains("hunter2"), "{lines}");
        match config.database {
            Database::Postgres(address) => address.expose_secret().to_owned(),
            Database::Sqlite(path) => path.display().to_string(),
        }
    };
    assert!(address("").ends_with("data/latchkey.db"));
    assert_eq!(address("database_file = \"address\""), whole);
    let bare = "database = \"postgres://latchkey@db.example.com/latchkey?sslmode=verify-full\"";
    assert!(!address(bare).contains("password"));
    let joined: Url = address(&format!("{bare}\ndatabase_password_file = \"password\""))
        .parse()
        .expect("an address");
    let password = joined.query_pairs().find(|(name, _)| name == "password");
    assert_eq!(password.expect("a password").1, "a%40b c&d");

    for refused in [
        "database = \"postgres://latchkey:hunter2@db.example.com/latchkey\"",
        "database = \"postgres://latchkey@db.example.com/latchkey?password=hunter2\"",
        "database = \"mysql://latchkey:hunter2@db.example.com/latchkey\"",
        "database_file = \"nonsense\"",
        "database_file = \"address\"\ndatabase_password_file = \"password\"",
    ] {
        let found = format!("{:?}", parse(refused).expect_err("refused"));
        assert!(
            found.contains("database") && !found.contains("hunter2"),
            "{refused}: {found}"
        );
    }
}

#[test]
fn with_a_certificate_the_portal_may_listen_anywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["password.example.com".to_owned()]).expect("a certificate");
    std::fs::write(folder.path().join("cert.pem"), cert.pem()).expect("written");
    std::fs::write(folder.path().join("key.pem"), signing_key.serialize_pem()).expect("written");
    let source = SHORT
        .replace("http://localhost:8080", "https://password.example.com")
        .replace("127.0.0.1:8080", "0.0.0.0:443");
    let parse = |key: &str| {
        let tls = format!("[tls]\ncertificate_file = \"cert.pem\"\nkey_file = \"{key}\"\n");
        Config::parse(&format!("{source}\n{tls}"), folder.path())
    };
    let config = parse("key.pem").unwrap_or_else(|found| panic!("{found:#?}"));
    assert!(config.tls.is_some());
    for (key, advice) in [("missing.pem", "cannot read"), ("cert.pem", "private key")] {
        let found = parse(key).expect_err("refused");
        assert!(
            found.len() == 1 && found[0].message.starts_with("tls.key_file: "),
            "{found:#?}"
        );
        assert!(found[0].message.contains(advice), "{found:#?}");
    }
}

#[test]
fn mail_that_would_travel_readable_is_refused() {
    let smtp = |settings: &str| {
        SHORT.replacen(
            "transport = \"file\"\nfile.folder = \"mail\"",
            &format!("transport = \"smtp\"\n[mail.smtp]\n{settings}"),
            1,
        )
    };
    let found = problems(&smtp("host = \"mail.example.com\"\nencryption = \"none\""));
    assert!(
        found[0].starts_with("14: ") && found[0].contains("starttls"),
        "{found:#?}"
    );
    let found = problems(&smtp(
        "host = \"mail.example.com\"\nencryption = \"tls\"\npassword_env = \"CARGO_MANIFEST_DIR\"",
    ));
    assert!(found[0].contains("needs a username"), "{found:#?}");
    let local = smtp("host = \"127.0.0.1\"\nport = 2525\nencryption = \"none\"");
    assert!(Config::parse(&local, Path::new("")).is_ok());
}

#[test]
fn two_processes_of_one_name_are_refused() {
    let (_, process) = SHORT.split_once("[[processes]]").expect("a process");
    let found = problems(&format!("{SHORT}\n[[processes]]{process}"));
    assert!(
        found[0].starts_with("29: alias") && found[0].contains("another process"),
        "{found:#?}"
    );
}

#[test]
fn everything_wrong_is_said_at_once() {
    let wrong = SHORT
        .replace("127.0.0.1:8080", "here")
        .replace("[\"reset\"]", "[]")
        .replace("https://example", "example");
    let lines: Vec<_> = problems(&wrong)
        .iter()
        .map(|text| text.split(':').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(lines, ["2", "16", "26"]);
}

#[test]
fn a_file_that_is_missing_is_named() {
    let error = Config::load(Path::new("/no/such/latchkey.toml")).expect_err("no file");
    assert!(
        error.to_string().starts_with("/no/such/latchkey.toml: "),
        "{error}"
    );
}

#[test]
fn a_secret_does_not_show_in_debug_output() {
    let config = Config::parse(SHORT, Path::new("")).expect("valid");
    assert!(!format!("{config:?}").contains(env!("CARGO_MANIFEST_DIR")));
}

/// How staff sign in, at the end of the short configuration.
const SIGN_IN: &str = r#"
[sign_in]
connection = "okta"
client_id = "0oa1"
client_secret_env = "CARGO_MANIFEST_DIR"

[sign_in.roles]
password-admin = ["Admins", "Owners"]
auditor = ["Owners"]
"#;

#[test]
fn staff_sign_in_at_the_org_of_a_connection() {
    let text = format!("{SHORT}{SIGN_IN}");
    let config = Config::parse(&text, Path::new("/etc/latchkey")).expect("valid");
    let sign_in = config.sign_in.expect("a section");
    assert_eq!(sign_in.connection.as_str(), "okta");
    assert_eq!(sign_in.issuer, None);
    assert_eq!(sign_in.roles_outlast_minutes, 5);
    let roles = sign_in.roles.roles_of(&["Owners".to_owned()]);
    assert_eq!(roles, [Role::PasswordAdmin, Role::Auditor]);
    assert!(!format!("{:?}", sign_in.client_secret).contains("auth"));

    let config = Config::parse(SHORT, Path::new("/etc/latchkey")).expect("valid");
    assert!(
        config.sign_in.is_none(),
        "then only local administrators sign in"
    );
}

#[test]
fn each_mistake_about_sign_in_is_named_with_a_way_out() {
    let text = format!("{SHORT}{SIGN_IN}");
    for (right, wrong, advice) in [
        (
            "[sign_in]\nconnection = \"okta\"",
            "[sign_in]\nconnection = \"other\"",
            "[connections.other]",
        ),
        ("\"0oa1\"", "\"\"", "write one word"),
        (
            "\"0oa1\"",
            "\"0oa1\"\nissuer = \"https://example.okta.com/\"",
            "without a slash at the end",
        ),
        (
            "\"0oa1\"",
            "\"0oa1\"\nissuer = \"example.okta.com\"",
            "as the authorization server calls itself",
        ),
        (
            "\"0oa1\"",
            "\"0oa1\"\nrequire_amr = [\"\"]",
            "write one word",
        ),
        (
            "\"0oa1\"",
            "\"0oa1\"\nroles_outlast_minutes = 60",
            "use 1 to 15",
        ),
        (
            "auditor = ",
            "auditors = ",
            "is no role; there are employee, service-desk",
        ),
        ("[\"Owners\"]", "[\"\"]", "a group without a name"),
        (
            "[\"Admins\", \"Owners\"]\nauditor = [\"Owners\"]",
            "[]",
            "nobody could do anything",
        ),
        (
            "client_secret_env",
            "client_secret",
            "unknown field `client_secret`",
        ),
    ] {
        assert!(text.contains(right), "{right}");
        let found = problems(&text.replacen(right, wrong, 1));
        assert_eq!(found.len(), 1, "{wrong}: {found:#?}");
        assert!(found[0].contains(advice), "{wrong}: {}", found[0]);
    }
}
