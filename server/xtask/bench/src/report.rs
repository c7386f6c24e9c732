//! What was measured, as a table for people and JSON for programs.

use crate::metrics::Metric;
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

/// All rows of a run.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    rounds: u32,
    rows: Vec<Numbered>,
}

#[derive(Debug, Serialize)]
struct Numbered {
    metric: String,
    #[serde(flatten)]
    row: Row,
    verdict: Verdict,
}

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    what: String,
    measured: f64,
    unit: &'static str,
    target: Option<Target>,
    /// The figures it was made of, and others that help to judge it.
    beside: BTreeMap<&'static str, f64>,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Target {
    AtMost(f64),
    AtLeast(f64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    Reached,
    Missed,
    /// There is no target.
    Told,
}

impl Row {
    /// A figure without a target: milliseconds, bytes, a rate.
    pub(crate) fn told(what: impl Into<String>, measured: f64, unit: &'static str) -> Self {
        Self {
            what: what.into(),
            measured,
            unit,
            target: None,
            beside: BTreeMap::new(),
        }
    }

    /// How many times the baseline it is.
    pub(crate) fn ratio(what: impl Into<String>, measured: f64, baseline: f64) -> Self {
        Self::told(what, measured / baseline, "×")
            .beside("measured", measured)
            .beside("baseline", baseline)
    }

    pub(crate) fn at_most(mut self, limit: f64) -> Self {
        self.target = Some(Target::AtMost(limit));
        self
    }

    pub(crate) fn at_least(mut self, limit: f64) -> Self {
        self.target = Some(Target::AtLeast(limit));
        self
    }

    pub(crate) fn beside(mut self, name: &'static str, figure: f64) -> Self {
        self.beside.insert(name, figure);
        self
    }

    fn verdict(&self) -> Verdict {
        let reached = match self.target {
            None => return Verdict::Told,
            Some(Target::AtMost(limit)) => self.measured <= limit,
            Some(Target::AtLeast(limit)) => self.measured >= limit,
        };
        if reached {
            Verdict::Reached
        } else {
            Verdict::Missed
        }
    }
}

impl Report {
    pub(crate) fn new(rounds: u32) -> Self {
        Self {
            rounds,
            rows: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, metric: Metric, rows: Vec<Row>) {
        self.rows.extend(rows.into_iter().map(|row| {
            let numbered = Numbered {
                metric: metric.to_string(),
                verdict: row.verdict(),
                row,
            };
            eprint!("{}", numbered.line());
            numbered
        }));
    }

    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        fs::write(path, text + "\n").with_context(|| path.display().to_string())
    }

    pub(crate) fn table(&self) -> String {
        let head =
            "| | metric | measured | target | verdict | beside |\n|---|---|---|---|---|---|\n";
        self.rows
            .iter()
            .fold(head.to_owned(), |table, row| table + &row.line())
    }
}

impl Numbered {
    fn line(&self) -> String {
        let Row {
            what,
            measured,
            unit,
            target,
            beside,
        } = &self.row;
        let target = match target {
            None => "–".to_owned(),
            Some(Target::AtMost(limit)) => format!("≤ {}", figure(*limit)),
            Some(Target::AtLeast(limit)) => format!("≥ {}", figure(*limit)),
        };
        let verdict = match self.verdict {
            Verdict::Reached => "reached",
            Verdict::Missed => "missed",
            Verdict::Told => "",
        };
        let beside = beside
            .iter()
            .fold(String::new(), |mut text, (name, value)| {
                // Writing to a String cannot fail.
                let _ = write!(text, "{name} {}; ", figure(*value));
                text
            });
        let measured = figure(*measured);
        let beside = beside.trim_end_matches("; ");
        format!(
            "| {} | {what} | {measured} {unit} | {target} | {verdict} | {beside} |\n",
            self.metric
        )
    }
}

/// Three digits that count, or all before the point.
fn figure(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_at_its_limit_reaches_the_target() {
        assert_eq!(
            Row::ratio("x", 3.0, 2.0).at_most(1.5).verdict(),
            Verdict::Reached
        );
        assert_eq!(
            Row::ratio("x", 3.0, 2.0).at_most(1.4).verdict(),
            Verdict::Missed
        );
        assert_eq!(
            Row::ratio("x", 1.0, 2.0).at_least(0.5).verdict(),
            Verdict::Reached
        );
        assert_eq!(Row::told("x", 1.0, "ms").verdict(), Verdict::Told);
    }

    #[test]
    fn figures_are_as_long_as_they_mean_something() {
        let figures = [1234.5, 12.34, 1.234, 0.1234].map(figure);
        assert_eq!(figures, ["1234", "12.3", "1.23", "0.123"]);
    }
}
