//! Counts what the audit trail records. A label is one of a few fixed words, never anything about a
//! person.
//!
//! A record is counted when it is written; a transaction that fails afterwards and is tried again
//! counts twice.

use latchkey_domain::{AuditEvent, AuditKind};
use metrics::counter;
use serde_json::Value;

/// Counts one event.
pub(crate) fn count(event: &AuditEvent) {
    match event.kind {
        AuditKind::RequestStarted => counter!("latchkey_requests_started_total").increment(1),
        AuditKind::Blocked => {
            let limit = detail(event, "limit");
            counter!("latchkey_blocks_total", "limit" => limit).increment(1);
        }
        AuditKind::RequestCompleted => ended("completed"),
        AuditKind::RequestEnded => ended(detail(event, "end")),
        AuditKind::CodeSent => code("sent"),
        AuditKind::CodeRequested => code("asked-again"),
        AuditKind::CodeRefused => code("refused"),
        AuditKind::PersonVerified => code("accepted"),
        AuditKind::CurrentPasswordRefused => {
            counter!("latchkey_current_passwords_refused_total").increment(1);
        }
        AuditKind::OperationIntended => operation(event, "intended"),
        AuditKind::OperationSettled | AuditKind::OperationDecided => {
            operation(event, detail(event, "outcome"));
        }
        AuditKind::ProcessApplied
        | AuditKind::ProcessChanged
        | AuditKind::ProcessSwitchedOff
        | AuditKind::ProcessTried
        | AuditKind::TestMailSent
        // What people do at the command line.
        | AuditKind::JobRetried
        | AuditKind::JobDiscarded
        | AuditKind::BlockLifted
        | AuditKind::KeyReplaced
        | AuditKind::AuditExported
        | AuditKind::AuditPurged
        | AuditKind::RequestsPurged
        | AuditKind::DatabaseRestored
        | AuditKind::RestoreSeenTo
        | AuditKind::RemindersQueued
        // Counted by whoever raises it.
        | AuditKind::AlertRaised
        | AuditKind::LocalAdministratorChanged
        // Who looks after the portal, not who uses it.
        | AuditKind::SignedIn
        | AuditKind::SignInRefused
        | AuditKind::RolesChanged
        | AuditKind::SignedOut
        | AuditKind::KeyRotated
        // What admins configure.
        | AuditKind::ConnectionChanged
        | AuditKind::ConnectionSecretChanged
        | AuditKind::CredentialStoreChanged
        | AuditKind::CredentialStoreTested
        | AuditKind::ReportExported
        // Not of a request; the log tells of it at once.
        | AuditKind::AnotherPersonReturned
        | AuditKind::PersonLookedUp
        | AuditKind::PurposeChanged
        // The service desk.
        | AuditKind::PersonalDataRefused
        | AuditKind::ConfirmationAsked
        | AuditKind::ConfirmationGiven
        | AuditKind::HandoverCodeMade
        | AuditKind::HandoverCodeRefused
        | AuditKind::HandoverCodeUsed
        | AuditKind::DeskFrozen
        | AuditKind::DeskThawed
        | AuditKind::PasswordLinkRequested
        | AuditKind::PasswordLinkSent
        | AuditKind::PasswordShown
        | AuditKind::EarlierPasswordsForgotten
        // Counted with the mails.
        | AuditKind::NoticeSent => {}
    }
}

fn ended(outcome: impl Into<String>) {
    counter!("latchkey_requests_ended_total", "outcome" => outcome.into()).increment(1);
}

fn code(event: &'static str) {
    counter!("latchkey_codes_total", "event" => event).increment(1);
}

fn operation(event: &AuditEvent, outcome: impl Into<String>) {
    let kind = detail(event, "kind");
    counter!("latchkey_operations_total", "kind" => kind, "outcome" => outcome.into()).increment(1);
}

/// A word the engine itself put into the record.
fn detail(event: &AuditEvent, name: &str) -> String {
    let word = event.details.get(name).and_then(Value::as_str);
    word.unwrap_or("unknown").to_owned()
}
