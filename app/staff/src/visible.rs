//! Text that others chose, shown so that nothing hides in it.

use std::fmt::Write as _;

/// The text, with the code in place of each character that turns, joins or hides others or cannot be seen:
/// nobody passes for somebody else by such a name. Letters that merely look alike stay; logins and ids
/// stand beside names for that.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if hides(letter) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "[U+{:04X}]", u32::from(letter));
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Controls, marks of direction (Unicode, "Bidirectional Algorithm"), and what has no width or no look
/// (`Default_Ignorable_Code_Point`), variation selectors included.
fn hides(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_55_nothing_hides_in_a_name() {
        assert_eq!(visible("nimdA \u{202e}evetS"), "nimdA [U+202E]evetS");
        for hidden in [
            '\u{200b}',
            '\u{200d}',
            '\u{2066}',
            '\u{2069}',
            '\u{feff}',
            '\u{ad}',
            '\u{61c}',
            '\u{7f}',
            '\u{e0041}',
            '\n',
        ] {
            let shown = visible(&format!("a{hidden}b"));
            let code = format!("a[U+{:04X}]b", u32::from(hidden));
            assert_eq!(shown, code);
        }
    }

    #[test]
    fn names_of_the_world_stay_as_they_are() {
        for name in [
            "Zoë O’Neill",
            "李小龍",
            "محمد",
            "דוד",
            "Nguyễn Văn A",
            "Łukasz-Jan",
            "a b",
            "🙂",
        ] {
            assert_eq!(visible(name), name);
        }
    }
}
