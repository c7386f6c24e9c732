use crate::transaction::Statement;

/// A value of a condition.
pub(crate) enum Bound {
    Text(String),
    Integer(i64),
}

impl From<&str> for Bound {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Bound {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Bound {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// What rows have to meet, put together from the parts of a filter that are there. Only values come
/// from outside; they are bound, never written into the text.
#[derive(Default)]
pub(crate) struct Conditions {
    texts: Vec<String>,
    values: Vec<Bound>,
}

impl Conditions {
    /// Adds a condition in which each `?` stands for `value`.
    pub(crate) fn add(&mut self, condition: &str, value: impl Into<Bound>) {
        let place = self.place(value);
        self.texts.push(condition.replace('?', &place));
    }

    /// Adds that a column has one of `values`, unless there are none.
    pub(crate) fn among(&mut self, column: &str, values: impl IntoIterator<Item = String>) {
        let places: Vec<_> = values.into_iter().map(|value| self.place(value)).collect();
        if !places.is_empty() {
            self.texts
                .push(format!("{column} IN ({})", places.join(", ")));
        }
    }

    /// Where a further value stands in the statement.
    pub(crate) fn place(&mut self, value: impl Into<Bound>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Everything that was added, beginning with `WHERE`; empty when nothing was.
    pub(crate) fn text(&self) -> String {
        if self.texts.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.texts.join(" AND "))
        }
    }

    /// Gives a statement its values.
    pub(crate) fn bind(self, statement: Statement<'_>) -> Statement<'_> {
        self.values
            .into_iter()
            .fold(statement, |statement, value| match value {
                Bound::Text(text) => statement.bind(text),
                Bound::Integer(number) => statement.bind(number),
            })
    }
}

/// A pattern for `LIKE … ESCAPE '\'` that finds `text` anywhere, in either case of A to Z.
pub(crate) fn anywhere(text: &str) -> String {
    let mut pattern = String::from("%");
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character.to_ascii_lowercase());
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_their_conditions_ask_for_them() {
        let mut conditions = Conditions::default();
        assert_eq!(conditions.text(), "");
        conditions.add("a = ? OR b = ?", "x");
        conditions.among("c", ["y".to_owned(), "z".to_owned()]);
        conditions.among("d", []);
        conditions.add("e >= ?", 7);
        let expected = "WHERE a = $1 OR b = $1 AND c IN ($2, $3) AND e >= $4";
        assert_eq!(conditions.text(), expected);
        assert_eq!(conditions.place(1), "$5");
    }

    #[test]
    fn what_somebody_types_is_no_pattern() {
        assert_eq!(anywhere(r"50%_A\"), r"%50\%\_a\\%");
    }
}
