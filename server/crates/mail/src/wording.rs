use latchkey_values::Language;

/// How a letter is worded for its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The language it is in.
    pub language: Language,
    /// What stands above its text, line by line; empty for nothing.
    pub greeting: String,
    /// What stands below its text; likewise.
    pub footer: String,
}
