//! Compares bodies: the same keys everywhere, the same kinds of values, and the same text where the text means something.

use std::collections::BTreeSet;

use serde_json::Value;

/// Keys whose text must be the same.
const COMPARED: [&str; 12] = [
    "status",
    "errorCode",
    "errorSummary",
    "errorLink",
    "method",
    "label",
    "assignmentType",
    "type",
    "error",
    "error_description",
    "token_type",
    "scope",
];

/// Which recorded orgs answered otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Orgs of 2020, which no longer answer like that.
    In2020,
    /// Orgs with the feature "realms", which this org does not have.
    WithRealms,
}

/// The reviewed list of differences: where, what, why.
const REVIEWED: [(Where, &str, &str); 5] = [
    (
        Where::In2020,
        "_links.forgotPassword",
        "the link came later",
    ),
    (Where::In2020, "_links.resetFactors", "the link came later"),
    (
        Where::In2020,
        "statusChanged",
        "a staged user had no such time yet",
    ),
    (Where::WithRealms, "realmId", "belongs to the feature"),
    (
        Where::WithRealms,
        "credentials.emails",
        "these orgs leave the addresses out",
    ),
];

/// Which lines of the reviewed list were needed.
#[derive(Default)]
pub(super) struct Review(BTreeSet<usize>);

impl Review {
    /// Lines that are no longer so go to `wrong`.
    pub(super) fn report(&self, wrong: &mut Vec<String>) {
        for (line, (place, path, why)) in REVIEWED.iter().enumerate() {
            if !self.0.contains(&line) {
                wrong.push(format!(
                    "reviewed and no longer so: {place:?} {path}: {why}"
                ));
            }
        }
    }
}

/// What differs between a recorded body and ours, apart from what was reviewed.
pub(super) fn differences(
    theirs: &Value,
    ours: &Value,
    old: bool,
    review: &mut Review,
) -> Vec<String> {
    let mut found = Vec::new();
    match (theirs, ours) {
        (Value::Array(theirs), Value::Array(ours)) => lists(theirs, ours, &mut found),
        _ => compare(theirs, ours, "", &mut found),
    }
    let realms = theirs.get("realmId").is_some();
    let applies = |place: Where| match place {
        Where::In2020 => old,
        Where::WithRealms => realms,
    };
    let reviewed = |path: &str| {
        REVIEWED
            .iter()
            .position(|(place, known, _)| applies(*place) && path.starts_with(known))
    };
    found.retain(|(path, _)| {
        let line = reviewed(path);
        review.0.extend(line);
        line.is_none()
    });
    found
        .into_iter()
        .map(|(path, text)| format!("{path}: {text}"))
        .collect()
}

type Found = Vec<(String, String)>;

/// Things that the cassette made are compared one by one; of the others only that they look alike.
fn lists(theirs: &[Value], ours: &[Value], found: &mut Found) {
    if !theirs.is_empty() && ours.is_empty() {
        found.push((String::new(), "the list is empty".to_owned()));
    }
    for item in theirs {
        let same = ours.iter().find(|own| own["id"] == item["id"]);
        match (same, ours.first()) {
            (Some(own), _) => compare(item, own, "", found),
            (None, Some(own)) => look_alike(item, own, found),
            (None, None) => {}
        }
    }
}

/// The outer keys of two different things, apart from what only some of them have.
fn look_alike(theirs: &Value, ours: &Value, found: &mut Found) {
    let keys = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .into_iter()
            .flat_map(|object| object.keys().cloned())
            .collect()
    };
    if keys(theirs) != keys(ours) {
        found.push((
            String::new(),
            format!("{:?} became {:?}", keys(theirs), keys(ours)),
        ));
    }
}

fn compare(theirs: &Value, ours: &Value, path: &str, found: &mut Found) {
    match (theirs, ours) {
        (Value::Object(left), Value::Object(right)) => {
            let mut names: Vec<&String> = left.keys().chain(right.keys()).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                match (left.get(name), right.get(name)) {
                    (Some(left), Some(right)) => compare(left, right, &path, found),
                    (Some(_), None) => found.push((path, "is missing".to_owned())),
                    _ => found.push((path, "is too much".to_owned())),
                }
            }
        }
        (Value::Array(left), Value::Array(right)) => {
            if left.len() != right.len() {
                found.push((
                    path.to_owned(),
                    format!("{} items became {}", left.len(), right.len()),
                ));
            }
            for (left, right) in left.iter().zip(right) {
                compare(left, right, path, found);
            }
        }
        (Value::String(left), Value::String(right)) => {
            let name = path.rsplit('.').next().unwrap_or_default();
            if COMPARED.contains(&name) && left != right {
                found.push((path.to_owned(), format!("{left:?} became {right:?}")));
            }
        }
        _ if std::mem::discriminant(theirs) == std::mem::discriminant(ours) => {}
        _ => found.push((path.to_owned(), format!("{theirs} became {ours}"))),
    }
}
