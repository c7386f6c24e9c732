//! Versions below which the libraries in use have known faults.

use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

/// The first version without the fault, and the advisory.
const LEAST: [(&str, [u64; 3], &str); 16] = [
    ("axum-core", [0, 3, 0], "RUSTSEC-2022-0055"),
    ("h2", [0, 4, 16], "RUSTSEC-2026-0258"),
    (
        "rustls-webpki",
        [0, 103, 13],
        "RUSTSEC-2026-0049, 0098, 0099, 0104",
    ),
    ("rustls", [0, 23, 18], "RUSTSEC-2024-0399"),
    ("aws-lc-sys", [0, 39, 0], "certificate checks"),
    ("bytes", [1, 11, 1], "integer overflow"),
    ("time", [0, 3, 47], "RUSTSEC-2026-0009"),
    ("tracing-subscriber", [0, 3, 20], "RUSTSEC-2025-0055"),
    ("sqlx", [0, 8, 1], "RUSTSEC-2024-0363"),
    ("lettre", [0, 11, 22], "inverted hostname check"),
    ("jsonwebtoken", [10, 3, 0], "CVE-2026-25537"),
    ("ammonia", [4, 1, 4], "markup that is kept"),
    ("idna", [1, 0, 3], "RUSTSEC-2024-0421"),
    ("quick-xml", [0, 41, 0], "denial of service"),
    ("leptos", [0, 8, 19], "breaking out of error texts"),
    ("tokio-rustls", [0, 26, 0], "follows rustls"),
];

/// Of several lines of versions, the first of each without the fault.
const LEAST_RAND: [[u64; 3]; 3] = [[0, 8, 6], [0, 9, 3], [0, 10, 1]];

/// Without a version whose private keys are safe (Marvin, RUSTSEC-2023-0071), and who may name it all the
/// same, because it only checks signatures with public keys.
const PUBLIC_KEYS_ONLY: (&str, &[&str]) = ("rsa", &["openidconnect"]);

/// Those that have to be there, or this would check nothing.
const IN_USE: [&str; 8] = [
    "axum-core",
    "bytes",
    "h2",
    "idna",
    "leptos",
    "lettre",
    "rustls-webpki",
    "sqlx",
];

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// Every version in `Cargo.lock`, by name.
fn locked() -> BTreeMap<String, Vec<[u64; 3]>> {
    let mut versions: BTreeMap<String, Vec<[u64; 3]>> = BTreeMap::new();
    for Locked { name, version, .. } in lock().package {
        versions.entry(name).or_default().push(parsed(&version));
    }
    versions
}

fn lock() -> Lock {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let text = fs::read_to_string(path).expect("a lock file");
    toml::from_str(&text).expect("a lock file")
}

fn parsed(version: &str) -> [u64; 3] {
    let release = version.split(['-', '+']).next().unwrap_or_default();
    let mut numbers = release
        .split('.')
        .map(|part| part.parse().expect("a number"));
    [(); 3].map(|()| numbers.next().expect("three numbers"))
}

#[test]
fn no_library_is_older_than_its_last_known_fault() {
    let versions = locked();
    for (name, least, fault) in LEAST {
        for version in versions.get(name).into_iter().flatten() {
            assert!(*version >= least, "{name} {version:?}: {fault}");
        }
    }
    for name in IN_USE {
        assert!(
            versions.contains_key(name),
            "{name} is gone: take it off the list"
        );
    }
}

#[test]
fn no_line_of_rand_is_older_than_its_last_known_fault() {
    for version in locked().get("rand").into_iter().flatten() {
        let line = LEAST_RAND.iter().find(|least| least[..2] == version[..2]);
        assert!(
            line.is_some_and(|least| version >= least),
            "rand {version:?}"
        );
    }
}

#[test]
fn what_has_no_safe_version_is_named_only_by_who_holds_no_private_key() {
    let (name, allowed) = PUBLIC_KEYS_ONLY;
    let names = |package: &&Locked| {
        let mut named = package.dependencies.iter();
        named.any(|dependency| dependency.split(' ').next() == Some(name))
    };
    let lock = lock();
    let users: Vec<_> = lock.package.iter().filter(names).collect();
    let users: Vec<_> = users.iter().map(|package| package.name.as_str()).collect();
    assert_eq!(users, allowed, "{name}");
}
