//! From a list of leaked passwords to a filter that a server opens.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use latchkey_password_screening::{
    BreachedFilter, FilterKind, ImportError, ImportOptions, ImportReport, LineForm, OpenError,
    import,
};
use std::{fs, io};

/// As in the Pwned Passwords download: `password`, `123456` and `abc123`, with Windows line ends.
const HASHES: &str = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9545824\r\n\
    7c4a8d09ca3762af61e59520943dc26494f8941b:37359195\r\n\
    6367C48DD193D56EA7B0BAAD25B19455E529F5EE\r\n";

struct Imported {
    report: ImportReport,
    filter: BreachedFilter,
}

fn imported(list: &str, options: &ImportOptions) -> Imported {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("breached.filter");
    let file = fs::File::create(&path).expect("file");
    let report = import(list.as_bytes(), file, options).expect("imported");
    let filter = BreachedFilter::open(&path).expect("opened");
    Imported { report, filter }
}

impl Imported {
    fn holds(&self, password: &str) -> bool {
        self.filter.contains(&password.parse().expect(password))
    }
}

#[test]
fn a_list_of_hashes_becomes_a_filter() {
    let imported = imported(HASHES, &ImportOptions::new(LineForm::Sha1));
    assert_eq!((imported.report.read, imported.report.kept), (3, 3));
    assert_eq!(imported.report.refused_lines, 0);
    for password in ["password", "123456", "abc123"] {
        assert!(imported.holds(password), "{password}");
    }
    assert!(!imported.holds("vexing-ocelot-9-brass-kettle"));
}

#[test]
fn rare_passwords_are_left_out_when_asked() {
    let options = ImportOptions {
        min_count: Some(10_000_000),
        ..ImportOptions::new(LineForm::Sha1)
    };
    let imported = imported(HASHES, &options);
    assert_eq!((imported.report.read, imported.report.kept), (3, 1));
    assert!(imported.holds("123456") && !imported.holds("password"));
}

#[test]
fn the_most_frequent_are_kept() {
    let options = ImportOptions {
        most: 2,
        ..ImportOptions::new(LineForm::Sha1)
    };
    let imported = imported(HASHES, &options);
    assert_eq!(imported.report.kept, 2);
    assert!(imported.holds("123456") && imported.holds("password"));
    assert!(!imported.holds("abc123"));
}

#[test]
fn a_list_of_passwords_becomes_a_filter_kept_to_the_byte() {
    let list = "hunter2\n leading space\npässword\nhunter2\n";
    let options = ImportOptions {
        kind: FilterKind::Bits32,
        ..ImportOptions::new(LineForm::Plain)
    };
    let imported = imported(list, &options);
    assert_eq!((imported.report.read, imported.report.kept), (4, 3));
    assert!(imported.report.false_positive_rate < 1e-9);
    assert!(imported.holds("hunter2") && imported.holds(" leading space"));
    assert!(imported.holds("pässword") && !imported.holds("leading space"));
}

#[test]
fn lines_that_are_not_understood_are_counted() {
    let long = "x".repeat(4096);
    let list = format!(
        "{HASHES}\nno hash\n5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:many\n{long}\n\
         00000000000000000000000000000000000000000:1\n"
    );
    let imported = imported(&list, &ImportOptions::new(LineForm::Sha1));
    assert_eq!(
        (imported.report.read, imported.report.refused_lines),
        (8, 5)
    );
    assert_eq!(imported.report.kept, 3);
}

#[test]
fn a_list_that_leaves_nothing_writes_nothing() {
    let padding = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:0\n";
    for (list, form) in [
        ("", LineForm::Plain),
        ("hunter2\n", LineForm::Sha1),
        (padding, LineForm::Sha1),
    ] {
        let mut written = Vec::new();
        let result = import(list.as_bytes(), &mut written, &ImportOptions::new(form));
        assert!(
            matches!(result, Err(ImportError::NothingKept { .. })),
            "{list}"
        );
        assert!(written.is_empty());
    }
}

#[test]
fn the_same_list_makes_the_same_file() {
    let file = || {
        let mut written = Vec::new();
        import(
            HASHES.as_bytes(),
            &mut written,
            &ImportOptions::new(LineForm::Sha1),
        )
        .expect("imported");
        written
    };
    assert_eq!(file(), file());
}

#[test]
fn a_full_disk_is_reported_and_what_lies_there_is_refused() {
    let mut disk = io::Cursor::new([0_u8; 60]);
    let options = ImportOptions::new(LineForm::Sha1);
    let result = import(HASHES.as_bytes(), &mut disk, &options);
    assert!(matches!(result, Err(ImportError::Write(_))));
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("half");
    fs::write(&path, disk.into_inner()).expect("written");
    let opened = BreachedFilter::open(&path);
    assert!(
        matches!(opened, Err(OpenError::Length { .. })),
        "{opened:?}"
    );
}

#[test]
fn other_files_are_told_apart_from_damaged_ones() {
    let folder = tempfile::tempdir().expect("folder");
    let list = folder.path().join("list.txt");
    fs::write(&list, HASHES.repeat(4)).expect("written");
    assert!(matches!(
        BreachedFilter::open(&list),
        Err(OpenError::NotAFilter)
    ));
    let missing = BreachedFilter::open(&folder.path().join("missing"));
    assert!(matches!(missing, Err(OpenError::Read(_))));
}
