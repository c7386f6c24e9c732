use jiff::Timestamp;
use std::{borrow::Cow, fmt, str::FromStr};

/// A condition for `search` and `filter`. Values are quoted here, so that no text becomes a clause.
///
/// `Debug` hides it: values are often personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Filter {
    text: String,
    is_alternative: bool,
}

/// The name of an attribute in a [`Filter`]: letters, digits, `_` and dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute(Cow<'static, str>);

/// The text is not an attribute's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an attribute name")]
pub struct InvalidAttribute;

impl Attribute {
    /// `id`.
    pub const ID: Self = Self(Cow::Borrowed("id"));
    /// `status`.
    pub const STATUS: Self = Self(Cow::Borrowed("status"));
    /// `lastUpdated`.
    pub const LAST_UPDATED: Self = Self(Cow::Borrowed("lastUpdated"));
    /// `lastMembershipUpdated`, of groups.
    pub const LAST_MEMBERSHIP_UPDATED: Self = Self(Cow::Borrowed("lastMembershipUpdated"));
    /// `profile.login`.
    pub const LOGIN: Self = Self(Cow::Borrowed("profile.login"));
    /// `profile.email`.
    pub const EMAIL: Self = Self(Cow::Borrowed("profile.email"));
    /// `profile.firstName`.
    pub const FIRST_NAME: Self = Self(Cow::Borrowed("profile.firstName"));
    /// `profile.lastName`.
    pub const LAST_NAME: Self = Self(Cow::Borrowed("profile.lastName"));
    /// `profile.mobilePhone`.
    pub const MOBILE_PHONE: Self = Self(Cow::Borrowed("profile.mobilePhone"));
    /// `profile.primaryPhone`.
    pub const PRIMARY_PHONE: Self = Self(Cow::Borrowed("profile.primaryPhone"));
    /// `profile.name`, of groups.
    pub const NAME: Self = Self(Cow::Borrowed("profile.name"));
}

impl FromStr for Attribute {
    type Err = InvalidAttribute;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_name = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_alphabetic())
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        if text.split('.').all(is_name) {
            Ok(Self(Cow::Owned(text.to_owned())))
        } else {
            Err(InvalidAttribute)
        }
    }
}

impl Filter {
    /// The attribute equals the text.
    #[must_use]
    pub fn equals(attribute: &Attribute, value: &str) -> Self {
        Self::clause(attribute, "eq", value)
    }

    /// The attribute starts with the text.
    #[must_use]
    pub fn starts_with(attribute: &Attribute, value: &str) -> Self {
        Self::clause(attribute, "sw", value)
    }

    /// The attribute contains the text; Okta allows it for names, email and login only.
    #[must_use]
    pub fn contains(attribute: &Attribute, value: &str) -> Self {
        Self::clause(attribute, "co", value)
    }

    /// The attribute is later than the instant.
    #[must_use]
    pub fn later_than(attribute: &Attribute, instant: Timestamp) -> Self {
        Self::clause(attribute, "gt", &format!("{instant:.3}"))
    }

    /// Both conditions hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let text = [self.grouped(), other.grouped()].join(" and ");
        Self {
            text,
            is_alternative: false,
        }
    }

    /// At least one condition holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            text: [self.text, other.text].join(" or "),
            is_alternative: true,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    fn clause(attribute: &Attribute, operator: &str, value: &str) -> Self {
        // Okta's values are JSON strings.
        let quoted = serde_json::Value::from(value);
        Self {
            text: format!("{} {operator} {quoted}", attribute.0),
            is_alternative: false,
        }
    }

    fn grouped(self) -> String {
        if self.is_alternative {
            format!("({})", self.text)
        } else {
            self.text
        }
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Filter(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads one quoted string the way a SCIM parser does, without serde: value and rest.
    fn unquote(text: &str) -> Option<(String, &str)> {
        let mut characters = text.strip_prefix('"')?.char_indices();
        let mut value = String::new();
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => return Some((value, &text[at + 2..])),
                '\\' => match characters.next()?.1 {
                    'u' => {
                        let digits: String = characters.by_ref().take(4).map(|(_, c)| c).collect();
                        value.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                    }
                    'n' => value.push('\n'),
                    'r' => value.push('\r'),
                    't' => value.push('\t'),
                    'b' => value.push('\u{8}'),
                    'f' => value.push('\u{c}'),
                    other => value.push(other),
                },
                other => value.push(other),
            }
        }
        None
    }

    proptest! {
        #[test]
        fn any_text_stays_one_value(text in ".*") {
            let filter = Filter::equals(&Attribute::LOGIN, &text);
            let quoted = filter.as_str().strip_prefix("profile.login eq ").expect("prefix");
            prop_assert_eq!(unquote(quoted), Some((text, "")));
        }
    }

    #[test]
    fn injected_clauses_stay_text() {
        let filter = Filter::equals(
            &Attribute::EMAIL,
            r#"x" or status pr or profile.email eq "\"#,
        );
        assert_eq!(
            filter.as_str(),
            r#"profile.email eq "x\" or status pr or profile.email eq \"\\""#
        );
    }

    #[test]
    fn alternatives_are_grouped_inside_a_conjunction() {
        let staged = Filter::equals(&Attribute::STATUS, "STAGED");
        let active = Filter::equals(&Attribute::STATUS, "ACTIVE");
        let named = Filter::starts_with(&Attribute::LOGIN, "a");
        assert_eq!(
            named.and(staged.or(active)).as_str(),
            r#"profile.login sw "a" and (status eq "STAGED" or status eq "ACTIVE")"#
        );
    }

    #[test]
    fn instants_are_written_as_okta_writes_them() {
        let instant: Timestamp = "2025-09-29T03:49:50Z".parse().expect("instant");
        assert_eq!(
            Filter::later_than(&Attribute::LAST_UPDATED, instant).as_str(),
            r#"lastUpdated gt "2025-09-29T03:49:50.000Z""#
        );
    }

    #[test]
    fn an_attribute_is_a_name_and_nothing_else() {
        for good in ["status", "profile.employeeNumber", "profile.cost_center2"] {
            assert!(good.parse::<Attribute>().is_ok(), "{good}");
        }
        for bad in ["", ".", "a.", "a b", "a eq \"x\" or b", "a\"", "1a", "a(b)"] {
            assert_eq!(bad.parse::<Attribute>(), Err(InvalidAttribute), "{bad}");
        }
    }
}
