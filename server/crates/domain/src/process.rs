//! What admins configure for the people they help.

mod audience;
mod desk;
mod limits;
mod messages;
mod path;
mod reminders;
mod requirements;
mod reset_options;
mod score;
mod utc_offset;
mod verification;
mod weakening;

pub use audience::{Audience, Condition, Operator};
pub use desk::{CaseNote, DeskSettings, ProtectedPeople};
pub use limits::ProcessLimits;
pub use messages::{MessageFacts, MessageKind, Messages, ProcessMessages};
pub use reminders::{EndReminders, Reminders};
pub use requirements::{ProcessField, ProcessProblem, Severity};
pub use reset_options::{PasswordSource, ResetOptions};
pub use score::{MissingPoints, ScoreArea, ScoreFacts, SecurityScore};
pub use utc_offset::{InvalidUtcOffset, UtcOffset};
pub use verification::{Requirement, Verification, VerificationStep, Verifications};
pub use weakening::Weakening;

use requirements::Found;

use crate::{Digest, Purpose};
use latchkey_values::{Alias, EmailAddress};
use serde::{Deserialize, Serialize};

/// What an admin configured: whom the portal helps, with what, after which proof, within which limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent switch on the process's page"
)]
pub struct Process {
    /// Its short name.
    pub alias: Alias,
    /// How often it was changed; whoever saves names the version they saw.
    #[serde(default)]
    pub version: u32,
    /// Its name on screens.
    pub name: String,
    /// What it is for, in the admins' own words.
    #[serde(default)]
    pub description: String,
    /// Whether it serves anybody.
    #[serde(default = "yes")]
    pub active: bool,
    /// Who answers for it.
    #[serde(default)]
    pub owners: Vec<EmailAddress>,
    /// Who runs it: the person alone, or an agent for them.
    #[serde(default)]
    pub kind: ProcessKind,
    /// Where the passwords live.
    pub credential_store: Alias,
    /// What it offers.
    pub offers: Offers,
    /// Whom it serves, but for those excluded.
    #[serde(default)]
    pub audience: Audience,
    /// Names of directory groups whose members it does not serve.
    pub excluded_groups: Vec<String>,
    /// Whether people with an admin role in the directory are served.
    pub serves_administrators: bool,
    /// What proves who a person is.
    #[serde(default)]
    pub verifications: Verifications,
    /// Where the code goes.
    pub code_destination: CodeDestination,
    /// Minutes a code is valid.
    pub code_minutes: u32,
    /// Tries per code.
    pub code_attempts: u32,
    /// Codes per request.
    pub code_sends: u32,
    /// Minutes from the first step to the last.
    pub request_minutes: u32,
    /// Whether the directory also enforces history and minimum age on the new password.
    pub enforces_history: bool,
    /// Whether a new password signs the person out everywhere.
    pub revokes_sessions: bool,
    /// Whether a new password also lifts a lock.
    #[serde(default = "yes")]
    pub unlocks_with_reset: bool,
    /// How a reset gives the new password. Left out where it is as usual, so that definitions of
    /// earlier versions keep their digest.
    #[serde(default, skip_serializing_if = "ResetOptions::are_usual")]
    pub reset: ResetOptions,
    /// When a browser does some work before a request starts.
    #[serde(default)]
    pub proof_of_work: ProofOfWork,
    /// Limits that are stricter than the portal's own.
    #[serde(default)]
    pub limits: ProcessLimits,
    /// Mails it sends by itself.
    #[serde(default)]
    pub reminders: Reminders,
    /// Where the last page leads, under https; `None` leads to the portal's sign-in address.
    #[serde(default)]
    pub redirect_url: Option<String>,
    /// What it tells people in the admins' own words.
    #[serde(default, skip_serializing_if = "ProcessMessages::is_empty")]
    pub messages: ProcessMessages,
    /// What only a process of the service desk has.
    #[serde(default)]
    pub desk: DeskSettings,
}

fn yes() -> bool {
    true
}

/// Who runs a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ProcessKind {
    /// The person, in a browser, not signed in.
    SelfService {
        /// Its own page is `/p/<path>`; `None` shares the portal's first page.
        #[serde(default)]
        path: Option<Alias>,
    },
    /// An agent of the service desk.
    ServiceDesk,
}

impl Default for ProcessKind {
    fn default() -> Self {
        Self::SelfService { path: None }
    }
}

/// When a browser does some work before a request starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProofOfWork {
    /// Never.
    Never,
    /// Once traffic looks automatic.
    #[default]
    WhenSuspicious,
}

impl Process {
    /// Minutes a code is valid, unless configured otherwise.
    pub const CODE_MINUTES: u32 = 10;
    /// Tries per code, unless configured otherwise.
    pub const CODE_ATTEMPTS: u32 = 5;
    /// Codes per request, unless configured otherwise.
    pub const CODE_SENDS: u32 = 3;
    /// Minutes of a request, unless configured otherwise.
    pub const REQUEST_MINUTES: u32 = 15;

    /// A process with the product's defaults.
    #[must_use]
    pub fn new(alias: Alias, name: String, credential_store: Alias, offers: Offers) -> Self {
        Self {
            alias,
            version: 0,
            name,
            description: String::new(),
            active: true,
            owners: Vec::new(),
            kind: ProcessKind::default(),
            credential_store,
            offers,
            audience: Audience::default(),
            excluded_groups: Vec::new(),
            serves_administrators: false,
            verifications: Verifications::default(),
            code_destination: CodeDestination::RecoveryFirst,
            code_minutes: Self::CODE_MINUTES,
            code_attempts: Self::CODE_ATTEMPTS,
            code_sends: Self::CODE_SENDS,
            request_minutes: Self::REQUEST_MINUTES,
            enforces_history: true,
            revokes_sessions: true,
            unlocks_with_reset: true,
            reset: ResetOptions::default(),
            proof_of_work: ProofOfWork::default(),
            limits: ProcessLimits::default(),
            reminders: Reminders::default(),
            redirect_url: None,
            messages: ProcessMessages::default(),
            desk: DeskSettings::default(),
        }
    }

    /// Whether people who are not signed in can come to it for `purpose`, by any page.
    #[must_use]
    pub fn is_open_for(&self, purpose: Purpose) -> bool {
        let public = matches!(self.kind, ProcessKind::SelfService { .. });
        self.active && public && self.offers.include(purpose) && self.verifications.can_be_met()
    }

    /// What people who are not signed in can come to it for.
    #[must_use]
    pub fn open_offers(&self) -> Offers {
        Offers {
            reset: self.is_open_for(Purpose::Reset),
            unlock: self.is_open_for(Purpose::Unlock),
            change: self.is_open_for(Purpose::Change),
        }
    }

    /// The end of its own page's address; `None` when it shares the portal's first page or is not for
    /// browsers.
    #[must_use]
    pub fn path(&self) -> Option<&Alias> {
        match &self.kind {
            ProcessKind::SelfService { path } => path.as_ref(),
            ProcessKind::ServiceDesk => None,
        }
    }

    /// What tells these settings from any others; the version is none.
    #[must_use]
    pub fn settings_digest(&self) -> Digest {
        let settings = Self {
            version: 0,
            ..self.clone()
        };
        Digest::of_text(&serde_json::to_string(&settings).unwrap_or_default())
    }

    /// The same but for the version, which is no setting.
    #[must_use]
    pub fn has_settings_of(&self, other: &Self) -> bool {
        let version = self.version;
        *self
            == Self {
                version,
                ..other.clone()
            }
    }
}

/// The jobs a process does for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offers {
    /// Set a new password without knowing the old one.
    pub reset: bool,
    /// Lift a lock and leave the password as it is.
    pub unlock: bool,
    /// Replace the current password, which must be known.
    pub change: bool,
}

impl Offers {
    /// Everything.
    pub const ALL: Self = Self {
        reset: true,
        unlock: true,
        change: true,
    };

    /// Whether `purpose` is among them.
    #[must_use]
    pub fn include(self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Reset => self.reset,
            Purpose::Unlock => self.unlock,
            Purpose::Change => self.change,
        }
    }
}

/// Which of a person's addresses receives the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeDestination {
    /// The recovery address, or the primary one when there is none.
    RecoveryFirst,
    /// Always the primary address.
    Primary,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_definition_of_an_earlier_version_is_read_with_what_it_meant() {
        let earlier = json!({
            "alias": "employees", "name": "Employees", "credential_store": "okta",
            "offers": { "reset": true, "unlock": true, "change": true },
            "excluded_groups": [], "serves_administrators": false, "code_destination": "recovery-first",
            "code_minutes": 10, "code_attempts": 5, "code_sends": 3, "request_minutes": 15,
            "enforces_history": true, "revokes_sessions": true, "proof_of_work": "when-suspicious"
        });
        let read: Process = serde_json::from_value(earlier).expect("readable");
        let alias = |text: &str| text.parse().expect("an alias");
        let expected = Process::new(
            alias("employees"),
            "Employees".into(),
            alias("okta"),
            Offers::ALL,
        );
        assert_eq!(read, expected);
        assert!(read.is_open_for(Purpose::Reset));
    }

    #[test]
    fn a_definition_comes_back_as_it_was_written() {
        let alias = |text: &str| text.parse().expect("an alias");
        let mut process = Process::new(alias("staff"), "Staff".into(), alias("okta"), Offers::ALL);
        process.kind = ProcessKind::SelfService {
            path: Some(alias("staff")),
        };
        process.audience = Audience::Groups {
            groups: vec!["Staff".into()],
        };
        process.owners = vec!["owner@example.com".parse().expect("an address")];
        let text = serde_json::to_string(&process).expect("writes");
        assert_eq!(
            serde_json::from_str::<Process>(&text).expect("reads"),
            process
        );
    }
}
