//! Evaluates an expression on a JSON object. In arrays one matching element is enough.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::Value;

use super::{Expression, Operator};

pub(super) fn matches(expression: &Expression, object: &Value, ignores_case: bool) -> bool {
    match expression {
        Expression::Present(path) => values(object, path)
            .iter()
            .any(|value| !value.is_null() && value.as_str() != Some("")),
        Expression::Compare {
            path,
            operator: Operator::NotEqual,
            value,
        } => !values(object, path)
            .iter()
            .any(|found| compares(found, Operator::Equal, value, ignores_case)),
        Expression::Compare {
            path,
            operator,
            value,
        } => values(object, path)
            .iter()
            .any(|found| compares(found, *operator, value, ignores_case)),
        Expression::Not(inner) => !matches(inner, object, ignores_case),
        Expression::All(parts) => parts.iter().all(|part| matches(part, object, ignores_case)),
        Expression::Any(parts) => parts.iter().any(|part| matches(part, object, ignores_case)),
    }
}

/// Everything that the dotted path reaches.
fn values<'a>(object: &'a Value, path: &str) -> Vec<&'a Value> {
    let mut found = vec![object];
    for name in path.split('.') {
        found = found
            .into_iter()
            .flat_map(flat)
            .filter_map(|value| value.get(name))
            .collect();
    }
    found.into_iter().flat_map(flat).collect()
}

fn flat(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        single => vec![single],
    }
}

fn compares(found: &Value, operator: Operator, wanted: &Value, ignores_case: bool) -> bool {
    let (Value::String(found), Value::String(wanted)) = (found, wanted) else {
        return operator == Operator::Equal && found == wanted;
    };
    let fold = |text: &str| {
        if ignores_case {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    };
    let (left, right) = (fold(found), fold(wanted));
    match operator {
        Operator::StartsWith => left.starts_with(&right),
        Operator::EndsWith => left.ends_with(&right),
        Operator::Contains => left.contains(&right),
        _ => accepts(
            operator,
            order(found, wanted).unwrap_or_else(|| left.cmp(&right)),
        ),
    }
}

/// The order of two times; `None` when one of the texts is no time.
fn order(left: &str, right: &str) -> Option<Ordering> {
    let time = |text: &str| text.parse::<Timestamp>().ok();
    Some(time(left)?.cmp(&time(right)?))
}

fn accepts(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::StartsWith | Operator::EndsWith | Operator::Contains => false,
    }
}
