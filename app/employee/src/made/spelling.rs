/// The spelling alphabet of the International Civil Aviation Organization.
const LETTERS: [&str; 26] = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett",
    "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango",
    "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
];

const DIGITS: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

const SIGNS: [(char, &str); 9] = [
    ('!', "exclamation mark"),
    ('#', "number sign"),
    ('%', "per cent"),
    ('+', "plus"),
    ('-', "hyphen"),
    ('=', "equals"),
    ('?', "question mark"),
    ('@', "at sign"),
    (' ', "space"),
];

/// Each character of a made password with what to say for it.
pub(super) fn spelled(password: &str) -> impl Iterator<Item = (String, String)> {
    password.chars().map(|c| (c.to_string(), said(c)))
}

fn said(c: char) -> String {
    let sign = SIGNS.iter().find(|(sign, _)| *sign == c);
    if let Some((_, name)) = sign {
        return (*name).to_owned();
    }
    let digit = c.to_digit(10).and_then(|digit| DIGITS.get(digit as usize));
    if let Some(name) = digit {
        return (*name).to_owned();
    }
    let at = u32::from(c.to_ascii_lowercase()).checked_sub(u32::from('a'));
    match at.and_then(|at| LETTERS.get(at as usize)) {
        Some(name) if c.is_ascii_uppercase() => format!("capital {name}"),
        Some(name) => (*name).to_owned(),
        // A made password has no other characters.
        None => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_is_made_can_be_said() {
        let said: Vec<_> = spelled("aZ-7?").map(|(_, words)| words).collect();
        assert_eq!(
            said,
            ["Alfa", "capital Zulu", "hyphen", "seven", "question mark"]
        );
        for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#%+-=?@".chars() {
            assert_ne!(super::said(c), c.to_string());
        }
    }
}
