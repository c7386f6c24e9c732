//! What a page is made of, without what it says.

use std::collections::BTreeSet;

/// The elements of a page with the names of their attributes.
pub(crate) fn parts(page: &str) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name = take(&mut rest, |c| c.is_whitespace() || "/>".contains(c)).to_lowercase();
        let names = attributes(&mut rest);
        if name == "script" || name == "style" {
            rest = rest
                .split_once(&format!("</{name}"))
                .map_or("", |(_, after)| after);
        }
        parts.insert(format!("{name} {names:?}"));
    }
    parts
}

/// The names of the attributes up to the end of the tag.
fn attributes(rest: &mut &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    loop {
        *rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return names;
        }
        let name = take(rest, |c| c.is_whitespace() || "=/>".contains(c)).to_lowercase();
        if let Some(after) = rest.strip_prefix('=') {
            *rest = after;
            value(rest);
        } else if name.is_empty() {
            // A stray quote or the like: what follows is no name we know.
            *rest = rest.get(1..).unwrap_or_default();
        }
        names.insert(name);
    }
}

fn value(rest: &mut &str) {
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            *rest = rest[1..].split_once(quote).map_or("", |(_, after)| after);
        }
        _ => {
            take(rest, |c| c.is_whitespace() || c == '>');
        }
    }
}

fn take<'text>(rest: &mut &'text str, ends: impl Fn(char) -> bool) -> &'text str {
    let (taken, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
    *rest = after;
    taken
}

#[test]
fn a_page_that_comes_alive_has_other_parts() {
    let calm = parts("<p class=\"a\">Alice</p><input value=\"Alice\" hidden>");
    assert_eq!(
        calm,
        parts("<p class=\"b\">&lt;b&gt; \" x</p><input hidden value=\"&quot; x\">")
    );
    for alive in [
        "<p class=\"a\"><b>x</b></p>",
        "<input value=\"\" onfocus=\"alert(1)\" hidden>",
        "<p class=\"a\" onclick=x>",
        "<svg/onload=alert(1)>",
        "<ScRiPt>x</script>",
    ] {
        assert!(!parts(alive).is_subset(&calm), "{alive}");
    }
}
