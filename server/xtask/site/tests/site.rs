//! A whole site, built into a folder of its own.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use site::{Inputs, MANIFEST};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("public/icons")).unwrap();
        fs::create_dir_all(path.join("style")).unwrap();
        fs::write(path.join("style/main.css"), "body { margin: 0px }").unwrap();
        fs::write(path.join("public/robots.txt"), "User-agent: *\n").unwrap();
        fs::write(path.join("public/icons/key.svg"), "<svg/>").unwrap();
        fs::write(path.join("public/.hidden"), "x").unwrap();
        Self(path)
    }

    fn inputs(&self) -> Inputs {
        Inputs {
            bundles: Vec::new(),
            style: self.0.join("style/main.css"),
            public: self.0.join("public"),
        }
    }

    fn site(&self) -> PathBuf {
        self.0.join("site")
    }
}

#[test]
fn a_site_has_its_files_compressed_copies_and_a_manifest() {
    let folder = Folder::new("whole");
    let assets = site::build(&folder.inputs(), &folder.site()).unwrap();

    let css = assets.served_name("main.css").unwrap();
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.site().join(MANIFEST)).unwrap()).unwrap();
    assert_eq!(manifest, serde_json::json!({ "main.css": css }));
    assert_eq!(
        fs::read_to_string(folder.site().join(css)).unwrap(),
        "body{margin:0}"
    );
    assert!(folder.site().join(format!("{css}.br")).exists());
    assert!(folder.site().join("icons/key.svg").exists());
    assert!(folder.site().join("robots.txt.br").exists());
    assert!(!folder.site().join(".hidden").exists());
}

#[test]
fn a_new_build_leaves_nothing_of_the_former_one() {
    let folder = Folder::new("again");
    let first = site::build(&folder.inputs(), &folder.site()).unwrap();
    fs::write(folder.0.join("style/main.css"), "body { margin: 1px }").unwrap();
    site::build(&folder.inputs(), &folder.site()).unwrap();
    let former = first.served_name("main.css").unwrap();
    assert!(!folder.site().join(former).exists());
}

#[test]
fn a_failed_build_leaves_the_former_site_in_place() {
    let folder = Folder::new("failed");
    site::build(&folder.inputs(), &folder.site()).unwrap();
    fs::write(folder.0.join("style/main.css"), "@import \"absent.css\";").unwrap();
    let failed = site::build(&folder.inputs(), &folder.site()).unwrap_err();
    assert!(failed.to_string().contains("main.css"), "{failed}");
    assert!(folder.site().join(MANIFEST).exists());
}
