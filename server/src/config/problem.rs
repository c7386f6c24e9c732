use std::{fmt, ops::Range, path::PathBuf, str::FromStr};
use toml::Spanned;

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {source}", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file was read and is wrong.
    #[error("{}", listed(.path, .problems))]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Everything found, by line.
        problems: Vec<Problem>,
    },
}

/// One thing that is wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

fn listed(path: &std::path::Path, problems: &[Problem]) -> String {
    let line =
        |problem: &Problem| format!("{}:{}: {}", path.display(), problem.line, problem.message);
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Collects what is wrong, so that the operator sees everything at once.
pub(super) struct Problems<'source> {
    source: &'source str,
    found: Vec<Problem>,
}

impl<'source> Problems<'source> {
    pub(super) fn new(source: &'source str) -> Self {
        Self {
            source,
            found: Vec::new(),
        }
    }

    /// Records a problem at a place in the file.
    pub(super) fn add(&mut self, at: Range<usize>, message: impl fmt::Display) {
        let before = self.source.get(..at.start).unwrap_or(self.source);
        let line = before.matches('\n').count() + 1;
        self.found.push(Problem {
            line,
            message: message.to_string(),
        });
    }

    /// Parses a text, or records what it should look like.
    pub(super) fn parse<T: FromStr>(
        &mut self,
        key: &str,
        text: &Spanned<String>,
        expected: &str,
    ) -> Option<T> {
        let parsed = text.get_ref().parse().ok();
        if parsed.is_none() {
            self.add(
                text.span(),
                format_args!("{key} = {:?}: {expected}", text.get_ref()),
            );
        }
        parsed
    }

    /// Checks that a number lies within a range.
    pub(super) fn within(
        &mut self,
        key: &str,
        number: Option<&Spanned<u32>>,
        range: Bounds,
    ) -> u32 {
        let Some(number) = number else {
            return range.default;
        };
        let (least, most) = (range.least, range.most);
        if !(least..=most).contains(number.get_ref()) {
            self.add(
                number.span(),
                format_args!("{key} = {}: use {least} to {most}", number.get_ref()),
            );
        }
        *number.get_ref()
    }

    /// Everything found, by line.
    pub(super) fn into_found(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|problem| problem.line);
        self.found
    }
}

/// What a number may be.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) least: u32,
    pub(super) most: u32,
    pub(super) default: u32,
}
