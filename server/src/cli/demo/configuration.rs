use anyhow::Context as _;
use latchkey_password_screening::{ImportOptions, LineForm, common_passwords, import};
use latchkey_sandbox::{
    Sandbox,
    okta::{OAuthAppChange, SeededApp},
};
use std::{
    fs::{File, OpenOptions},
    io::Write as _,
    net::SocketAddr,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

/// Where mails lie that the mailbox page shows.
pub(super) fn mail_folder(folder: &Path) -> PathBuf {
    folder.join("mail")
}

/// Writes the configuration, and beside it the file with the sandbox's token.
pub(super) fn write(
    folder: &Path,
    portal_url: &str,
    sandbox: &Sandbox,
    smtp: Option<SocketAddr>,
) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(mail_folder(folder))?;
    write_private(&folder.join("okta-token"), sandbox.api_token())?;
    let clients = Clients {
        sign_in: become_client(folder, portal_url, sandbox)?,
        api_access: access_api(folder, portal_url, sandbox)?,
    };
    write_breached_filter(&folder.join("breached.filter"))?;
    let path = folder.join("latchkey.toml");
    let text = text(portal_url, &sandbox.okta_url(), &clients, smtp);
    write_private(&path, &text)?;
    Ok(path)
}

/// Client ids of the portal at the org.
struct Clients {
    /// For staff who sign in.
    sign_in: String,
    /// For access to the org's API in an administrator's name.
    api_access: String,
}

/// Makes the portal a client of the org, so that staff can sign in, and writes the file with its secret.
/// Returns its client id.
fn become_client(folder: &Path, portal_url: &str, sandbox: &Sandbox) -> anyhow::Result<String> {
    let app = sandbox.okta().oauth_app(SeededApp::SignIn)?;
    let change = OAuthAppChange {
        redirect_uris: Some(vec![format!("{portal_url}/sign-in/return")]),
        ..OAuthAppChange::default()
    };
    sandbox.okta().change_oauth_app(&app.client_id, change)?;
    let secret = app.client_secret.unwrap_or_default();
    write_private(&folder.join("sign-in-secret"), &secret)?;
    Ok(app.client_id)
}

/// Lets the org send an administrator back who was asked for a token, and writes the file with the app's
/// secret. Returns its client id.
fn access_api(folder: &Path, portal_url: &str, sandbox: &Sandbox) -> anyhow::Result<String> {
    let app = sandbox.okta().oauth_app(SeededApp::ApiAccess)?;
    let change = OAuthAppChange {
        redirect_uris: Some(vec![format!("{portal_url}{}", app::TOKEN_RETURN)]),
        ..OAuthAppChange::default()
    };
    sandbox.okta().change_oauth_app(&app.client_id, change)?;
    let secret = app.client_secret.unwrap_or_default();
    write_private(&folder.join("okta-web-secret"), &secret)?;
    Ok(app.client_id)
}

fn write_breached_filter(path: &Path) -> anyhow::Result<()> {
    let list: Vec<&str> = common_passwords().collect();
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    import(
        list.join("\n").as_bytes(),
        file,
        &ImportOptions::new(LineForm::Plain),
    )?;
    Ok(())
}

fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// What is the same at each start.
const SETTINGS: &str = r#"[sign_in.roles]
password-admin = ["Latchkey Password Admins"]
credential-manager = ["Latchkey Credential Managers"]
service-desk = ["Latchkey Service Desk"]
senior-service-desk = ["Latchkey Senior Service Desk"]
auditor = ["Latchkey Auditors"]

[[processes]]
alias = "employees"
name = "Employee Self-Service Process for Okta"
credential_store = "okta"
offers = ["reset", "unlock", "change"]
excluded_groups = ["No self-service"]

[[processes]]
alias = "service-desk"
name = "Service-Desk Process for Okta"
kind = "service-desk"
serves_administrators = true
credential_store = "okta"
offers = ["reset", "unlock"]

[processes.desk]
asks_for = "reason"
protected_people = "second-agent"

# Generous, so that trying things out does not end at a limit.
[limits]
starts_per_device_per_hour = 1000
starts_per_account_and_network_per_hour = 100
starts_per_network_per_hour = 10000
starts_per_account_per_hour = 100
starts_per_hour = 100000
starts_per_network_per_hour_without_work = 10000
starts_per_hour_without_work = 100000
mails_per_person_per_hour = 100
wrong_codes_per_account_and_network_per_day = 100

# A small list of very common passwords; a real installation imports one of leaked passwords.
[passwords]
breached_filter = "breached.filter"
"#;

/// Loopback addresses, ports and ids only, so nothing in here needs quoting.
fn text(portal_url: &str, okta_url: &str, clients: &Clients, smtp: Option<SocketAddr>) -> String {
    let Clients {
        sign_in,
        api_access,
    } = clients;
    let listen = portal_url.replace("http://localhost", "127.0.0.1");
    let transport = match smtp {
        None => "transport = \"file\"\n\n[mail.file]\nfolder = \"mail\"".to_owned(),
        Some(server) => format!(
            "transport = \"smtp\"\n\n[mail.smtp]\nhost = \"{}\"\nport = {}\nencryption = \"none\"",
            server.ip(),
            server.port()
        ),
    };
    format!(
        r#"# Written by `latchkey demo`, anew at each start.
public_url = "{portal_url}"
listen = "{listen}"
data_dir = "."

[portal]
name = "Example password portal"
sign_in_url = "{okta_url}"

[portal.desk]
text = "The service desk is there on working days from 8 to 18 o'clock."
phone = "+1 555 0100"
email = "desk@example.com"

[mail]
from = "Password portal <portal@example.com>"
{transport}

[connections.okta]
kind = "okta"
url = "{okta_url}"
api_token_file = "okta-token"
allow_private_targets = true

# The same org in an administrator's name: press "Get token" on its page, and sign in at the org.
[connections.okta-web]
kind = "okta"
name = "Okta by consent"
url = "{okta_url}"
allow_private_targets = true

[connections.okta-web.oauth_web]
client_id = "{api_access}"
client_secret_file = "okta-web-secret"
scopes = ["okta.users.manage", "okta.groups.read", "okta.policies.read", "okta.roles.read"]

[credential_stores.okta]
connection = "okta"

[sign_in]
connection = "okta"
client_id = "{sign_in}"
client_secret_file = "sign-in-secret"

{SETTINGS}"#
    )
}
