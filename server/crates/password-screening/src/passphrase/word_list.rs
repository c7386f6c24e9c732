/// The words of EFF's Long Wordlist, without the four that hold a hyphen: it separates words here.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    include_str!("../../data/eff_large_wordlist.txt")
        .lines()
        .filter(|line| line.bytes().all(|c| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_list_is_whole() {
        let words: Vec<&str> = words().collect();
        assert_eq!(words.len(), 7776 - 4);
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
        assert!(words.iter().all(|word| (3..=9).contains(&word.len())));
        assert_eq!(
            (words.first(), words.last()),
            (Some(&"abacus"), Some(&"zoom"))
        );
    }
}
