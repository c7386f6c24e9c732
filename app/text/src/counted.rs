use crate::table::filled;

/// A text that depends on a whole number, with the forms its language has for that (CLDR's plural rules for
/// cardinals; the forms for fractions, and for whole millions, are left out).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The same for every number: Japanese.
    Same(&'static str),
    /// One form for 1, one for all others: English, German, Spanish.
    One(&'static str, &'static str),
    /// One form for 0 and 1, one for all others: French, Portuguese.
    UpToOne(&'static str, &'static str),
    /// The six of Arabic: 0, 1, 2, a few (3 to 10 after whole hundreds), many (11 to 99), and the rest.
    Six([&'static str; 6]),
}

impl Counted {
    /// The text for `number`.
    pub(crate) fn of(self, number: u32) -> String {
        filled(self.form(number), &[("number", &number.to_string())])
    }

    fn form(self, number: u32) -> &'static str {
        match self {
            Self::Same(form) => form,
            Self::One(one, other) => match number {
                1 => one,
                _ => other,
            },
            Self::UpToOne(one, other) => match number {
                0 | 1 => one,
                _ => other,
            },
            Self::Six([zero, one, two, few, many, other]) => match (number, number % 100) {
                (0, _) => zero,
                (1, _) => one,
                (2, _) => two,
                (_, 3..=10) => few,
                (_, 11..=99) => many,
                _ => other,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_gets_the_form_its_language_has_for_it() {
        let one = Counted::One("one", "{number}");
        assert_eq!([0, 1, 2, 21].map(|n| one.of(n)), ["0", "one", "2", "21"]);
        let up_to_one = Counted::UpToOne("{number} un", "{number}");
        assert_eq!([0, 1, 2].map(|n| up_to_one.of(n)), ["0 un", "1 un", "2"]);
        assert_eq!(Counted::Same("{number}").of(7), "7");
    }

    #[test]
    fn arabic_has_six_forms() {
        let six = Counted::Six(["zero", "one", "two", "few", "many", "other"]);
        for (numbers, form) in [
            (&[0][..], "zero"),
            (&[1], "one"),
            (&[2], "two"),
            (&[3, 10, 103, 110], "few"),
            (&[11, 26, 99, 111], "many"),
            (&[100, 101, 102, 200], "other"),
        ] {
            for number in numbers {
                assert_eq!(six.of(*number), form, "{number}");
            }
        }
    }
}
