//! Keeps the directions between the crates: who may depend on whom, and which crate alone may name
//! a library. Direct dependencies only; what tests use is free.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::{BTreeMap, BTreeSet};

/// Crate, and the crates of ours it may name.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("latchkey-values", &[]),
    ("latchkey-domain", &["latchkey-values"]),
    ("latchkey-store", &["latchkey-domain", "latchkey-values"]),
    ("latchkey-jobs", &["latchkey-domain", "latchkey-values"]),
    (
        "latchkey-mail",
        &["latchkey-domain", "latchkey-text", "latchkey-values"],
    ),
    (
        "latchkey-auth",
        &["latchkey-domain", "latchkey-http", "latchkey-values"],
    ),
    ("latchkey-http", &["latchkey-values"]),
    ("latchkey-secrets", &["latchkey-values"]),
    (
        "latchkey-password-screening",
        &["latchkey-http", "latchkey-values"],
    ),
    ("latchkey-okta", &["latchkey-http", "latchkey-values"]),
    (
        "latchkey-connections",
        &[
            "latchkey-domain",
            "latchkey-http",
            "latchkey-okta",
            "latchkey-secrets",
            "latchkey-values",
        ],
    ),
    (
        "latchkey-credential-stores",
        &[
            "latchkey-connections",
            "latchkey-domain",
            "latchkey-okta",
            "latchkey-values",
        ],
    ),
    (
        "latchkey-processes",
        &[
            "latchkey-auth",
            "latchkey-credential-stores",
            "latchkey-domain",
            "latchkey-jobs",
            "latchkey-mail",
            "latchkey-password-screening",
            "latchkey-secrets",
            "latchkey-values",
        ],
    ),
    (
        "latchkey-administration",
        &[
            "latchkey-auth",
            "latchkey-connections",
            "latchkey-credential-stores",
            "latchkey-domain",
            "latchkey-http",
            "latchkey-jobs",
            "latchkey-mail",
            "latchkey-okta",
            "latchkey-processes",
            "latchkey-secrets",
            "latchkey-values",
        ],
    ),
    ("latchkey-sandbox", &[]),
    ("latchkey-testkit", &["latchkey-values"]),
    ("latchkey-text", &["latchkey-values"]),
    ("latchkey-ui", &["latchkey-text", "latchkey-values"]),
    ("latchkey-employee", PAGES),
    (
        "hydrate-employee",
        &["latchkey-employee", "latchkey-ui", "latchkey-values"],
    ),
    ("latchkey-staff", PAGES),
    ("hydrate-staff", &[]),
    ("hydrate-work", &[]),
    ("app", PAGES),
    ("xtask", &["site"]),
    ("site", &[]),
    (
        "bench",
        &[
            "latchkey-connections",
            "latchkey-credential-stores",
            "latchkey-domain",
            "latchkey-jobs",
            "latchkey-mail",
            "latchkey-password-screening",
            "latchkey-processes",
            "latchkey-sandbox",
            "latchkey-secrets",
            "latchkey-store",
            "latchkey-values",
        ],
    ),
    ("counter", &[]),
];

/// What pages may name on the server.
const PAGES: &[&str] = &[
    "latchkey-administration",
    "latchkey-auth",
    "latchkey-credential-stores",
    "latchkey-domain",
    "latchkey-employee",
    "latchkey-jobs",
    "latchkey-mail",
    "latchkey-processes",
    "latchkey-staff",
    "latchkey-text",
    "latchkey-ui",
    "latchkey-values",
];

/// What pages may name in the browser.
const BROWSER: &[&str] = &[
    "latchkey-employee",
    "latchkey-staff",
    "latchkey-ui",
    "latchkey-values",
];

/// Library, and the crates that may name it.
const ALONE: &[(&str, &[&str])] = &[
    ("sqlx", &["latchkey-store"]),
    ("reqwest", &["latchkey-http", "latchkey-sandbox", "bench"]),
    ("lettre", &["latchkey-mail"]),
    (
        "leptos",
        &[
            "app",
            "latchkey-ui",
            "latchkey-employee",
            "latchkey-staff",
            "hydrate-employee",
            "latchkey",
            "counter",
        ],
    ),
    (
        "leptos_axum",
        &["app", "latchkey-employee", "latchkey-staff", "latchkey"],
    ),
];

fn workspace() -> Metadata {
    MetadataCommand::new()
        .no_deps()
        .exec()
        .expect("cargo describes the workspace")
}

/// Names of the direct dependencies a package is built with, not those of its tests.
fn named(package: &Package, in_the_browser: bool) -> BTreeSet<String> {
    let counts =
        |target: &str| !in_the_browser || !target.contains("not(target_arch = \"wasm32\")");
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development)
        .filter(|dependency| {
            dependency
                .target
                .as_ref()
                .is_none_or(|target| counts(&target.to_string()))
        })
        .map(|dependency| dependency.name.clone())
        .collect()
}

#[test]
fn every_crate_names_only_crates_further_in() {
    let workspace = workspace();
    let ours: BTreeSet<String> = workspace
        .packages
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    let directions: BTreeMap<_, _> = DIRECTIONS.iter().copied().collect();
    let mut wrong = Vec::new();
    for package in &workspace.packages {
        let name = package.name.as_str();
        if name == "latchkey" {
            continue;
        }
        let Some(allowed) = directions.get(name) else {
            wrong.push(format!("{name} has no row in this test"));
            continue;
        };
        let outward = named(package, false)
            .into_iter()
            .filter(|other| ours.contains(other) && !allowed.contains(&other.as_str()));
        wrong.extend(outward.map(|other| format!("{name} → {other}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_names_the_server() {
    for package in &workspace().packages {
        assert!(
            !named(package, false).contains("latchkey"),
            "{} names the server",
            package.name
        );
    }
}

#[test]
fn pages_in_the_browser_name_only_values_and_pages() {
    let workspace = workspace();
    for package in workspace.packages.iter().filter(|package| {
        BROWSER.contains(&package.name.as_str()) || package.name.starts_with("hydrate-")
    }) {
        let ours = named(package, true)
            .into_iter()
            .filter(|name| name.starts_with("latchkey-") || name == "app");
        for name in ours {
            assert!(
                BROWSER.contains(&name.as_str()),
                "{} names {name} in the browser",
                package.name
            );
        }
    }
}

#[test]
fn some_libraries_are_named_in_one_place() {
    let workspace = workspace();
    let mut wrong = Vec::new();
    for package in &workspace.packages {
        let libraries = named(package, false);
        for (library, allowed) in ALONE {
            if libraries.contains(*library) && !allowed.contains(&package.name.as_str()) {
                wrong.push(format!("{} → {library}", package.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
