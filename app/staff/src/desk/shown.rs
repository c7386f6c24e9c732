//! Names as agents see them: nobody can look like somebody else by letters that are not seen.

use crate::visible::visible;
use latchkey_values::PersonNames;

/// First and last name; the login where there is neither.
pub(super) fn name(names: &PersonNames) -> String {
    let name = format!("{} {}", names.first, names.last);
    match visible(name.trim()) {
        name if name.is_empty() => visible(&names.login),
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_55_text_that_is_not_seen_cannot_disguise_anybody() {
        let names = PersonNames {
            login: "eve@example.com".into(),
            first: "\u{202e}ecilA".into(),
            last: "Win\u{200b}ter".into(),
        };
        assert_eq!(name(&names), "[U+202E]ecilA Win[U+200B]ter");
        let nameless = PersonNames {
            login: "eve\u{2066}@example.com".into(),
            ..PersonNames::default()
        };
        assert_eq!(name(&nameless), "eve[U+2066]@example.com");
    }
}
