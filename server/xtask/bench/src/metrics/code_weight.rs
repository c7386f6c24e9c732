//! P4: bytes of JavaScript and WebAssembly, compressed, that each employee page loads: none, except
//! on pages with a password field. Beside these, a Leptos counter island built in the same way.

use crate::{
    browser::Browser, database::Database, directory::Directory, portal::Installation, report::Row,
    settings::Settings, statistics::count,
};
use anyhow::{Context as _, Result};
use std::{collections::BTreeSet, fs, path::Path};

/// Where built files are served.
const ASSETS: &str = "/assets/";

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let hello = count(counter(&settings.counter_site)?);
    let directory = Directory::start().await?;
    let people = directory.hire("weight", 1).await?;
    let person = people.first().context("nobody")?;
    let installation =
        Installation::empty(settings, "weight", &Database::Sqlite, &directory).await?;
    let portal = installation.start().await?;
    let mut browser = portal.browser();
    let mut rows = Vec::new();
    for page in ["/", "/reset", "/unlock", "/change"] {
        rows.push(nothing(page, weigh(&browser, page).await?));
    }
    browser.identify(&person.login).await?;
    rows.push(nothing(
        "/reset/code",
        weigh(&browser, "/reset/code").await?,
    ));
    let mailed = portal.mailbox().code(&person.login).await?;
    browser.enter_code(&mailed).await?;
    let password = weigh(&browser, "/reset/password").await?;
    rows.push(Row::ratio("/reset/password", count(password), hello).at_most(1.25));
    browser
        .choose_password("Violet 17 kettle Quarry drums")
        .await?;
    rows.push(nothing(
        "/reset/done",
        weigh(&browser, "/reset/done").await?,
    ));
    Ok(rows)
}

fn nothing(page: &str, bytes: usize) -> Row {
    Row::told(page, count(bytes), "bytes").at_most(0.0)
}

/// Compressed size of all scripts a page names.
async fn weigh(browser: &Browser, page: &str) -> Result<usize> {
    let mut bytes = 0;
    for script in scripts(&browser.open(page).await?) {
        bytes += browser.compressed_size(&script).await?;
    }
    Ok(bytes)
}

fn scripts(page: &str) -> BTreeSet<String> {
    let end = |letter: char| !(letter.is_ascii_alphanumeric() || "-_./".contains(letter));
    page.match_indices(ASSETS)
        .filter_map(|(at, _)| page[at..].split(end).next())
        .filter(|path| {
            let extension = Path::new(path).extension();
            extension.is_some_and(|extension| extension == "js" || extension == "wasm")
        })
        .map(str::to_owned)
        .collect()
}

/// Compressed size of all scripts of the counter's site.
fn counter(site: &Path) -> Result<usize> {
    let mut bytes = 0;
    for entry in fs::read_dir(site).with_context(|| site.display().to_string())? {
        let path = entry?.path();
        let name = path.to_string_lossy();
        if name.ends_with(".js.br") || name.ends_with(".wasm.br") {
            bytes += fs::read(&path)?.len();
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_a_page_names_counts_once() {
        let page = r#"<link href="/assets/main-1.css"><script>import("/assets/employee-2.js",
            "/assets/employee-3.wasm")</script><link rel="modulepreload" href="/assets/employee-2.js">"#;
        let named: Vec<_> = scripts(page).into_iter().collect();
        assert_eq!(named, ["/assets/employee-2.js", "/assets/employee-3.wasm"]);
    }
}
