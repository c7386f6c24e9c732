use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Fewest letters and digits of a word that may occur nowhere: a shorter one would be found in
/// half of all passwords.
const SHORTEST: usize = 4;

/// The company's names, in the form in which passwords are searched for them.
pub(crate) struct CompanyWords(Vec<String>);

impl CompanyWords {
    pub(crate) fn new(words: &[String]) -> Self {
        let folded = words.iter().map(|word| fold(word));
        Self(
            folded
                .filter(|word| word.chars().count() >= SHORTEST)
                .collect(),
        )
    }

    pub(crate) fn occur_in(&self, password: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let password = zeroize::Zeroizing::new(fold(password));
        self.0.iter().any(|word| password.contains(word.as_str()))
    }
}

/// Letters and digits only, without case, accents and the usual substitutions, so that `Ex-4mpl3`
/// and `example` are the same. Both sides are folded, so it does not matter that `i` and `l` fall together.
fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(without_substitution)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn without_substitution(c: char) -> char {
    match c {
        '4' | '@' => 'a',
        '8' => 'b',
        '3' => 'e',
        '6' | '9' => 'g',
        '1' | '!' | '|' | 'l' => 'i',
        '0' => 'o',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '2' => 'z',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> CompanyWords {
        let owned: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        CompanyWords::new(&owned)
    }

    #[test]
    fn a_name_is_found_however_it_is_dressed_up() {
        let words = words(&["Example Corp", "Zürich"]);
        for password in [
            "ExampleCorp2026!",
            "my-example-corp-key",
            "3x4mp1e_c0rp",
            "xx EXAMPLE.CORP xx",
            "ＥＸＡＭＰＬＥｃｏｒｐ",
            "zurich-forever",
            "ZU\u{308}RICH",
        ] {
            assert!(words.occur_in(password), "{password}");
        }
        for password in ["sample-corporation", "an example of a corpse?", "zu reich"] {
            assert!(!words.occur_in(password), "{password}");
        }
    }

    #[test]
    fn a_name_of_three_letters_or_of_signs_only_is_not_searched_for() {
        assert!(!words(&["Lab", "---", ""]).occur_in("collaborate --- widely"));
    }
}
