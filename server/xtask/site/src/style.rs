//! The style sheet: imports joined, newer syntax put in terms older browsers know, minified.

use std::fmt::Display;
use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use crate::{Assets, Error};

/// Bundles the style sheet and adds it under its own name.
pub(crate) fn add(entry: &Path, assets: &mut Assets) -> Result<(), Error> {
    let css = bundle(entry)?;
    let stem = entry.file_stem().unwrap_or_default().to_string_lossy();
    assets.add_hashed(&stem, "css", css.into_bytes())?;
    Ok(())
}

fn bundle(entry: &Path) -> Result<String, Error> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler
        .bundle(entry)
        .map_err(|error| invalid(entry, &error))?;
    let targets = targets();
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| invalid(entry, &error))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| invalid(entry, &error))?;
    Ok(printed.code)
}

/// The oldest browsers the portal is made for: the first with both `@layer` and `color-mix()`.
/// Nesting and `light-dark()` are newer than these, so both are rewritten.
fn targets() -> Targets {
    Targets::from(Browsers {
        android: Some(version(111, 0)),
        chrome: Some(version(111, 0)),
        edge: Some(version(111, 0)),
        firefox: Some(version(113, 0)),
        ie: None,
        ios_saf: Some(version(16, 2)),
        opera: Some(version(97, 0)),
        safari: Some(version(16, 2)),
        samsung: Some(version(22, 0)),
    })
}

/// A browser version as lightningcss writes it.
const fn version(major: u32, minor: u32) -> u32 {
    major << 16 | minor << 8
}

/// Errors in a file come with its name and line; one about the entry itself comes bare.
fn invalid<T: Display>(entry: &Path, error: &lightningcss::error::Error<T>) -> Error {
    let reason = match error.loc {
        Some(_) => error.to_string(),
        None => format!("{}: {error}", entry.display()),
    };
    Error::Style { reason }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn imports_are_joined_and_new_syntax_is_lowered() {
        let folder = std::env::temp_dir().join(format!("latchkey-style-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let entry = folder.join("main.css");
        fs::write(
            &entry,
            "@layer base, parts;\n@import \"card.css\" layer(parts);\n\
             @layer base { :root { color-scheme: light dark; --ink: light-dark(#111111, #eeeeee) } }",
        )
        .unwrap();
        fs::write(
            folder.join("card.css"),
            ".card { &:hover { color: var(--ink) } }",
        )
        .unwrap();

        let css = bundle(&entry).unwrap();

        assert!(css.contains(".card:hover"), "{css}");
        assert!(css.contains("@layer parts"), "{css}");
        assert!(!css.contains("light-dark("), "{css}");
        assert!(css.contains("prefers-color-scheme"), "{css}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_missing_style_sheet_is_told_by_name() {
        let refused = bundle(Path::new("no-such-folder/main.css")).unwrap_err();
        assert!(refused.to_string().contains("main.css"), "{refused}");
    }
}
