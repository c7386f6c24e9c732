//! Okta's SCIM-like filter expressions: `status eq "ACTIVE" and (profile.email sw "a" or id eq "00u…")`.

mod evaluate;
mod lexer;
mod parser;

use serde_json::Value;

use super::call::Call;
use super::error::{INVALID_SEARCH, Refusal};

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    StartsWith,
    EndsWith,
    Contains,
}

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expression {
    Compare {
        path: String,
        operator: Operator,
        value: Value,
    },
    Present(String),
    Not(Box<Expression>),
    All(Vec<Expression>),
    Any(Vec<Expression>),
}

/// What one endpoint's parameter understands.
pub(crate) struct Dialect {
    /// Whether an attribute may be used.
    pub(crate) attribute: fn(&str) -> bool,
    /// Whether an operator may be used on an attribute.
    pub(crate) operator: fn(&str, Operator) -> bool,
    /// Whether text is compared without regard to case.
    pub(crate) ignores_case: bool,
}

/// Why an expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FilterError {
    #[error("Invalid filter '{0}': syntax error")]
    Syntax(String),
    #[error("Cannot filter on attribute(s): {0}")]
    Attribute(String),
    #[error("Operator is not supported for attribute: {0}")]
    Operator(String),
}

impl Expression {
    /// Parses and checks an expression.
    pub(crate) fn parse(text: &str, dialect: &Dialect) -> Result<Self, FilterError> {
        let expression = parser::parse(text).ok_or_else(|| FilterError::Syntax(text.to_owned()))?;
        expression.check(dialect)?;
        Ok(expression)
    }

    /// Reads a parameter of a call; `None` when it is not there.
    pub(crate) fn from_query(
        call: &Call,
        name: &str,
        dialect: &Dialect,
    ) -> Result<Option<Self>, Refusal> {
        let refuse = |error: FilterError| Refusal::new(&INVALID_SEARCH).because(error.to_string());
        call.query
            .get(name)
            .map(|text| Self::parse(text, dialect).map_err(refuse))
            .transpose()
    }

    fn check(&self, dialect: &Dialect) -> Result<(), FilterError> {
        let known = |path: &String| {
            if (dialect.attribute)(path) {
                Ok(())
            } else {
                Err(FilterError::Attribute(path.clone()))
            }
        };
        match self {
            Self::Present(path) => known(path),
            Self::Compare { path, operator, .. } => {
                known(path)?;
                if (dialect.operator)(path, *operator) {
                    Ok(())
                } else {
                    Err(FilterError::Operator(path.clone()))
                }
            }
            Self::Not(inner) => inner.check(dialect),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().try_for_each(|part| part.check(dialect))
            }
        }
    }

    /// Whether a JSON object satisfies the expression.
    pub(crate) fn matches(&self, object: &Value, dialect: &Dialect) -> bool {
        evaluate::matches(self, object, dialect.ignores_case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ANY: Dialect = Dialect {
        attribute: |path| path != "secret",
        operator: |_, operator| operator != Operator::NotEqual,
        ignores_case: true,
    };

    fn holds(text: &str) -> bool {
        let object = json!({
            "status": "ACTIVE",
            "created": "2025-09-29T03:49:50.000Z",
            "profile": { "login": "Alice.Winter@example.com", "nickName": "the \"A\"" },
            "target": [{ "id": "00u1", "type": "User" }, { "id": "00g1", "type": "UserGroup" }],
        });
        Expression::parse(text, &ANY)
            .unwrap()
            .matches(&object, &ANY)
    }

    #[test]
    fn expressions_are_evaluated_like_okta_does() {
        for text in [
            r#"status eq "active""#,
            r#"status EQ "ACTIVE" AND profile.login sw "alice""#,
            r#"status eq "STAGED" or profile.login co "winter""#,
            r#"target.id eq "00g1""#,
            r#"created gt "2025-09-28T00:00:00Z" and created lt "2025-09-30T00:00:00.000Z""#,
            "profile.login pr",
            r#"profile.nickName eq "the \"A\"""#,
            r#"status eq "STAGED" and status eq "STAGED" or status eq "ACTIVE""#,
            r#"not (status eq "STAGED")"#,
        ] {
            assert!(holds(text), "{text}");
        }
        for text in [
            r#"status eq "STAGED""#,
            r#"status eq "STAGED" and (status eq "STAGED" or status eq "ACTIVE")"#,
            "profile.secondEmail pr",
            r#"created ge "2026-01-01T00:00:00.000Z""#,
        ] {
            assert!(!holds(text), "{text}");
        }
    }

    #[test]
    fn broken_expressions_are_refused() {
        for text in [
            "",
            "status",
            "status eq",
            r#"status eq "A"#,
            r#"(status eq "A""#,
            "eq eq eq",
            r#"status is "A""#,
        ] {
            assert!(
                matches!(Expression::parse(text, &ANY), Err(FilterError::Syntax(_))),
                "{text}"
            );
        }
        let deep = "(".repeat(5_000);
        assert!(Expression::parse(&deep, &ANY).is_err());
    }

    #[test]
    fn unknown_attributes_and_operators_are_refused() {
        let parse = |text| Expression::parse(text, &ANY);
        assert_eq!(
            parse("secret pr"),
            Err(FilterError::Attribute("secret".to_owned()))
        );
        assert_eq!(
            parse(r#"id ne "1""#),
            Err(FilterError::Operator("id".to_owned()))
        );
    }
}
