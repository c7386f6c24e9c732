use super::finding::PasswordFinding;
use latchkey_ui::Typed;
use latchkey_values::NewPassword;

/// The new password, when both fields hold the same one and it can be a password at all.
pub(crate) fn check(typed: &Typed, again: &Typed) -> Result<NewPassword, PasswordFinding> {
    let password: NewPassword = typed.expose().parse()?;
    if typed.expose() != again.expose() {
        return Err(PasswordFinding::Different);
    }
    Ok(password)
}
