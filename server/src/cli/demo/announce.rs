use clap::ValueEnum;
use latchkey_sandbox::Sandbox;
use std::io::Write as _;

/// How to say where everything is.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Announce {
    /// For people.
    Text,
    /// One line of JSON, for programs.
    Json,
}

/// Whom to be, and why. The sandbox's own page lists everybody.
const PEOPLE: [(&str, &str); 6] = [
    (
        "alice.winter@example.com",
        "has a recovery address, where the code goes",
    ),
    ("bob.stone@example.com", "has one address only"),
    (
        "carol.reyes@example.com",
        "is locked out; a new password also unlocks",
    ),
    ("dan.okafor@example.com", "has an expired password"),
    (
        "henry.kowalski@example.com",
        "is suspended, and gets a mail that says so",
    ),
    (
        "nobody@example.com",
        "does not exist; the pages do not tell",
    ),
];

/// Who can sign in under `/admin`, with which password, as whom. For the simulated org only.
const STAFF: [(&str, &str, &str); 3] = [
    (
        "pat.admin@example.com",
        "Walnut58Harvest",
        "password administrator",
    ),
    (
        "casey.credential@example.com",
        "Thistle24Beacon",
        "credential manager",
    ),
    ("avery.auditor@example.com", "Cedar75Monarch", "auditor"),
];

/// Who can sign in under `/desk`.
const AGENTS: [(&str, &str, &str); 2] = [
    ("drew.desk@example.com", "Lantern67Orbit", "agent"),
    (
        "sasha.senior@example.com",
        "Pebble39Cascade",
        "senior agent, whom Drew may ask",
    ),
];

impl Announce {
    pub(super) fn say(self, portal: &str, sandbox: &Sandbox) -> anyhow::Result<()> {
        let pages = sandbox.pages_url();
        let pages = pages.trim_end_matches('/');
        let text = match self {
            Self::Text => for_people(portal, pages),
            Self::Json => serde_json::json!({
                "portal": portal,
                "sandbox": pages,
                "okta": sandbox.okta_url(),
                "mailbox": format!("{pages}/mailbox.json"),
                "okta_token": sandbox.api_token(),
            })
            .to_string(),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{text}")?;
        Ok(out.flush()?)
    }
}

fn for_people(portal: &str, pages: &str) -> String {
    let people = PEOPLE.map(|(login, about)| format!("  {login:<28} {about}"));
    let people = people.join("\n");
    let listed = |people: &[(&str, &str, &str)]| {
        let line = |(login, password, role): &_| format!("  {login:<28} {password:<16} {role}");
        people.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let (staff, agents) = (listed(&STAFF), listed(&AGENTS));
    format!(
        "\n  Portal    {portal}\n  Mailbox   {pages}/mailbox\n  Sandbox   {pages}   (everybody, their state, the org's log)\n\n\
         Reset the password of one of these people:\n\n{people}\n\n\
         Administer the portal at {portal}/admin:\n\n{staff}\n\n\
         Help callers at {portal}/desk:\n\n{agents}\n\nStop with Ctrl-C."
    )
}
