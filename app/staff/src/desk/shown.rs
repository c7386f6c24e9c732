//! Names as agents see them: nobody can look like somebody else by letters that are not seen.

use latchkey_values::PersonNames;

/// First and last name; the login where there is neither.
pub(super) fn name(names: &PersonNames) -> String {
    let name = format!("{} {}", names.first, names.last);
    match neutral(name.trim()) {
        name if name.is_empty() => neutral(&names.login),
        name => name,
    }
}

/// The text with a mark in place of each character that turns the direction of others, or has no width.
pub(super) fn neutral(text: &str) -> String {
    let seen = |c: char| {
        if c.is_control() || hides(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    text.chars().map(seen).collect()
}

const fn hides(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
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
        assert_eq!(name(&names), "\u{fffd}ecilA Win\u{fffd}ter");
        let nameless = PersonNames {
            login: "eve\u{2066}@example.com".into(),
            ..PersonNames::default()
        };
        assert_eq!(name(&nameless), "eve\u{fffd}@example.com");
    }

    #[test]
    fn names_of_every_language_stay_as_they_are() {
        for plain in ["Zoë O’Hara-Nuñez", "王小明", "محمد", "Ωmega"] {
            assert_eq!(neutral(plain), plain);
        }
    }
}
