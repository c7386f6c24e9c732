//! `docs/SECURITY.md` names, for each promise, the files whose tests keep it.

use std::{fs, path::Path};

/// The numbers at the beginning of each test's name in a source.
fn items_in(source: &str) -> Vec<u32> {
    let names = source.split("fn item").skip(1);
    let names = names.map(|rest| rest.trim_start_matches('s').trim_start_matches('_'));
    names
        .flat_map(|name| name.split('_').map_while(|part| part.parse().ok()))
        .collect()
}

/// Number and files of each promise.
fn promises(document: &str) -> Vec<(u32, Vec<&str>)> {
    let table = document
        .split_once("## What is promised")
        .expect("a table")
        .1;
    let table = table.split_once("\n## ").expect("an end").0;
    let rows = table.lines().filter_map(|line| {
        let mut cells = line.trim_matches('|').split(" | ");
        let number = cells.next()?.trim().parse().ok()?;
        let files = cells.last()?.split('`').skip(1).step_by(2);
        Some((number, files.collect()))
    });
    rows.collect()
}

#[test]
fn each_promise_is_kept_by_the_tests_it_names() {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(server.join("docs/SECURITY.md")).expect("the document");
    let promises = promises(&document);
    assert!(promises.len() > 50, "{}", promises.len());
    for (number, files) in promises {
        assert!(!files.is_empty(), "{number}");
        for file in files {
            let source = fs::read_to_string(server.join(file)).expect(file);
            assert!(items_in(&source).contains(&number), "{number} in {file}");
        }
    }
}

#[test]
fn several_items_in_one_name_all_count() {
    let source = "fn items_1_3_4_the_same() {}\nfn item_87_five_5() {}\nfn other_9() {}";
    assert_eq!(items_in(source), [1, 3, 4, 87]);
}
