use crate::Purpose;
use latchkey_values::Alias;
use serde::{Deserialize, Serialize};

/// What an admin configured: whom the portal helps, with what, after which proof, within which limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Its short name.
    pub alias: Alias,
    /// Its name on screens.
    pub name: String,
    /// Where the passwords live.
    pub credential_store: Alias,
    /// What it offers.
    pub offers: Offers,
    /// Names of directory groups whose members it does not serve.
    pub excluded_groups: Vec<String>,
    /// Whether people with an admin role in the directory are served.
    pub serves_administrators: bool,
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
    /// When a browser does some work before a request starts.
    #[serde(default)]
    pub proof_of_work: ProofOfWork,
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
            name,
            credential_store,
            offers,
            excluded_groups: Vec::new(),
            serves_administrators: false,
            code_destination: CodeDestination::RecoveryFirst,
            code_minutes: Self::CODE_MINUTES,
            code_attempts: Self::CODE_ATTEMPTS,
            code_sends: Self::CODE_SENDS,
            request_minutes: Self::REQUEST_MINUTES,
            enforces_history: true,
            revokes_sessions: true,
            proof_of_work: ProofOfWork::default(),
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
