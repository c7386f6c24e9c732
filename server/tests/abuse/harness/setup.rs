/// What may differ from test to test.
#[derive(Clone, Default)]
pub(crate) struct Setup {
    /// The public address; empty is loopback, where the test reaches the portal.
    pub(crate) public_url: &'static str,
    /// Whether `X-Forwarded-For` of this machine is believed, so that a test can come from anywhere.
    pub(crate) behind_proxy: bool,
    /// Lines of the `[limits]` section; empty for limits that nothing reaches.
    pub(crate) limits: &'static str,
    /// Lines of the `[passwords]` section.
    pub(crate) passwords: String,
    /// The address of the org; empty for the sandbox.
    pub(crate) okta_url: String,
    /// Whether what the portal says to the org is written down.
    pub(crate) listened_to: bool,
    /// What the process offers, as the file says it; empty for everything.
    pub(crate) offers: &'static str,
    /// What is logged; empty for what is logged ordinarily.
    pub(crate) log: &'static str,
}

/// Limits that nothing reaches.
const NO_LIMITS: &str = "\
starts_per_device_per_hour = 1000
starts_per_account_and_network_per_hour = 1000
starts_per_network_per_hour = 1000000
starts_per_account_per_hour = 1000
starts_per_hour = 1000000
starts_per_network_per_hour_without_work = 1000000
starts_per_hour_without_work = 1000000
mails_per_person_per_hour = 100
wrong_codes_per_account_and_network_per_day = 100
";

impl Setup {
    /// With these limits, and visitors that come from where they say.
    pub(crate) fn limited(limits: &'static str) -> Self {
        Self {
            behind_proxy: true,
            limits,
            ..Self::default()
        }
    }

    /// The configuration of a portal at `port`.
    pub(crate) fn configuration(&self, port: u16, okta_url: &str) -> String {
        let public_url = match self.public_url {
            "" => format!("http://localhost:{port}"),
            url => url.to_owned(),
        };
        let proxies = if self.behind_proxy || !self.public_url.is_empty() {
            "trusted_proxies = [\"127.0.0.1\"]"
        } else {
            ""
        };
        let limits = match self.limits {
            "" => NO_LIMITS,
            limits => limits,
        };
        let passwords = &self.passwords;
        let offers = match self.offers {
            "" => "\"reset\", \"unlock\", \"change\"",
            offers => offers,
        };
        format!(
            r#"public_url = "{public_url}"
listen = "127.0.0.1:{port}"
data_dir = "data"
log_format = "json"
{proxies}
portal.name = "Example portal"
portal.desk.text = "Call the desk."
mail.from = "Portal <portal@example.com>"
mail.transport = "file"
mail.file.folder = "mail"

[connections.okta]
kind = "okta"
url = "{okta_url}"
api_token_file = "okta-token"
allow_private_targets = true

[credential_stores.okta]
connection = "okta"

[limits]
{limits}

[passwords]
{passwords}

[[processes]]
alias = "employees"
name = "Employees"
credential_store = "okta"
offers = [{offers}]
excluded_groups = ["No self-service"]
"#
        )
    }
}
