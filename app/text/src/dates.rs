use crate::table::filled;

/// How a language writes a date with its time.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    /// The months, from January on.
    pub(crate) months: [&'static str; 12],
    /// The whole, with the gaps `day`, `month`, `year` and `time`.
    pub(crate) pattern: &'static str,
}

/// A moment as a calendar and a clock show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment<'a> {
    /// The year.
    pub year: i16,
    /// The month, from 1 on.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
    /// The time of day with its zone, such as `09:05 UTC`.
    pub time: &'a str,
}

impl Dates {
    /// The moment as people of this language write it.
    #[must_use]
    pub fn written(&self, moment: Moment<'_>) -> String {
        let month = usize::try_from(moment.month - 1).unwrap_or_default();
        let values = [
            ("year", moment.year.to_string()),
            ("month", self.months.get(month).unwrap_or(&"").to_string()),
            ("day", moment.day.to_string()),
            ("time", moment.time.to_owned()),
        ];
        filled(
            self.pattern,
            &values.each_ref().map(|(gap, value)| (*gap, value.as_str())),
        )
    }
}
