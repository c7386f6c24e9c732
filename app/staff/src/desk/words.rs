//! What the service desk calls things.

use latchkey_domain::{DeskAction, OperationKind, RequestState, Verification};
use latchkey_processes::desk::{DeskVerdict, Protection};
use latchkey_ui::Tone;
use latchkey_values::UserStatus;

pub(super) fn status(status: UserStatus) -> (&'static str, Tone) {
    match status {
        UserStatus::Active => ("Active", Tone::Good),
        UserStatus::LockedOut => ("Locked out", Tone::Bad),
        UserStatus::PasswordExpired => ("Password expired", Tone::Care),
        UserStatus::Recovery => ("In recovery", Tone::Care),
        UserStatus::Suspended => ("Suspended", Tone::Bad),
        UserStatus::Deprovisioned => ("Deactivated", Tone::Bad),
        UserStatus::Staged | UserStatus::Provisioned => ("Not activated yet", Tone::Care),
        UserStatus::Unknown => ("Unknown", Tone::Plain),
    }
}

pub(super) fn action(action: DeskAction) -> &'static str {
    match action {
        DeskAction::Unlock => "Unlock the account",
        DeskAction::HandOver => "Get a hand-over code",
        DeskAction::ExpirePassword => "Expire the password",
        DeskAction::SignOut => "Sign out everywhere",
    }
}

pub(super) fn what_action_does(action: DeskAction) -> &'static str {
    match action {
        DeskAction::Unlock => "Lifts the lock; the password stays.",
        DeskAction::HandOver => {
            "A short code to read out. The caller types it at this portal, gets a code by email, and \
             chooses a new password alone."
        }
        DeskAction::ExpirePassword => "The password has to be changed at the next sign-in.",
        DeskAction::SignOut => "Ends every session in every browser.",
    }
}

pub(super) fn done(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::Unlock => "The account is unlocked.",
        OperationKind::RevokeSessions => "The caller is signed out everywhere.",
        OperationKind::ExpirePassword => "The password has to be changed at the next sign-in.",
        OperationKind::SetPassword | OperationKind::ChangePassword => "The password was changed.",
    }
}

pub(super) fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::EmailCode => "Code by email",
        Verification::PersonalData => "Personal data",
    }
}

pub(super) fn protection(protection: &Protection) -> String {
    match protection {
        Protection::Administrator => "has an admin role in the directory".to_owned(),
        Protection::Group(group) => format!("is in the protected group “{group}”"),
        Protection::SecondReset => {
            "got a new password through the service desk within the last day".to_owned()
        }
    }
}

/// Why a process does not serve somebody; `None` when it does.
pub(super) fn refusal(verdict: &DeskVerdict) -> Option<String> {
    use latchkey_processes::desk::NotServedReason as Reason;
    match verdict {
        DeskVerdict::Serves | DeskVerdict::ServesWithSecondAgent(_) => None,
        DeskVerdict::Protected(reason) => Some(format!(
            "protected: this person {}, and no second agent is provided for",
            protection(reason)
        )),
        DeskVerdict::NotFor(why) => Some(
            match *why {
                "excluded-group" => "this person is in a group that it leaves out",
                "not-in-audience" => "it is for other people",
                "no-address" => "no address is on file to send a code to",
                _ => "the account is in a state that it does not know",
            }
            .to_owned(),
        ),
        DeskVerdict::NotPossible(reason) => Some(
            match reason {
                Reason::Suspended => "the account is suspended",
                Reason::Deactivated => "the account is deactivated",
                Reason::NotYetActivated => "the account was never activated",
                Reason::ManagedElsewhere => "the password is kept by another directory",
                Reason::Administrator => "this person has an admin role in the directory",
                Reason::TooManyWrongCodes => "too many codes were wrong in a row",
            }
            .to_owned(),
        ),
    }
}

pub(super) fn ended(state: RequestState) -> &'static str {
    match state {
        RequestState::Expired => "The time of this case is over. Nothing was changed.",
        RequestState::Blocked => "Too much was wrong, so this case is closed. Nothing was changed.",
        _ => "This case was closed. Nothing was changed.",
    }
}
