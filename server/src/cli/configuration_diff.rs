use crate::config::{SecretSources, WrittenConnection, WrittenCredentialStore, WrittenProcess};
use latchkey_administration::{ConfigurationPlan, ObjectChange};
use latchkey_domain::Connection;
use serde::Serialize;
use serde_json::{Map, Value};
use std::{collections::BTreeSet, fmt::Write as _};

/// What changes, in lines: each object, then each setting that is another, by the names of the file, and
/// what becomes weaker by it.
pub(super) fn lines(plan: &ConfigurationPlan) -> anyhow::Result<String> {
    let mut text = String::new();
    for change in &plan.connections {
        text.push_str(&connection(change)?);
    }
    for change in &plan.credential_stores {
        let written = |store| WrittenCredentialStore::from(store);
        let (before, after) = (
            settings(change.before.as_ref().map(written))?,
            settings(change.after.as_ref().map(written))?,
        );
        let head = format!("credential store {} is {}", change.alias, change.what());
        text.push_str(&object(&head, &before, &after, &change.weaker));
    }
    for change in &plan.processes {
        let (before, after) = (
            settings(change.before.as_ref().map(WrittenProcess::from))?,
            settings(change.after.as_ref().map(WrittenProcess::from))?,
        );
        let head = format!("process {} is {}", change.alias, change.what());
        let weaker: Vec<_> = change
            .weaker()
            .into_iter()
            .map(|weaker| weaker.words)
            .collect();
        text.push_str(&object(&head, &before, &after, &weaker));
    }
    for kept in &plan.kept {
        writeln!(text, "{kept}")?;
    }
    Ok(text)
}

fn connection(change: &ObjectChange<Connection>) -> anyhow::Result<String> {
    let sources = SecretSources::new();
    let written = |connection| WrittenConnection::of(connection, &sources);
    let (before, after) = (
        settings(change.before.as_ref().map(written))?,
        settings(change.after.as_ref().map(written))?,
    );
    let head = format!("connection {} is {}", change.alias, change.what());
    let mut text = object(&head, &before, &after, &change.weaker);
    for field in &change.secrets_set {
        writeln!(
            text,
            "  secret {}: set from where the file says",
            field.name()
        )?;
    }
    for field in &change.secrets_removed {
        writeln!(
            text,
            "  secret {}: removed, it was for something else",
            field.name()
        )?;
    }
    Ok(text)
}

fn object(
    head: &str,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    weaker: &[String],
) -> String {
    let mut text = format!("{head}\n");
    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (was, is) = (before.get(name), after.get(name));
        if was != is {
            let _ = writeln!(text, "  {name}: {} → {}", shown(was), shown(is));
        }
    }
    for words in weaker {
        let _ = writeln!(text, "  weaker: {words}");
    }
    text
}

fn settings(written: Option<impl Serialize>) -> anyhow::Result<Map<String, Value>> {
    let written = serde_json::to_value(written)?;
    let settings = written.as_object().cloned().unwrap_or_default();
    Ok(settings
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .collect())
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "–".to_owned(), Value::to_string)
}
