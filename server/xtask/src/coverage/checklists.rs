//! The checklists that `COVERAGE.md` answers. They stand outside the repository; only how long they are stands here.

/// Number of the list, and how many lines it has.
const CHECKLISTS: [(&str, u32); 2] = [
    // Password Reset's integration with Okta.
    ("2.0", 24),
    // How Okta is connected.
    ("2.3", 12),
];

/// The id of every line: `2.0.1`, `2.0.2` …
pub(super) fn ids() -> impl Iterator<Item = String> {
    CHECKLISTS
        .into_iter()
        .flat_map(|(list, lines)| (1..=lines).map(move |line| format!("{list}.{line}")))
}
