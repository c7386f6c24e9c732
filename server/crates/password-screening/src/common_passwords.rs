/// A few hundred passwords that everybody tries first, our own selection: enough to show what a
/// [`crate::BreachedFilter`] does, and no replacement for an imported list.
pub fn common_passwords() -> impl Iterator<Item = &'static str> {
    include_str!("../data/common_passwords.txt")
        .lines()
        .filter(|line| !line.starts_with("# "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::NewPassword;
    use std::collections::HashSet;

    #[test]
    fn each_is_a_possible_password_and_stands_once() {
        let mut seen = HashSet::new();
        for password in common_passwords() {
            assert!(password.parse::<NewPassword>().is_ok(), "{password}");
            assert!(seen.insert(password), "{password} stands twice");
        }
        assert!(seen.len() >= 300, "{}", seen.len());
    }
}
