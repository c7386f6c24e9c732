use super::{Process, ProcessField, ProcessKind, ProcessProblem, Weakening};
use latchkey_values::Alias;

impl Process {
    /// First words of the portal's own addresses. As the path of a process, each would look like another
    /// page than it is.
    pub const RESERVED_PATHS: [&str; 16] = [
        "admin",
        "api",
        "assets",
        "change",
        "desk",
        "do",
        "enrol",
        "handover",
        "healthz",
        "p",
        "password",
        "readyz",
        "reset",
        "sign-in",
        "unavailable",
        "unlock",
    ];

    pub(super) fn path_problem(&self) -> Option<ProcessProblem> {
        let path = self.path().map(Alias::as_str)?;
        let is_own = Self::RESERVED_PATHS.contains(&path);
        let reason = format!("“{path}” is a word of the portal's own addresses; use another.");
        is_own.then(|| ProcessProblem::wrong(ProcessField::Path, reason))
    }

    /// By a page of its own people come to a process past those that are considered before it.
    pub(super) fn path_weakening(&self, before: &Self) -> Option<Weakening> {
        let path = self.path()?;
        let had_none = before.kind == ProcessKind::SelfService { path: None };
        had_none.then(|| Weakening {
            field: ProcessField::Path,
            words: format!(
                "By the page /p/{path} people choose it themselves, also where another process would serve them first."
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offers, Severity};

    fn at(path: Option<&str>) -> Process {
        let alias = |text: &str| text.parse().expect("an alias");
        let mut process = Process::new(alias("staff"), "Staff".into(), alias("okta"), Offers::ALL);
        let path = path.map(alias);
        process.kind = ProcessKind::SelfService { path };
        process
    }

    #[test]
    fn a_word_of_our_own_addresses_is_no_path() {
        for own in Process::RESERVED_PATHS {
            let [problem] = at(Some(own)).problems().try_into().expect("one problem");
            assert_eq!(problem.field, ProcessField::Path, "{own}");
            assert_eq!(problem.severity, Severity::Wrong, "{own}");
        }
        assert_eq!(at(Some("suppliers")).problems(), []);
        assert_eq!(at(None).problems(), []);
    }

    #[test]
    fn a_page_of_its_own_is_a_new_way_in_and_another_address_is_none() {
        let (none, one, other) = (at(None), at(Some("one")), at(Some("other")));
        let fields: Vec<_> = one
            .weaker_than(&none)
            .into_iter()
            .map(|w| w.field)
            .collect();
        assert_eq!(fields, [ProcessField::Path]);
        assert_eq!(other.weaker_than(&one), []);
        assert_eq!(none.weaker_than(&one), []);
        let desk = Process {
            kind: ProcessKind::ServiceDesk,
            ..at(None)
        };
        let fields: Vec<_> = one
            .weaker_than(&desk)
            .into_iter()
            .map(|w| w.field)
            .collect();
        assert_eq!(fields, [ProcessField::Kind], "told once");
    }
}
