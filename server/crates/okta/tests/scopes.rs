//! The table of scopes against the calls the client makes and against Okta's spec.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use latchkey_okta::resources::scopes::NEEDED_SCOPES;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A verb and a path whose placeholders have no names.
type Operation = (String, String);

fn operation(method: &str, path: &str) -> Operation {
    let segments = path.split('/').map(|segment| {
        let is_placeholder = segment.starts_with('{');
        if is_placeholder { "{}" } else { segment }
    });
    let path = segments.collect::<Vec<_>>().join("/");
    (method.to_uppercase(), path)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("folder");
    let paths = entries.map(|entry| entry.expect("entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The constant texts of a source, by name.
fn names(source: &str) -> BTreeMap<&str, &str> {
    let constants = source.lines().filter_map(|line| {
        let (name, value) = line.trim().split_once(": &str = \"")?;
        Some((name.rsplit(' ').next()?, value.split('"').next()?))
    });
    constants.collect()
}

/// The calls a source makes: `Request::get("…")`, `Request::get(NAME)` or `Request::get(super::NAME)`.
fn calls(source: &str, elsewhere: &BTreeMap<&str, &str>) -> Vec<Operation> {
    let own = names(source);
    let starts = source.split("Request::").skip(1);
    let calls = starts.filter_map(|start| {
        let (method, rest) = start.split_once('(')?;
        if !["get", "post", "put", "delete"].contains(&method) {
            return None;
        }
        let argument = rest.split([')', ',']).next()?.trim();
        let name = argument.rsplit(':').next()?;
        let path = match argument.strip_prefix('"') {
            Some(literal) => literal.trim_end_matches('"'),
            None => own.get(name).or(elsewhere.get(name))?,
        };
        Some(operation(method, path))
    });
    calls.collect()
}

#[test]
fn every_call_has_its_line_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/resources");
    let sources: Vec<String> = rust_files(&folder)
        .into_iter()
        .map(|file| {
            let source = fs::read_to_string(file).expect("source");
            let production = source.split("#[cfg(test)]").next();
            production.unwrap_or_default().to_owned()
        })
        .collect();
    let elsewhere = sources.iter().flat_map(|source| names(source)).collect();
    let made: BTreeSet<_> = sources
        .iter()
        .flat_map(|source| calls(source, &elsewhere))
        .collect();
    let listed: BTreeSet<_> = NEEDED_SCOPES
        .iter()
        .map(|needed| operation(needed.method, needed.path))
        .collect();
    assert!(made.len() > 20, "the search finds calls: {}", made.len());
    assert_eq!(made, listed);
}

/// The scopes of each operation, from the lines of the spec. Its YAML is written by one program, so paths,
/// verbs and `security` stand at fixed depths.
fn spec(text: &str) -> BTreeMap<Operation, Vec<String>> {
    let mut scopes = BTreeMap::new();
    let (mut path, mut method, mut is_security) = ("", "", false);
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        let content = line.trim();
        match depth {
            2 => path = content.trim_end_matches(':'),
            4 => method = content.trim_end_matches(':'),
            6 => is_security = content == "security:",
            12 if is_security => {
                let scope = content.trim_start_matches("- ").to_owned();
                let known: &mut Vec<String> = scopes.entry(operation(method, path)).or_default();
                known.push(scope);
            }
            _ => {}
        }
    }
    scopes
}

#[test]
#[ignore = "needs LATCHKEY_CONTRACT_DIR"]
fn every_scope_is_the_one_the_spec_names() {
    let folder = std::env::var("LATCHKEY_CONTRACT_DIR").expect("LATCHKEY_CONTRACT_DIR");
    let file = Path::new(&folder).join("okta-management.yaml");
    let spec = spec(&fs::read_to_string(file).expect("spec"));
    for needed in NEEDED_SCOPES {
        let operation = operation(needed.method, needed.path);
        let expected = vec![needed.scope.as_str().to_owned()];
        assert_eq!(spec.get(&operation), Some(&expected), "{}", needed.function);
    }
}
