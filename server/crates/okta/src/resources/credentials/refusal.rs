use crate::Error;

/// Why Okta did not take a new password, told so that a person can act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Too short, a kind of character missing, or another of the policy's rules.
    ComplexityNotMet,
    /// It is among the remembered earlier ones.
    RecentlyUsed,
    /// The current password is younger than the policy's minimum age.
    TooYoung,
    /// It is the current one.
    SameAsCurrent,
    /// A part of the login is in it.
    ContainsUsername,
    /// The first or last name is in it.
    ContainsName,
    /// It is on Okta's list of common passwords, or known from a breach.
    Common,
    /// The old password was wrong.
    OldPasswordWrong,
    /// The account's status does not allow it.
    NotAllowedInStatus,
    /// A reason Okta words in a way this version does not know.
    Other,
}

impl PasswordRefusal {
    /// Reads the reason from Okta's refusal; `None` when the error is none of a password
    /// (not found, no permission, unclear …).
    ///
    /// Okta uses three codes for the same reasons, depending on the call, so the text decides.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        let api = error.api()?;
        match api.code.as_str() {
            "E0000035" | "E0000038" => Some(Self::NotAllowedInStatus),
            "E0000014" | "E0000080" => Some(
                api.causes()
                    .iter()
                    .find_map(|cause| Self::from_cause(cause))
                    .unwrap_or(Self::Other),
            ),
            // This code also reports every other invalid field: only a cause that speaks of a password counts.
            "E0000001" => {
                let about_password = |cause: &&String| cause.to_lowercase().contains("password");
                let mut causes = api.causes().iter().filter(about_password).peekable();
                causes.peek()?;
                Some(
                    causes
                        .find_map(|cause| Self::from_cause(cause))
                        .unwrap_or(Self::Other),
                )
            }
            _ => None,
        }
    }

    fn from_cause(cause: &str) -> Option<Self> {
        let text = cause.to_lowercase();
        let has = |part: &str| text.contains(part);
        // First, because this text goes on to list every rule of the policy.
        if has("requirements were not met") || has("complexity") {
            return Some(Self::ComplexityNotMet);
        }
        if has("old password") || (has("oldpassword") && has("incorrect")) {
            return Some(Self::OldPasswordWrong);
        }
        if has("minimum age")
            || has("minimum password age")
            || has("too young")
            || has("changed too recently")
        {
            return Some(Self::TooYoung);
        }
        let classes = [
            ("used too recently", Self::RecentlyUsed),
            ("history", Self::RecentlyUsed),
            ("cannot be your current password", Self::SameAsCurrent),
            ("commonly used", Self::Common),
            ("breach", Self::Common),
            ("username", Self::ContainsUsername),
            ("first name", Self::ContainsName),
            ("firstname", Self::ContainsName),
            ("last name", Self::ContainsName),
            ("lastname", Self::ContainsName),
            ("current status", Self::NotAllowedInStatus),
        ];
        classes
            .into_iter()
            .find(|(part, _)| has(part))
            .map(|(_, refusal)| refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ApiError;
    use serde_json::json;

    fn refusal(code: &str, cause: &str) -> Option<PasswordRefusal> {
        let body = json!({"errorCode": code, "errorCauses": [{"errorSummary": cause}]}).to_string();
        PasswordRefusal::of(&Error::from(Box::new(ApiError::read(
            403,
            None,
            body.as_bytes(),
        ))))
    }

    #[test]
    fn oktas_texts_are_mapped_whatever_the_code() {
        let requirements = "Password requirements were not met. Password requirements: at least 8 characters, \
            a lowercase letter, no parts of your username, does not include your first name. \
            Your password cannot be any of your last 4 passwords.";
        for (cause, expected) in [
            (requirements, PasswordRefusal::ComplexityNotMet),
            (
                "Password has been used too recently",
                PasswordRefusal::RecentlyUsed,
            ),
            (
                "Password cannot be your current password",
                PasswordRefusal::SameAsCurrent,
            ),
            (
                "This password was found in a list of commonly used passwords. Please try another password.",
                PasswordRefusal::Common,
            ),
        ] {
            for code in ["E0000001", "E0000014", "E0000080"] {
                assert_eq!(
                    refusal(code, &format!("password: {cause}")),
                    Some(expected),
                    "{code} {cause}"
                );
            }
        }
    }

    #[test]
    fn a_wrong_old_password_is_told_from_a_bad_new_one() {
        for cause in [
            "Old Password is not correct",
            "oldPassword: The credentials provided were incorrect.",
        ] {
            assert_eq!(
                refusal("E0000014", cause),
                Some(PasswordRefusal::OldPasswordWrong),
                "{cause}"
            );
        }
    }

    #[test]
    fn errors_about_other_things_are_no_refusal_of_a_password() {
        assert_eq!(
            refusal(
                "E0000001",
                "login: An object with this field already exists"
            ),
            None
        );
        assert_eq!(
            refusal("E0000006", "Password has been used too recently"),
            None
        );
        assert_eq!(
            refusal("E0000035", ""),
            Some(PasswordRefusal::NotAllowedInStatus)
        );
        assert_eq!(
            refusal("E0000014", "a new wording"),
            Some(PasswordRefusal::Other)
        );
        assert_eq!(
            refusal("E0000001", "password: Password"),
            Some(PasswordRefusal::Other)
        );
    }
}
