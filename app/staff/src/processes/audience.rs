use crate::{form_state::FoundProblem, words};
use latchkey_domain::{Audience, Condition, Operator};
use serde_json::json;

/// The three ways to say whom a process serves, as the form sends them.
pub(super) const EVERYBODY: &str = "everybody";
pub(super) const GROUPS: &str = "groups";
pub(super) const ATTRIBUTES: &str = "attributes";

/// Whom a process serves, as the form's three fields show it: which way, groups, conditions.
pub(super) fn written(audience: &Audience) -> (&'static str, String, String) {
    match audience {
        Audience::Everybody => (EVERYBODY, String::new(), String::new()),
        Audience::Groups { groups } => (GROUPS, groups.join("\n"), String::new()),
        Audience::Attributes { conditions } => {
            let lines: Vec<_> = conditions.iter().map(line).collect();
            (ATTRIBUTES, String::new(), lines.join("\n"))
        }
    }
}

/// The same read back.
pub(super) fn read(who: &str, groups: &str, conditions: &str) -> Result<Audience, FoundProblem> {
    Ok(match who {
        GROUPS => Audience::Groups {
            groups: lines(groups),
        },
        ATTRIBUTES => Audience::Attributes {
            conditions: lines(conditions)
                .iter()
                .map(|line| condition(line))
                .collect::<Result<_, _>>()?,
        },
        _ => Audience::Everybody,
    })
}

/// Lines that hold something.
pub(super) fn lines(text: &str) -> Vec<String> {
    let trimmed = text.lines().map(str::trim);
    trimmed
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn line(condition: &Condition) -> String {
    let operator = words::name_of(&condition.operator);
    format!("{} {operator} {}", condition.attribute, condition.value)
}

fn condition(line: &str) -> Result<Condition, FoundProblem> {
    let mut parts = line.splitn(3, ' ');
    let read = || {
        let attribute = parts.next()?.to_owned();
        let operator: Operator = serde_json::from_value(json!(parts.next()?)).ok()?;
        let value = parts.next()?.trim().to_owned();
        Some(Condition {
            attribute,
            operator,
            value,
        })
    };
    let mut read = read;
    read().ok_or_else(|| {
        let text = format!("“{line}” is no condition. Write: department is Finance.");
        FoundProblem::of("conditions", text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_comes_back_from_its_own_form_as_it_was() {
        let conditions = "department starts-with Sales East\ncity is-not Bern";
        for (who, groups, conditions) in [
            (EVERYBODY, "", ""),
            (GROUPS, "Staff\nStudents", ""),
            (ATTRIBUTES, "", conditions),
        ] {
            let audience = read(who, groups, conditions).expect("valid");
            assert_eq!(
                written(&audience),
                (who, groups.to_owned(), conditions.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_condition_is_told_with_an_example() {
        let problem = read(ATTRIBUTES, "", "department resembles Finance").expect_err("refused");
        assert_eq!(problem.field, "conditions");
        assert!(
            problem.text.contains("department is Finance"),
            "{problem:?}"
        );
    }
}
