use serde::{Deserialize, Serialize};

/// Whom a process serves, by what the directory knows of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Audience {
    /// Everybody the directory knows.
    #[default]
    Everybody,
    /// Members of at least one of these groups.
    Groups {
        /// Names of directory groups.
        groups: Vec<String>,
    },
    /// Everybody whose profile meets every condition.
    Attributes {
        /// The conditions.
        conditions: Vec<Condition>,
    },
}

/// What an attribute of a person's profile has to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The attribute's name in the directory, such as `department`.
    pub attribute: String,
    /// How it is compared.
    pub operator: Operator,
    /// With what; upper and lower case are the same.
    pub value: String,
}

/// How an attribute is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operator {
    /// It is the value.
    Is,
    /// It is there, and is not the value.
    IsNot,
    /// It begins with the value.
    StartsWith,
    /// It ends with the value.
    EndsWith,
    /// It holds the value.
    Contains,
}

impl Audience {
    /// Whether somebody is meant who is in `groups` and whose attributes `attribute` tells, one text for
    /// each value; none when the attribute is not there.
    #[must_use]
    pub fn includes<'group>(
        &self,
        groups: impl IntoIterator<Item = &'group str>,
        attribute: impl Fn(&str) -> Vec<String>,
    ) -> bool {
        match self {
            Self::Everybody => true,
            Self::Groups { groups: wanted } => groups
                .into_iter()
                .any(|group| wanted.iter().any(|name| name == group)),
            // No condition at all is a mistake, and serves nobody.
            Self::Attributes { conditions } => {
                let met =
                    |condition: &Condition| condition.is_met_by(&attribute(&condition.attribute));
                !conditions.is_empty() && conditions.iter().all(met)
            }
        }
    }
}

impl Condition {
    fn is_met_by(&self, values: &[String]) -> bool {
        let wanted = self.value.to_lowercase();
        let any = |fits: fn(&str, &str) -> bool| {
            values
                .iter()
                .any(|value| fits(&value.to_lowercase(), &wanted))
        };
        match self.operator {
            Operator::Is => any(|value, wanted| value == wanted),
            // Of several values none may be it.
            Operator::IsNot => !values.is_empty() && !any(|value, wanted| value == wanted),
            Operator::StartsWith => any(|value, wanted| value.starts_with(wanted)),
            Operator::EndsWith => any(|value, wanted| value.ends_with(wanted)),
            Operator::Contains => any(|value, wanted| value.contains(wanted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn included(audience: &Audience, groups: &[&str], department: &[&str]) -> bool {
        audience.includes(groups.iter().copied(), |name| {
            let known = if name == "department" {
                department
            } else {
                &[]
            };
            known.iter().map(ToString::to_string).collect()
        })
    }

    #[test]
    fn one_of_the_groups_is_enough_and_without_any_nobody_is_meant() {
        let groups = |names: &[&str]| Audience::Groups {
            groups: names.iter().map(ToString::to_string).collect(),
        };
        assert!(included(
            &groups(&["Staff", "Students"]),
            &["Everyone", "Staff"],
            &[]
        ));
        assert!(!included(&groups(&["Staff"]), &["Everyone", "staff"], &[]));
        assert!(!included(&groups(&[]), &["Everyone"], &[]));
    }

    #[test]
    fn every_condition_has_to_be_met() {
        let condition = |operator, value: &str| Condition {
            attribute: "department".into(),
            operator,
            value: value.into(),
        };
        let all = |conditions| Audience::Attributes { conditions };
        let sales = ["Sales East"];
        for (operator, value, expected) in [
            (Operator::Is, "sales east", true),
            (Operator::IsNot, "Sales East", false),
            (Operator::IsNot, "Finance", true),
            (Operator::StartsWith, "SALES", true),
            (Operator::EndsWith, "west", false),
            (Operator::Contains, "les E", true),
        ] {
            let audience = all(vec![condition(operator, value)]);
            assert_eq!(
                included(&audience, &[], &sales),
                expected,
                "{operator:?} {value}"
            );
            assert!(
                !included(&audience, &[], &[]),
                "an attribute that is not there meets nothing"
            );
        }
        let both = all(vec![
            condition(Operator::StartsWith, "sales"),
            condition(Operator::EndsWith, "west"),
        ]);
        assert!(!included(&both, &[], &sales));
        assert!(!included(&all(Vec::new()), &[], &sales));
    }

    #[test]
    fn of_several_values_one_fits_and_none_may_be_the_forbidden_one() {
        let condition = |operator| Audience::Attributes {
            conditions: vec![Condition {
                attribute: "department".into(),
                operator,
                value: "Finance".into(),
            }],
        };
        let both = ["Finance", "Sales"];
        assert!(included(&condition(Operator::Is), &[], &both));
        assert!(!included(&condition(Operator::IsNot), &[], &both));
    }
}
