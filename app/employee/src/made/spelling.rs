use latchkey_text::Made;

/// The spelling alphabet of the International Civil Aviation Organization.
const LETTERS: [&str; 26] = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett",
    "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango",
    "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
];

/// Each character of a made password with what to say for it.
pub(super) fn spelled(
    password: &str,
    words: &'static Made,
) -> impl Iterator<Item = (String, String)> {
    password.chars().map(|c| (c.to_string(), said(c, words)))
}

/// Digits speak for themselves in every language.
fn said(c: char, words: &Made) -> String {
    let at = u32::from(c.to_ascii_lowercase()).checked_sub(u32::from('a'));
    let letter = at.and_then(|at| LETTERS.get(at as usize)).copied();
    match (letter, sign(c, words)) {
        (Some(name), _) if c.is_ascii_uppercase() => words.capital(name),
        (Some(name), _) | (None, Some(name)) => name.to_owned(),
        (None, None) => c.to_string(),
    }
}

fn sign(c: char, words: &Made) -> Option<&'static str> {
    Some(match c {
        '!' => words.exclamation(),
        '#' => words.number_sign(),
        '%' => words.per_cent(),
        '+' => words.plus(),
        '-' => words.hyphen(),
        '=' => words.equals(),
        '?' => words.question(),
        '@' => words.at_sign(),
        ' ' => words.space(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_text::Texts;
    use latchkey_values::Language;

    #[test]
    fn every_character_that_is_made_can_be_said() {
        for language in Language::ALL {
            let words = &Texts::of(language).made;
            for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#%+-=?@".chars() {
                assert_ne!(said(c, words), c.to_string());
            }
        }
        let english = &Texts::of(Language::English).made;
        let said: Vec<_> = spelled("aZ-7?", english).map(|(_, words)| words).collect();
        assert_eq!(
            said,
            ["Alfa", "capital Zulu", "hyphen", "7", "question mark"]
        );
    }
}
