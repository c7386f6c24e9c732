//! What the forms of everything that is configured under an alias have in common.

use latchkey_ui::Typed;
use latchkey_values::Alias;
use serde::Serialize;
use std::collections::BTreeMap;

/// The object a form is about, and the version that was seen. `None` when the form does not say.
pub(crate) fn seen(alias: &Typed, version: &Typed) -> Option<(Alias, u32)> {
    let alias = alias.expose().parse().ok();
    alias.zip(version.expose().parse().ok())
}

/// The page below `list` that a form of `alias` stands on: its own, or the one that makes a new one.
pub(crate) fn page_of(list: &str, alias: &str, exists: bool) -> String {
    match alias.trim().parse::<Alias>() {
        Ok(alias) if exists => format!("{list}/{alias}"),
        _ => format!("{list}/new"),
    }
}

/// What was typed into a form that holds no secret, by field; empty fields are left out, as a browser
/// leaves out boxes that are not ticked.
pub(crate) fn typed_values(form: &impl Serialize) -> BTreeMap<String, String> {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(form) else {
        return BTreeMap::new();
    };
    let text = |value: serde_json::Value| value.as_str().map(str::to_owned);
    let typed = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, text(value)?)));
    typed.filter(|(_, text)| !text.is_empty()).collect()
}

/// What a form sends for a box.
pub(crate) fn ticked(yes: bool) -> String {
    if yes { "on".to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_on_the_page_of_what_it_is_about() {
        assert_eq!(page_of("/admin/x", " okta ", true), "/admin/x/okta");
        assert_eq!(page_of("/admin/x", "okta", false), "/admin/x/new");
        assert_eq!(page_of("/admin/x", "../y", true), "/admin/x/new");
    }

    #[test]
    fn empty_fields_are_left_out() {
        let form = BTreeMap::from([("name", "Okta"), ("active", "")]);
        let expected = BTreeMap::from([("name".to_owned(), "Okta".to_owned())]);
        assert_eq!(typed_values(&form), expected);
    }
}
