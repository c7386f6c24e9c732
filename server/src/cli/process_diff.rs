use crate::config::WrittenProcess;
use latchkey_domain::Process;
use latchkey_processes::ProcessChange;
use serde_json::{Map, Value};
use std::{collections::BTreeSet, fmt::Write as _};

/// A change in lines: the process, then each setting that is another, by the names of the file.
pub(super) fn lines(change: &ProcessChange) -> anyhow::Result<String> {
    let mut text = format!("process {} is {}\n", change.alias, change.what());
    let (before, after) = (
        settings(change.before.as_ref())?,
        settings(change.after.as_ref())?,
    );
    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (was, is) = (before.get(name), after.get(name));
        if was != is {
            writeln!(text, "  {name}: {} → {}", shown(was), shown(is))?;
        }
    }
    Ok(text)
}

fn settings(process: Option<&Process>) -> anyhow::Result<Map<String, Value>> {
    let Some(process) = process else {
        return Ok(Map::new());
    };
    let written = serde_json::to_value(WrittenProcess::from(process))?;
    let settings = written.as_object().cloned().unwrap_or_default();
    Ok(settings
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .collect())
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "–".to_owned(), Value::to_string)
}
