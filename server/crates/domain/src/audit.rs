use jiff::Timestamp;
use latchkey_values::RequestId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};
use strum::VariantArray;

/// One thing that happened, as it enters the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// What happened.
    pub kind: AuditKind,
    /// Who did it.
    pub actor: Actor,
    /// The directory's id of the person it was done to; `None` when nobody is known.
    pub subject: Option<String>,
    /// The request it belongs to; `None` outside requests.
    pub request: Option<RequestId>,
    /// Where the caller came from; `None` for the portal itself.
    pub network: Option<String>,
    /// Anything else worth keeping. Never a secret.
    pub details: Map<String, Value>,
}

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// Somebody at a browser, not signed in.
    Visitor,
    /// The portal itself.
    Portal,
    /// Somebody at the command line; the detail `operator` names the account.
    Operator,
    /// Somebody who signed in; the detail `staff` names them.
    Staff,
}

/// The kinds of audit events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum AuditKind {
    /// A process was created, changed or removed by configuration.
    ProcessApplied,
    /// Somebody created, changed, copied, switched or removed a process.
    ProcessChanged,
    /// A process was switched off because it lost what it needs.
    ProcessSwitchedOff,
    /// Somebody looked at what processes would do for a person.
    ProcessTried,
    /// Somebody had the mails of a process sent to themselves.
    TestMailSent,
    /// A request began.
    RequestStarted,
    /// A limit was reached: starts are turned away, or codes refused, until it ends.
    Blocked,
    /// The directory was asked who the person is.
    PersonLookedUp,
    /// A code was made and handed to the mail server.
    CodeSent,
    /// A further code was asked for.
    CodeRequested,
    /// A wrong code was entered.
    CodeRefused,
    /// The right code was entered.
    PersonVerified,
    /// The person, proven, asked for something else than they came for.
    PurposeChanged,
    /// The current password was wrong.
    CurrentPasswordRefused,
    /// A link to a made password was asked for.
    PasswordLinkRequested,
    /// A link to a made password was made and handed to the mail server.
    PasswordLinkSent,
    /// A made password was shown, once.
    PasswordShown,
    /// The passwords remembered of somebody whom the directory no longer knows were forgotten.
    EarlierPasswordsForgotten,
    /// An effect on the directory was committed to.
    OperationIntended,
    /// The outcome of an effect became known.
    OperationSettled,
    /// A request reached its goal.
    RequestCompleted,
    /// A request ended otherwise.
    RequestEnded,
    /// A notice was handed to the mail server.
    NoticeSent,
    /// A process found people whose password ends, and queued a reminder for each.
    RemindersQueued,
    /// A dead job was queued again.
    JobRetried,
    /// A dead job was removed.
    JobDiscarded,
    /// A block was ended early.
    BlockLifted,
    /// The database was told to accept another key.
    KeyReplaced,
    /// Somebody said what became of an effect whose outcome the portal could not find out.
    OperationDecided,
    /// More happened than is usual, and people were told.
    AlertRaised,
    /// Records of the audit trail were taken away as a file.
    AuditExported,
    /// The oldest records of the audit trail were given up, up to a checkpoint.
    AuditPurged,
    /// Requests that ended long ago were removed.
    RequestsPurged,
    /// Somebody of the staff signed in.
    SignedIn,
    /// A sign-in of staff was turned away; the detail `reason` says why.
    SignInRefused,
    /// The roles of somebody who is signed in changed, as the directory says.
    RolesChanged,
    /// Somebody of the staff signed out, in one browser or everywhere, or the portal ended their
    /// sign-ins.
    SignedOut,
    /// A local administrator was added, invited, disabled or enabled, or chose a password; the detail
    /// `change` says which.
    LocalAdministratorChanged,
    /// The installation's key was replaced by a new one, without any loss.
    KeyRotated,
    /// A connection was created, changed or removed.
    ConnectionChanged,
    /// A secret of a connection was set or removed.
    ConnectionSecretChanged,
    /// A credential store was created, changed or removed.
    CredentialStoreChanged,
    /// A credential store was tested.
    CredentialStoreTested,
    /// A backup took the place of the database. The details `head` and `replaced` are the ends of the
    /// trail that was put back and of the one that is gone.
    DatabaseRestored,
    /// The portal saw to what a restored backup brought back: what it held back, and what it ended.
    RestoreSeenTo,
    /// What a caller said about themselves did not match.
    PersonalDataRefused,
    /// An agent asked for a second one's word about an action on a protected person.
    ConfirmationAsked,
    /// A second agent confirmed or refused an action; the detail `answer` says which.
    ConfirmationGiven,
    /// An agent got a code to read out to a caller.
    HandoverCodeMade,
    /// Something was typed as a hand-over code that is none.
    HandoverCodeRefused,
    /// A caller used the code that was read out, and goes on alone.
    HandoverCodeUsed,
    /// All actions of the service desk were stopped.
    DeskFrozen,
    /// The service desk may act again.
    DeskThawed,
    /// A credential store answered with somebody else's account; the detail `asked` says whom it was asked
    /// about. The step that met it was given up.
    AnotherPersonReturned,
    /// Requests or a report were taken away as a file; the detail `report` says which.
    ReportExported,
}

/// An event in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// 1, 2, 3, … without gaps.
    pub sequence: i64,
    /// When it was recorded.
    pub at: Timestamp,
    /// What was recorded.
    pub event: AuditEvent,
    /// Hash over this record and the one before.
    pub hash: ChainHash,
}

/// SHA-256 over a record and its predecessor's hash.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ChainHash([u8; 32]);

/// Where the chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// A record is missing before this one, or the order is wrong.
    #[error("expected record {expected}, found {found}")]
    Gap {
        /// The number that should have come.
        expected: i64,
        /// The number that came.
        found: i64,
    },
    /// A record, or the one before it, was altered.
    #[error("record {0} does not match its hash")]
    Altered(i64),
}

impl AuditRecord {
    /// The record that follows `previous` (`None` for the first one).
    #[must_use]
    pub fn following(previous: Option<(i64, ChainHash)>, at: Timestamp, event: AuditEvent) -> Self {
        let (last, previous_hash) = previous.unwrap_or((0, ChainHash::START));
        let sequence = last + 1;
        let hash = ChainHash::over(previous_hash, sequence, at, &event);
        Self {
            sequence,
            at,
            event,
            hash,
        }
    }
}

impl ChainHash {
    /// What stands before the first record.
    pub const START: Self = Self([0; 32]);

    fn over(previous: Self, sequence: i64, at: Timestamp, event: &AuditEvent) -> Self {
        // Field order of the struct and of serde_json's sorted map is fixed, so this text is canonical.
        let event = serde_json::to_vec(event).unwrap_or_default();
        Self::over_text(previous, sequence, at.as_millisecond(), &event)
    }

    /// The same over the event's text, at a time in Unix milliseconds. Each part goes in with its
    /// length, so that no two records share their bytes.
    pub(crate) fn over_text(previous: Self, sequence: i64, at: i64, event: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        let (sequence, at) = (sequence.to_be_bytes(), at.to_be_bytes());
        for part in [&previous.0[..], &sequence, &at, event] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// Whether `hex` is its text, to the letter.
    pub(crate) fn is_written(&self, hex: &str) -> bool {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let halves = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let digits = halves.map(|half| DIGITS[usize::from(half)]);
        hex.bytes().eq(digits)
    }
}

impl fmt::Display for ChainHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ChainHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ChainHash({self})")
    }
}

impl FromStr for ChainHash {
    type Err = ();

    fn from_str(hex: &str) -> Result<Self, Self::Err> {
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(());
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[index * 2..index * 2 + 2], 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

/// Checks that `records` continue the chain after `previous` without gap or alteration, and
/// returns its new end.
///
/// # Errors
/// The first [`ChainBreak`].
pub fn verify_chain<'a>(
    mut previous: Option<(i64, ChainHash)>,
    records: impl IntoIterator<Item = &'a AuditRecord>,
) -> Result<Option<(i64, ChainHash)>, ChainBreak> {
    for record in records {
        let (last, hash) = previous.unwrap_or((0, ChainHash::START));
        if record.sequence != last + 1 {
            return Err(ChainBreak::Gap {
                expected: last + 1,
                found: record.sequence,
            });
        }
        if ChainHash::over(hash, record.sequence, record.at, &record.event) != record.hash {
            return Err(ChainBreak::Altered(record.sequence));
        }
        previous = Some((record.sequence, record.hash));
    }
    Ok(previous)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: i64) -> Vec<AuditRecord> {
        let mut records: Vec<AuditRecord> = Vec::new();
        for number in 0..length {
            let event = AuditEvent {
                kind: AuditKind::RequestStarted,
                actor: Actor::Visitor,
                subject: None,
                request: None,
                network: Some("203.0.113.7".into()),
                details: Map::from_iter([("number".to_owned(), number.into())]),
            };
            let previous = records.last().map(|record| (record.sequence, record.hash));
            let at = Timestamp::from_second(number).expect("a time");
            records.push(AuditRecord::following(previous, at, event));
        }
        records
    }

    #[test]
    fn an_untouched_chain_verifies_in_parts() {
        let records = chain(6);
        let middle = verify_chain(None, &records[..3]).expect("whole");
        assert_eq!(
            verify_chain(middle, &records[3..])
                .expect("whole")
                .map(|end| end.0),
            Some(6)
        );
    }

    #[test]
    fn editing_dropping_and_swapping_are_found_and_located() {
        let mut edited = chain(6);
        edited[2].event.network = Some("203.0.113.8".into());
        assert_eq!(verify_chain(None, &edited), Err(ChainBreak::Altered(3)));

        let mut dropped = chain(6);
        dropped.remove(2);
        assert_eq!(
            verify_chain(None, &dropped),
            Err(ChainBreak::Gap {
                expected: 3,
                found: 4
            })
        );

        let mut swapped = chain(6);
        swapped.swap(1, 2);
        assert_eq!(
            verify_chain(None, &swapped),
            Err(ChainBreak::Gap {
                expected: 2,
                found: 3
            })
        );
    }

    #[test]
    fn a_hash_reads_back_from_its_text() {
        let hash = chain(1)[0].hash;
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!("zz".parse::<ChainHash>(), Err(()));
    }
}
