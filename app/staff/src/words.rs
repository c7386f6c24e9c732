//! What records call things, in words for people.

use latchkey_domain::{
    Actor, AuditKind, OperationKind, OperationState, ProofMethod, Purpose, RequestAction,
    RequestState,
};
use latchkey_ui::Tone;
use serde::Serialize;

/// A name as records hold it, as words: `wrong-codes-of-person` becomes `Wrong codes of person`.
pub(crate) fn words(name: &str) -> String {
    let spaced = name.replace('-', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The name under which something is stored and sent by forms.
pub(crate) fn name_of(value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).ok();
    name.and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

pub(crate) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Reset => "Reset",
        Purpose::Unlock => "Unlock",
        Purpose::Change => "Change",
    }
}

pub(crate) fn action(action: RequestAction) -> &'static str {
    match action {
        RequestAction::Reset => "Password reset",
        RequestAction::ResetAndUnlock => "Password reset and unlock",
        RequestAction::Change => "Password change",
        RequestAction::Unlock => "Unlock",
    }
}

pub(crate) fn method(method: ProofMethod) -> &'static str {
    match method {
        ProofMethod::EmailCode => "Code by email",
        ProofMethod::CurrentPassword => "Current password",
    }
}

pub(crate) fn state(state: RequestState) -> (&'static str, Tone) {
    match state {
        RequestState::Identified => ("Identified", Tone::Plain),
        RequestState::Verifying => ("Verifying", Tone::Plain),
        RequestState::Verified => ("Verified", Tone::Plain),
        RequestState::Executing => ("Executing", Tone::Care),
        RequestState::Completed => ("Completed", Tone::Good),
        RequestState::Expired => ("Expired", Tone::Plain),
        RequestState::Blocked => ("Blocked", Tone::Bad),
        RequestState::Cancelled => ("Cancelled", Tone::Plain),
    }
}

pub(crate) fn operation(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::SetPassword => "Set the new password",
        OperationKind::ChangePassword => "Change the password",
        OperationKind::Unlock => "Lift the lock",
        OperationKind::ExpirePassword => "Have the password changed at the next sign-in",
        OperationKind::RevokeSessions => "Sign out everywhere",
    }
}

pub(crate) fn operation_state(state: OperationState) -> (&'static str, Tone) {
    match state {
        OperationState::Intended => ("Under way", Tone::Care),
        OperationState::Done => ("Done", Tone::Good),
        OperationState::Refused => ("Refused", Tone::Plain),
        OperationState::NotSent => ("Not sent", Tone::Plain),
        OperationState::Unknown => ("Unknown", Tone::Bad),
    }
}

pub(crate) fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Visitor => "A visitor",
        Actor::Portal => "The portal",
        Actor::Operator => "An operator",
        Actor::Staff => "Staff",
    }
}

pub(crate) fn kind(kind: AuditKind) -> String {
    words(&name_of(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_records_become_words() {
        assert_eq!(words("wrong-codes-of-person"), "Wrong codes of person");
        assert_eq!(kind(AuditKind::RequestStarted), "Request started");
        assert_eq!(words(""), "");
    }
}
