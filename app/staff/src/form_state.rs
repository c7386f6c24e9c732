use latchkey_ui::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What became of the form a browser sent last; shown by the page that comes next. It holds what was
/// typed, so that nobody has to type it again, but never a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FormState {
    /// Which form, by its server function's path.
    pub(crate) endpoint: String,
    /// What went well, in a sentence; empty when nothing did.
    pub(crate) done: String,
    /// What is wrong, field by field.
    pub(crate) problems: Vec<FoundProblem>,
    /// What was typed, by field.
    pub(crate) values: BTreeMap<String, String>,
}

/// One thing that is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FoundProblem {
    /// The field; empty when it is about the whole form.
    pub(crate) field: String,
    /// What is wrong and what to do.
    pub(crate) text: String,
}

impl FormState {
    /// The form of `endpoint` went well.
    pub(crate) fn done(endpoint: &str, sentence: impl Into<String>) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            done: sentence.into(),
            ..Self::default()
        }
    }

    /// The form of `endpoint` did not, for a reason that no field mends.
    pub(crate) fn failed(endpoint: &str, sentence: impl Into<String>) -> Self {
        let problems = vec![FoundProblem::general(sentence)];
        Self::refused(endpoint, problems, BTreeMap::new())
    }

    /// The form of `endpoint` did not: what is wrong, and what was typed.
    pub(crate) fn refused(
        endpoint: &str,
        problems: Vec<FoundProblem>,
        values: BTreeMap<String, String>,
    ) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            problems,
            values,
            ..Self::default()
        }
    }

    /// Whether the form was refused.
    pub(crate) fn is_refused(&self) -> bool {
        !self.problems.is_empty()
    }

    /// What is wrong, for the summary above a form whose fields are `fields`.
    pub(crate) fn problems(&self, fields: &'static [&'static str]) -> Vec<Problem> {
        let known = |name: &str| fields.iter().copied().find(|field| *field == name);
        self.problems
            .iter()
            .map(|problem| Problem {
                field: known(&problem.field),
                text: problem.text.clone(),
            })
            .collect()
    }

    /// What is wrong with one field.
    pub(crate) fn problem(&self, field: &str) -> Option<String> {
        let found = self
            .problems
            .iter()
            .find(|problem| problem.field == field)?;
        Some(found.text.clone())
    }

    /// What a field shows: what was typed if the form was refused, `stored` otherwise.
    pub(crate) fn value(&self, field: &str, stored: impl Into<String>) -> String {
        if self.is_refused() {
            self.values.get(field).cloned().unwrap_or_default()
        } else {
            stored.into()
        }
    }

    /// Whether a box is ticked, likewise.
    pub(crate) fn checked(&self, field: &str, stored: bool) -> bool {
        if self.is_refused() {
            self.values.contains_key(field)
        } else {
            stored
        }
    }
}

impl FoundProblem {
    /// A problem of one field.
    pub(crate) fn of(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            text: text.into(),
        }
    }

    /// A problem of no single field.
    pub(crate) fn general(text: impl Into<String>) -> Self {
        Self::of("", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> FormState {
        FormState::refused(
            "/do/admin/example",
            vec![FoundProblem::of("name", "Give it a name.")],
            BTreeMap::from([("active".to_owned(), "on".to_owned())]),
        )
    }

    #[test]
    fn a_refused_form_shows_what_was_typed_and_what_was_unticked() {
        let state = refused();
        assert_eq!(state.value("name", "Stored"), "");
        assert!(state.checked("active", false));
        assert!(!state.checked("public", true));
    }

    #[test]
    fn a_form_that_went_well_shows_what_is_stored() {
        let state = FormState::done("/do/admin/example", "Saved.");
        assert_eq!(state.value("name", "Stored"), "Stored");
        assert!(state.checked("public", true));
    }

    #[test]
    fn a_problem_of_a_field_that_is_not_on_the_page_is_shown_without_a_link() {
        let problems = refused().problems(&["other"]);
        assert_eq!(problems[0].field, None);
        assert_eq!(problems[0].text, "Give it a name.");
    }
}
